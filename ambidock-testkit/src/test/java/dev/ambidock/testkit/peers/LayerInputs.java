// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.peers;

import static dev.ambidock.testkit.peers.Edits.gzip;
import static dev.ambidock.testkit.peers.Edits.image;
import static dev.ambidock.testkit.peers.Edits.layer;
import static dev.ambidock.testkit.peers.Edits.mislabelled;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Family;
import dev.ambidock.model.MediaType;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.testkit.document.JsonDraft;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.IndexDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;

/** Rows 1 to 19: single images, their configs and layers. */
final class LayerInputs {
    private static final String BASE = "\"architecture\":\"amd64\",\"os\":\"linux\"";

    private LayerInputs() {}

    static void addTo(Shelf shelf) {
        shelf.image("three-blanks", SampleImages.docker());
        shelf.image("oci", Edits.platform(Family.OCI, "linux/amd64"));
        shelf.image("config-members-docker", configMembers(Family.DOCKER));
        shelf.image("config-members-oci", configMembers(Family.OCI));
        layers(shelf);
        foreign(shelf);
        labels(shelf);
        configs(shelf);
        counts(shelf);
    }

    private static WholeImage configMembers(Family family) {
        LayerDraft layer = gzip("with a health check");
        String text = BASE + ",\"created\":\"2024-01-01T00:00:00.120000000Z\",\"docker_version\":\"20.10.7\","
                + "\"comment\":\"by hand\",\"config\":{\"Hostname\":\"h\",\"Cmd\":[\"sh\"],\"Healthcheck\":{\"Test\":[\"CMD\","
                + "\"true\"],\"Interval\":1000000000,\"StartInterval\":5},\"OnBuild\":[\"RUN true\"],\"Shell\":[\"sh\",\"-c\"],"
                + "\"StopTimeout\":7,\"Labels\":{\"a\":\"<&>\",\"b\":\"?\"}},\"history\":[{\"created_by\":\"ADD\"},"
                + "{\"created_by\":\"CMD\",\"empty_layer\":true}],\"x.unknown\" : 1.0e0";
        byte[] bytes = Edits.config(text, layer).toArray();
        bytes[text.indexOf('?') + 1] = (byte) 0xFF;
        return image(family, layer).config(Bytes.of(bytes)).build();
    }

    private static void layers(Shelf shelf) {
        shelf.image("zstd", SampleImages.zstd());
        shelf.image("plain-tar", SampleImages.plain(Family.OCI, "plain").build());
        shelf.image(
                "zstd-chunked",
                image(
                                Family.OCI,
                                layer("chunked", Compression.ZSTD)
                                        .annotation(
                                                "io.github.containers.zstd-chunked.manifest-checksum",
                                                "sha256:" + "1".repeat(64))
                                        .annotation("io.github.containers.zstd-chunked.manifest-position", "1:2:3:1")
                                        .annotation("org.example.kept", "yes"))
                        .build());
        shelf.image(
                "estargz",
                image(
                                Family.OCI,
                                gzip("estargz")
                                        .annotation(
                                                "containerd.io/snapshot/stargz/toc.digest", "sha256:" + "1".repeat(64)))
                        .build());
        shelf.image(
                "encrypted",
                image(Family.OCI, gzip("secret").labelled(MediaType.of(MediaTypes.OCI_GZIP.text() + "+encrypted")))
                        .build());
    }

    private static void foreign(Shelf shelf) {
        String url = Edits.UNREACHABLE;
        shelf.image(
                "foreign-docker",
                image(Family.DOCKER, gzip("base").foreign(url), gzip("top"))
                        .platform("windows/amd64")
                        .build());
        shelf.image(
                "foreign-oci",
                image(Family.OCI, gzip("base").foreign(url), gzip("top"))
                        .platform("windows/amd64")
                        .build());
        shelf.image(
                "foreign-tar",
                image(Family.DOCKER, layer("base", Compression.NONE).foreign(url), gzip("top"))
                        .build());
        shelf.image(
                "foreign-zstd",
                image(Family.OCI, layer("base", Compression.ZSTD).foreign(url), gzip("top"))
                        .build());
    }

    private static void labels(Shelf shelf) {
        String docker = MediaTypes.DOCKER_GZIP.text();
        shelf.image(
                "zstd-called-gzip-docker",
                image(Family.DOCKER, mislabelled("z", Compression.ZSTD, docker)).build());
        shelf.image(
                "zstd-called-gzip-oci",
                image(Family.OCI, mislabelled("z", Compression.ZSTD, MediaTypes.OCI_GZIP.text()))
                        .build());
        shelf.image(
                "tar-called-gzip",
                image(Family.DOCKER, mislabelled("t", Compression.NONE, docker)).build());
        shelf.image(
                "gzip-called-tar",
                image(Family.OCI, mislabelled("g", Compression.GZIP, MediaTypes.OCI_TAR.text()))
                        .build());
    }

    private static void configs(Shelf shelf) {
        LayerDraft layer = gzip("of an old config");
        shelf.image(
                "octet-stream-config",
                image(Family.DOCKER, layer).configType(MediaTypes.OCTET_STREAM).build());
        shelf.image(
                "string-command",
                docker(layer, BASE + ",\"config\":{\"Cmd\":\"sh\",\"Entrypoint\":\"/entry\"}")
                        .build());
        shelf.image(
                "empty-created",
                docker(layer, BASE + ",\"created\":\"\",\"config\":{\"Cmd\":[\"sh\"]}")
                        .build());
        WholeImage bare = docker(layer, "\"config\":{\"Cmd\":[\"sh\"]}").build();
        shelf.image("no-platform-in-config", bare);
        shelf.image(
                "no-platform-in-list",
                IndexDraft.of(Family.DOCKER).entry("linux/arm64", bare).build());
        shelf.image(
                "too-many-diff-ids",
                image(Family.DOCKER, layer)
                        .config(Edits.config(BASE + ",\"config\":{}", layer, gzip("absent")))
                        .build());
        shelf.image(
                "wrong-diff-id",
                image(Family.DOCKER, layer)
                        .config(Edits.config(BASE + ",\"config\":{}", gzip("absent")))
                        .build());
    }

    static ImageDraft docker(LayerDraft layer, String members) {
        return image(Family.DOCKER, layer).config(Edits.config(members, layer));
    }

    private static void counts(Shelf shelf) {
        shelf.image("no-layers", SampleImages.withoutLayers());
        WholeImage none = image(Family.DOCKER)
                .setting("Labels", JsonDraft.object().put("empty", JsonDraft.text("yes")))
                .build();
        shelf.image("null-layers", Edits.root(none, text -> text.replace("\"layers\":[]", "\"layers\":null")));
        LayerDraft twice = gzip("twice");
        shelf.image(
                "same-layer-twice",
                image(Family.DOCKER, twice, gzip("between"), twice).build());
        ImageDraft many = ImageDraft.of(Family.DOCKER);
        for (int i = 0; i < 300; i++) {
            many.layer(gzip("layer " + i));
        }
        shelf.image("many-layers", many.build());
        String long4 = "x".repeat((4 << 20) + 1);
        shelf.image(
                "over-four-mebibytes",
                image(Family.OCI, gzip("small")).annotation("long", long4).build());
    }
}
