// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.output.Problem;
import dev.ambidock.model.Family;
import dev.ambidock.model.MalformedTextException;
import dev.ambidock.model.Platform;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.plan.ConversionRequestBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The policies of a conversion, one option for each. */
final class PolicyOptions {
    private static final List<String> FAMILIES = List.of("docker", "oci");

    private PolicyOptions() {}

    /** The option that names the target. */
    static void addTarget(CommandSpec spec, String name, String description) {
        Options.choice(spec, name, FAMILIES, description);
    }

    static Optional<Family> target(ParseResult parsed, String name) throws Problem {
        return Options.choice(parsed, name, FAMILIES).map(word -> Family.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    static void add(CommandSpec spec) {
        Options.choice(
                spec,
                "--style",
                ConversionRequest.Style.values(),
                "Spelling of a changed document: every other byte kept (preserve), or as the field's tools write it");
        Options.choice(
                spec,
                "--config",
                ConversionRequest.ConfigPolicy.values(),
                "Config bytes kept, or to OCI without what OCI does not define (changes the image ID)");
        Options.choice(
                spec,
                "--annotations",
                ConversionRequest.AnnotationPolicy.values(),
                "Annotations to Docker: dropped, or left as members that Docker does not know");
        Options.choice(
                spec,
                "--zstd",
                ConversionRequest.ZstdPolicy.values(),
                "Zstd layers to Docker: compressed anew (needs the layers), or left under Docker's unofficial type");
        Options.choice(
                spec,
                "--foreign",
                ConversionRequest.ForeignPolicy.values(),
                "Foreign layers: kept foreign, or made ordinary ones: with the layers of the source alone, or with those"
                        + " that are got from their urls (of images in places)");
        addIndexPolicies(spec);
        Options.values(
                spec, "--platform", "OS/ARCH[/VARIANT]", "Only these platforms of an index (all). May be repeated");
        Options.flag(spec, "--force", "Pass on an image whose config does not fit its manifest");
        Options.flag(spec, "--strict", "Refuse (exit 4) where anything would be lost or corrected");
    }

    private static void addIndexPolicies(CommandSpec spec) {
        Options.choice(
                spec,
                "--attestations",
                ConversionRequest.AttestationPolicy.values(),
                "BuildKit attestations; the default is keep to OCI, drop to Docker");
        Options.choice(
                spec,
                "--artifacts",
                ConversionRequest.ArtifactPolicy.values(),
                "Artifacts that are no images, to Docker: refused, left out of a list, or left in it; retype makes a"
                        + " Docker manifest around an artifact OCI's, on the way to OCI");
        Options.choice(
                spec,
                "--artifact-manifest",
                ConversionRequest.ArtifactManifestPolicy.values(),
                "The removed OCI artifact manifest: kept, or made an OCI manifest on the way to OCI");
        Options.choice(
                spec,
                "--sparse",
                ConversionRequest.SparsePolicy.values(),
                "Entries of an index whose document is not there: refused, left out, or left in");
        Options.choice(
                spec,
                "--empty-layers",
                ConversionRequest.EmptyLayerPolicy.values(),
                "Layers of schema 1 images that hold no entry: kept as Docker kept them, or dropped (changes the image"
                        + " ID)");
        Options.value(
                spec,
                "--assume-platform",
                "OS/ARCH[/VARIANT]",
                "Platform of a list entry where neither the entry nor the config tells it");
    }

    /** The request that the options make. */
    static ConversionRequest request(ParseResult parsed, Family target) throws Problem {
        ConversionRequestBuilder request = ConversionRequest.builder(target)
                .force(Options.isSet(parsed, "--force"))
                .strict(Options.isSet(parsed, "--strict"));
        Options.choice(parsed, "--style", ConversionRequest.Style.values()).ifPresent(request::style);
        Options.choice(parsed, "--config", ConversionRequest.ConfigPolicy.values())
                .ifPresent(request::config);
        Options.choice(parsed, "--annotations", ConversionRequest.AnnotationPolicy.values())
                .ifPresent(request::annotations);
        Options.choice(parsed, "--zstd", ConversionRequest.ZstdPolicy.values()).ifPresent(request::zstd);
        Options.choice(parsed, "--foreign", ConversionRequest.ForeignPolicy.values())
                .ifPresent(request::foreign);
        Options.choice(parsed, "--attestations", ConversionRequest.AttestationPolicy.values())
                .ifPresent(request::attestations);
        Options.choice(parsed, "--artifacts", ConversionRequest.ArtifactPolicy.values())
                .ifPresent(request::artifacts);
        Options.choice(parsed, "--artifact-manifest", ConversionRequest.ArtifactManifestPolicy.values())
                .ifPresent(request::artifactManifests);
        Options.choice(parsed, "--sparse", ConversionRequest.SparsePolicy.values())
                .ifPresent(request::sparse);
        Options.choice(parsed, "--empty-layers", ConversionRequest.EmptyLayerPolicy.values())
                .ifPresent(request::emptyLayers);
        compression(parsed).ifPresent(request::compression);
        Optional<String> assumed = Options.value(parsed, "--assume-platform");
        if (assumed.isPresent()) {
            request.assumedPlatform(platform("--assume-platform", assumed.get()));
        }
        List<Platform> platforms = new ArrayList<>();
        for (String platform : Options.values(parsed, "--platform")) {
            platforms.add(platform("--platform", platform));
        }
        return request.platforms(platforms).build();
    }

    /** What becomes of layers; empty for verbs that do not move them. */
    static Optional<ConversionRequest.CompressionPolicy> compression(ParseResult parsed) throws Problem {
        return Options.choice(parsed, "--compress", ConversionRequest.CompressionPolicy.values());
    }

    private static Platform platform(String option, String text) throws Problem {
        try {
            return Platform.parse(text);
        } catch (MalformedTextException e) {
            throw Problem.usage(option, String.valueOf(e.getMessage()), option + " linux/amd64");
        }
    }
}
