// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.model.Compression;
import dev.ambidock.model.Family;
import dev.ambidock.model.SinkAbilities;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody who takes images over from a registry can read: a bound on top of what the destination can hold.
 *
 * @param name as it is typed
 * @param summary one line for people
 * @param families of manifests
 * @param format the family to convert to unless told otherwise; empty to keep each image's own
 * @param indexes whether it reads indexes and lists; else single images only
 * @param compressions of layers
 * @param strictConfig whether configs hold only what OCI defines
 * @param reason why it is so
 * @param source where that is written
 */
public record ConsumerProfile(
        String name,
        String summary,
        Set<Family> families,
        Optional<Family> format,
        boolean indexes,
        Set<Compression> compressions,
        boolean strictConfig,
        String reason,
        String source) {

    private static final List<ConsumerProfile> ALL = List.of(
            new ConsumerProfile(
                    "aws-lambda",
                    "one Docker or OCI manifest for one platform, without attestations, layers in gzip",
                    EnumSet.of(Family.DOCKER, Family.OCI),
                    Optional.empty(),
                    false,
                    EnumSet.of(Compression.GZIP, Compression.NONE),
                    false,
                    "Lambda refuses indexes, and so what BuildKit pushes with attestations by default",
                    "AWS Lambda Developer Guide, \"Create a Lambda function using a container image\""),
            new ConsumerProfile(
                    "docker-legacy",
                    "Docker v2.2 manifests and lists only, layers in gzip",
                    EnumSet.of(Family.DOCKER),
                    Optional.of(Family.DOCKER),
                    true,
                    EnumSet.of(Compression.GZIP, Compression.NONE),
                    false,
                    "engines and registries from before OCI read no other media types, and no zstd",
                    "distribution, \"Image Manifest V 2, Schema 2\""),
            new ConsumerProfile(
                    "oci-strict",
                    "OCI manifests and indexes only, configs with nothing but what OCI defines",
                    EnumSet.of(Family.OCI),
                    Optional.of(Family.OCI),
                    true,
                    EnumSet.allOf(Compression.class),
                    true,
                    "validators that know the specification alone take what Docker adds to configs for a mistake",
                    "OCI image-spec, \"config.md\""));

    /** Copies the sets. */
    public ConsumerProfile {
        families = Set.copyOf(families);
        compressions = Set.copyOf(compressions);
    }

    /** All that are known, by name. */
    public static List<ConsumerProfile> all() {
        return ALL;
    }

    /** The one of this name. */
    public static Optional<ConsumerProfile> find(String name) {
        return ALL.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** What a destination can hold of what this consumer can read. */
    public SinkAbilities within(SinkAbilities abilities) {
        Set<Family> both = EnumSet.noneOf(Family.class);
        both.addAll(families);
        both.retainAll(abilities.families());
        Set<Compression> layers = EnumSet.noneOf(Compression.class);
        layers.addAll(compressions);
        layers.retainAll(abilities.compressions());
        return new SinkAbilities(
                both,
                abilities.maxDocumentBytes(),
                layers,
                indexes && abilities.indexes(),
                indexes && abilities.attachments());
    }

    /** The policies with what this consumer needs. */
    public ConversionRequest within(ConversionRequest policies) {
        return strictConfig ? policies.withConfig(ConversionRequest.ConfigPolicy.STRICT) : policies;
    }
}
