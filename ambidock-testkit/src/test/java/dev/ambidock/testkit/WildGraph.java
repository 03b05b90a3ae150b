// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Family;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Platform;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.plan.ConversionRequestBuilder;
import dev.ambidock.table.FormatTable;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.testkit.document.DocumentDraft;
import dev.ambidock.testkit.document.JsonDraft;
import dev.ambidock.testkit.document.JsonLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A random index over everything that registries hold: images of either family, both mixed, attestations, artifacts,
 * nested indexes, referrers, layers, children that are missing.
 */
final class WildGraph {
    private static final List<MediaType> TYPES =
            FormatTable.all().stream().map(row -> row.mediaType()).toList();

    private final SplittableRandom random;
    private final Map<Digest, Bytes> children = new HashMap<>();
    private final List<Descriptor> made = new ArrayList<>();
    private final Bytes root;

    WildGraph(long seed) {
        this.random = new SplittableRandom(seed);
        this.root = random.nextInt(6) == 0 ? manifest() : index(0);
    }

    Bytes root() {
        return root;
    }

    Optional<Bytes> child(Descriptor descriptor) {
        return Optional.ofNullable(children.get(descriptor.digest()));
    }

    Map<Digest, Bytes> children() {
        return children;
    }

    /** A request of random policies. */
    ConversionRequest request() {
        ConversionRequestBuilder request = ConversionRequest.builder(one(Family.OCI, Family.DOCKER))
                .style(one(ConversionRequest.Style.values()))
                .config(one(ConversionRequest.ConfigPolicy.values()))
                .annotations(one(ConversionRequest.AnnotationPolicy.values()))
                .zstd(one(ConversionRequest.ZstdPolicy.values()))
                .foreign(one(ConversionRequest.ForeignPolicy.values()))
                .artifacts(one(ConversionRequest.ArtifactPolicy.values()))
                .artifactManifests(one(ConversionRequest.ArtifactManifestPolicy.values()))
                .sparse(one(ConversionRequest.SparsePolicy.values()))
                .force(random.nextBoolean())
                .strict(random.nextInt(8) == 0);
        if (random.nextBoolean()) {
            request.attestations(one(ConversionRequest.AttestationPolicy.values()));
        }
        if (random.nextBoolean()) {
            request.assumedPlatform(Platform.of("linux", "riscv64", Optional.empty()));
        }
        if (random.nextInt(4) == 0) {
            request.compression(one(ConversionRequest.CompressionPolicy.values()));
        }
        if (random.nextInt(4) == 0) {
            request.platforms(List.of(Platform.parse(one("linux/arm64", "linux/amd64", "linux/s390x"))));
        }
        return request.keep(random.nextInt(4) == 0).build();
    }

    private Bytes index(int depth) {
        DocumentDraft draft = DocumentDraft.index(one(Family.OCI, Family.DOCKER));
        for (int i = random.nextInt(5); i > 0; i--) {
            draft.add(entry(depth));
        }
        extras(draft);
        return draft.bytes(JsonLayout.random(random));
    }

    private Descriptor entry(int depth) {
        int kind = random.nextInt(12);
        if (kind == 0 && depth < 4) {
            return described(one(MediaTypes.OCI_INDEX, MediaTypes.DOCKER_LIST), index(depth + 1));
        }
        if (kind == 1) {
            return described(MediaTypes.OCI_ARTIFACT_MANIFEST, artifact());
        }
        if (kind == 2 && !made.isEmpty()) {
            return made.get(random.nextInt(made.size()));
        }
        if (kind == 3) {
            return decorated(Descriptor.of(TYPES.get(random.nextInt(TYPES.size())), digest(), random.nextInt(9)));
        }
        return described(one(MediaTypes.OCI_MANIFEST, MediaTypes.DOCKER_MANIFEST), manifest());
    }

    /** A reference to a document; its type is mostly the stated one, since any other is refused. */
    private Descriptor described(MediaType type, Bytes bytes) {
        String text = bytes.utf8();
        MediaType stated = TYPES.stream()
                .filter(t -> text.contains("\"" + t.text() + "\""))
                .filter(t -> text.replaceAll("\\s", "").contains("\"mediaType\":\"" + t.text() + "\",\"config\"")
                        || text.replaceAll("\\s", "").contains("\"mediaType\":\"" + t.text() + "\",\"manifests\"")
                        || text.replaceAll("\\s", "").contains("\"mediaType\":\"" + t.text() + "\",\"blobs\""))
                .findFirst()
                .orElse(type);
        Digest digest = bytes.digest(one(DigestAlgorithm.SHA256, DigestAlgorithm.SHA256, DigestAlgorithm.SHA512));
        Descriptor plain = Descriptor.of(random.nextInt(40) == 0 ? type : stated, digest, bytes.length());
        if (random.nextInt(10) > 0) {
            children.put(digest, bytes);
        }
        Descriptor decorated = decorated(plain);
        if (random.nextInt(12) == 0) {
            decorated = new Descriptor(
                    plain.mediaType(),
                    digest,
                    plain.size(),
                    List.of(),
                    decorated.annotations(),
                    decorated.platform(),
                    Optional.empty(),
                    Optional.of(bytes));
        }
        made.add(decorated);
        return decorated;
    }

    private Descriptor decorated(Descriptor plain) {
        Map<String, String> annotations = new LinkedHashMap<>();
        if (random.nextInt(4) == 0) {
            annotations.put("org.opencontainers.image.ref.name", "a<b>&\u2028");
        }
        if (random.nextInt(6) == 0) {
            annotations.put("vnd.docker.reference.type", "attestation-manifest");
        }
        if (random.nextInt(4) == 0) {
            Digest named = made.isEmpty() || random.nextInt(4) == 0
                    ? digest()
                    : made.get(random.nextInt(made.size())).digest();
            annotations.put("vnd.docker.reference.digest", named.toString());
        }
        Optional<Platform> platform = switch (random.nextInt(5)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(Platform.of("unknown", "unknown", Optional.empty()));
            case 2 -> Optional.of(Platform.of("", "", Optional.empty()));
            default -> Optional.of(Platform.of("linux", "arm64", Optional.of("v8")));
        };
        return new Descriptor(
                plain.mediaType(),
                plain.digest(),
                plain.size(),
                random.nextInt(8) == 0 ? List.of("https://example.com/x") : List.of(),
                annotations,
                platform,
                random.nextInt(10) == 0 ? Optional.of("application/vnd.example+json") : Optional.empty(),
                Optional.empty());
    }

    private Bytes manifest() {
        Family family = one(Family.OCI, Family.DOCKER);
        boolean mixed = random.nextInt(5) == 0;
        int layers = random.nextInt(4);
        DocumentDraft draft = DocumentDraft.manifest(family, config(family, layers));
        for (int i = 0; i < layers; i++) {
            draft.add(layer(mixed ? one(Family.OCI, Family.DOCKER) : family));
        }
        extras(draft);
        return draft.bytes(JsonLayout.random(random));
    }

    private void extras(DocumentDraft draft) {
        if (random.nextInt(4) == 0) {
            draft.annotation("org.opencontainers.image.title", "\u001b[31m");
        }
        if (random.nextInt(6) == 0 && !made.isEmpty()) {
            draft.member("subject", DocumentDraft.descriptor(made.get(random.nextInt(made.size()))));
        }
        if (random.nextInt(8) == 0) {
            draft.member(
                    "artifactType",
                    JsonDraft.text(one(
                            "application/vnd.example",
                            "application/vnd.docker.attestation.manifest.v1+json",
                            "application/vnd.oci.image.config.v1+json")));
        }
        if (random.nextInt(4) == 0) {
            draft.member("x", JsonDraft.raw("[1.50,{\"y\":\"\\u2603\"}]"));
        }
    }

    private Bytes artifact() {
        JsonDraft root = JsonDraft.object()
                .put("mediaType", JsonDraft.text(MediaTypes.OCI_ARTIFACT_MANIFEST.text()))
                .put("blobs", JsonDraft.array().add(DocumentDraft.descriptor(layer(Family.OCI))));
        return Bytes.wrap(root.bytes(JsonLayout.random(random)));
    }

    private Descriptor config(Family family, int layers) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            return Descriptor.of(TYPES.get(random.nextInt(TYPES.size())), digest(), 7);
        }
        DocumentDraft draft = DocumentDraft.config(
                family, Platform.of(random.nextInt(6) == 0 ? "" : "linux", "amd64", Optional.empty()));
        int ids = random.nextInt(10) == 0 ? layers + 1 : layers;
        for (int i = 0; i < ids; i++) {
            draft.diffId(digest().toString());
        }
        if (random.nextInt(4) == 0) {
            draft.member("created", JsonDraft.text(one("", "2024-02-29T00:00:00Z")));
        }
        if (random.nextInt(4) == 0) {
            draft.member("docker_version", JsonDraft.raw("\"\\ud800\""));
        }
        Bytes bytes = draft.bytes(JsonLayout.random(random));
        MediaType type =
                kind == 1 ? MediaTypes.OCTET_STREAM : draft.descriptor().mediaType();
        Descriptor descriptor = DocumentDraft.describe(type, bytes);
        if (random.nextInt(3) > 0) {
            children.put(descriptor.digest(), bytes);
        }
        return descriptor;
    }

    private Descriptor layer(Family family) {
        List<MediaType> types = TYPES.stream()
                .filter(t -> FormatTable.family(t) == family || random.nextInt(40) == 0)
                .toList();
        return decorated(Descriptor.of(types.get(random.nextInt(types.size())), digest(), random.nextInt(1000)));
    }

    private Digest digest() {
        byte[] content = new byte[4];
        random.nextBytes(content);
        return one(DigestAlgorithm.values()).of(content);
    }

    @SafeVarargs
    private <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
