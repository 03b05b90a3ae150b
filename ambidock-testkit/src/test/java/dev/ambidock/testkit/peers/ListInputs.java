// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.peers;

import static dev.ambidock.testkit.peers.Edits.gzip;
import static dev.ambidock.testkit.peers.Edits.image;
import static dev.ambidock.testkit.peers.Edits.layer;
import static dev.ambidock.testkit.peers.Edits.platform;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Family;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Platform;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.testkit.document.DocumentDraft;
import dev.ambidock.testkit.document.JsonDraft;
import dev.ambidock.testkit.image.ArtifactDraft;
import dev.ambidock.testkit.image.Attestations;
import dev.ambidock.testkit.image.IndexDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.image.WholeImage.Kind;
import dev.ambidock.testkit.image.WholeImage.Part;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows 38 to 55 but 51: indexes and lists. */
final class ListInputs {
    private static final WholeImage DOCKER = platform(Family.DOCKER, "linux/amd64");
    private static final WholeImage OCI = platform(Family.OCI, "linux/amd64");
    private static final WholeImage OCI_ARM = platform(Family.OCI, "linux/arm64/v8");
    private static final String AMD64 = "linux/amd64";
    private static final String ARM64 = "linux/arm64/v8";

    private ListInputs() {}

    static void addTo(Shelf shelf) {
        plain(shelf);
        attestations(shelf);
        gaps(shelf);
        platforms(shelf);
        families(shelf);
        odd(shelf);
        big(shelf);
    }

    private static IndexDraft oci() {
        return IndexDraft.of(Family.OCI).entry(AMD64, OCI);
    }

    private static IndexDraft docker() {
        return IndexDraft.of(Family.DOCKER).entry(AMD64, DOCKER);
    }

    private static void plain(Shelf shelf) {
        shelf.image("list", SampleImages.list());
        shelf.image("index", oci().entry(ARM64, OCI_ARM).build());
    }

    private static void attestations(Shelf shelf) {
        shelf.image(
                "attestation-first-style",
                oci().attestation(Attestations.imageStyle(OCI), OCI).build());
        shelf.image(
                "attestation-artifact-style",
                oci().attestation(Attestations.artifactStyle(OCI), OCI).build());
        shelf.image(
                "list-with-attestation",
                docker().attestation(Attestations.imageStyle(DOCKER), DOCKER).build());
    }

    private static void gaps(Shelf shelf) {
        shelf.image("sparse", SampleImages.sparse());
        shelf.image("nested", SampleImages.nested());
        WholeImage helm = ArtifactDraft.of("application/vnd.example.note.v1")
                .blob("text/plain", "a note")
                .build();
        shelf.image("artifact-entry", oci().entry(helm).build());
    }

    private static void platforms(Shelf shelf) {
        // Of a platform that is hardly this machine's, so that a guess shows.
        WholeImage s390x = platform(Family.OCI, "linux/s390x");
        shelf.image("no-platform", IndexDraft.of(Family.OCI).entry(s390x).build());
        shelf.image(
                "wrong-platform", IndexDraft.of(Family.OCI).entry(ARM64, OCI).build());
        WholeImage features = Edits.root(
                docker().build(),
                text -> text.replace("\"os\":\"linux\"}", "\"os\":\"linux\",\"features\":[\"sse4\"]}"));
        shelf.image("platform-features", features);
        shelf.image("index-members", members());
        LayerDraft plain = layer("in two compressions", Compression.NONE);
        WholeImage gzip = image(Family.OCI, plain.compressed(Compression.GZIP)).build();
        WholeImage zstd = image(Family.OCI, plain.compressed(Compression.ZSTD)).build();
        shelf.image(
                "two-compressions",
                IndexDraft.of(Family.OCI)
                        .entry(AMD64, gzip)
                        .entry(
                                described(
                                        zstd,
                                        AMD64,
                                        Map.of("io.github.containers.compression.zstd", "true"),
                                        Optional.empty()),
                                zstd)
                        .build());
    }

    private static WholeImage members() {
        Descriptor entry = described(
                OCI,
                AMD64,
                Map.of("org.opencontainers.image.created", "2026-01-01T00:00:00Z"),
                Optional.of(MediaTypes.OCI_CONFIG.text()));
        return IndexDraft.of(Family.OCI)
                .entry(entry, OCI)
                .annotation("org.example.note", "yes")
                .member("artifactType", JsonDraft.text("application/x"))
                .member("subject", DocumentDraft.descriptor(SampleImages.oci().root()))
                .build();
    }

    private static Descriptor described(
            WholeImage image, String platform, Map<String, String> annotations, Optional<String> artifactType) {
        Descriptor root = image.root();
        return new Descriptor(
                root.mediaType(),
                root.digest(),
                root.size(),
                List.of(),
                annotations,
                Optional.of(Platform.parse(platform)),
                artifactType,
                Optional.empty());
    }

    private static void families(Shelf shelf) {
        shelf.image("list-with-oci-child", docker().entry(ARM64, OCI_ARM).build());
        shelf.image(
                "list-of-oci", IndexDraft.of(Family.DOCKER).entry(AMD64, OCI).build());
        shelf.image(
                "index-of-docker",
                IndexDraft.of(Family.OCI).entry(AMD64, DOCKER).build());
    }

    private static void odd(Shelf shelf) {
        shelf.image("child-twice", docker().entry(AMD64, DOCKER).build());
        shelf.image("empty-list", IndexDraft.of(Family.DOCKER).build());
        shelf.image("buildkit-cache", cache());
        shelf.image("both-families-of-one", docker().entry(AMD64, OCI).build());
    }

    /** Its entries are layers and settings, not manifests. */
    private static WholeImage cache() {
        LayerDraft layer = gzip("cached");
        Bytes settings = Bytes.of("{\"layers\":[{\"blob\":\""
                + layer.descriptor(Family.OCI).digest() + "\",\"parent\":-1}],\"records\":[]}");
        Descriptor about = DocumentDraft.describe(MediaType.of("application/vnd.buildkit.cacheconfig.v0"), settings);
        Descriptor blob = layer.descriptor(Family.OCI);
        return IndexDraft.of(Family.OCI)
                .entry(blob, part(blob, layer.bytes()))
                .entry(about, part(about, settings))
                .build();
    }

    private static WholeImage part(Descriptor descriptor, Bytes content) {
        return new WholeImage(List.of(), descriptor, List.of(new Part(descriptor, content, Kind.BLOB)));
    }

    private static void big(Shelf shelf) {
        IndexDraft thousand = IndexDraft.of(Family.DOCKER);
        for (int i = 0; i < 1000; i++) {
            thousand.entry(
                    AMD64,
                    image(Family.DOCKER, gzip("shared"))
                            .setting("Labels", JsonDraft.object().put("n", JsonDraft.text(Integer.toString(i))))
                            .build());
        }
        shelf.image("thousand-children", thousand.build());
        WholeImage level = oci().build();
        for (int i = 0; i < 11; i++) {
            level = IndexDraft.of(Family.OCI).entry(level).entry(level).build();
        }
        shelf.image("diamonds", level);
    }
}
