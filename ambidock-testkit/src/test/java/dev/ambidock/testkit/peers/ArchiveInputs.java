// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.peers;

import static dev.ambidock.testkit.peers.Edits.image;
import static dev.ambidock.testkit.peers.Edits.layer;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Compression;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Family;
import dev.ambidock.testkit.hostile.HostileArchive;
import dev.ambidock.testkit.hostile.HostileArchives;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.place.DockerSave;
import dev.ambidock.testkit.place.FileSet;
import dev.ambidock.testkit.place.LayoutFiles;
import dev.ambidock.testkit.tar.TarDraft;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows 56 to 67: archives and layouts. */
final class ArchiveInputs {
    private static final String DOCKER = "docker-archive";
    private static final String NAME = "example.org/app:v1";

    /** Spellings of one sound archive that the test kit draws, and a link that leads out of it. */
    private static final List<String> SPELLINGS = List.of(
            "symlink-inside",
            "hard-link-behind-its-target",
            "hard-link-before-its-target",
            "names-begin-with-dot-slash",
            "folders-of-mode-zero",
            "gnu-long-names",
            "pax-names",
            "layer-twice",
            "symlink-..-outside",
            "gzip",
            "zstd");

    private ArchiveInputs() {}

    static void addTo(Shelf shelf) {
        generations(shelf);
        spellings(shelf);
        compressions(shelf);
        names(shelf);
        layouts(shelf);
    }

    private static ImageDraft one() {
        return SampleImages.plain(Family.DOCKER, "one").named(NAME);
    }

    private static ImageDraft two() {
        return SampleImages.plain(Family.DOCKER, "two").named("example.org/other:v2");
    }

    private static void generations(Shelf shelf) {
        WholeImage meant = one().build();
        shelf.archive("saved-classic", DOCKER, DockerSave.classic(one()), "", meant);
        shelf.archive(
                "saved-classic-second",
                DOCKER,
                DockerSave.classic(one(), two()),
                ":example.org/other:v2",
                two().build());
        shelf.archive("saved-graph-driver", DOCKER, DockerSave.graphDriver(one()), "", meant);
        WholeImage whole = SampleImages.index(NAME);
        WholeImage present = SampleImages.index();
        WholeImage child = Edits.platform(Family.OCI, "linux/amd64");
        if (!present.contents().containsKey(child.root().digest())) {
            throw new IllegalStateException("the sample index changed");
        }
        byte[] sparse = DockerSave.containerdStore(whole, child);
        shelf.archive("saved-containerd", DOCKER, sparse, "", child);
        shelf.archive("saved-containerd-layout", "oci-archive", sparse, ":v1", whole);
        shelf.archive("saved-before-1.10", DOCKER, DockerSave.legacyOnly(one()), "", meant);
        shelf.configIsMade("saved-before-1.10");
    }

    private static void spellings(Shelf shelf) {
        LayerDraft motd = LayerDraft.of("etc/motd", "welcome\n");
        Bytes config = Edits.config("\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{}", motd);
        WholeImage meant = image(Family.DOCKER, motd).config(config).build();
        Map<String, HostileArchive> byName =
                HostileArchives.all().stream().collect(Collectors.toMap(HostileArchive::name, archive -> archive));
        for (String name : SPELLINGS) {
            HostileArchive archive = byName.get(name);
            if (archive == null) {
                throw new IllegalStateException("no hostile archive " + name);
            }
            shelf.archive("archive-" + name.replace(".", ""), archive.scheme(), bytes(archive), "", meant);
        }
    }

    private static byte[] bytes(HostileArchive archive) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            archive.content().writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void compressions(Shelf shelf) {
        for (Compression only : List.of(Compression.GZIP, Compression.ZSTD)) {
            String name = only == Compression.GZIP ? "gzip" : "zstd";
            saved(shelf, "saved-" + name + "-layers", "[\"" + NAME + "\"]", "", layer("one", only), layer("two", only));
        }
        saved(
                shelf,
                "saved-mixed-layers",
                "[\"" + NAME + "\"]",
                "",
                layer("one", Compression.NONE),
                layer("two", Compression.GZIP),
                layer("three", Compression.ZSTD));
    }

    private static void names(Shelf shelf) {
        LayerDraft plain = layer("named", Compression.NONE);
        saved(shelf, "saved-without-names", "null", "", plain);
        saved(shelf, "saved-without-tag", "[\"example.org/app\"]", ":example.org/app:latest", plain);
        saved(shelf, "saved-with-port", "[\"localhost:5000/app:v2\"]", ":localhost:5000/app:v2", plain);
    }

    /** An archive of nothing but {@code manifest.json}, a config and layers. */
    private static void saved(Shelf shelf, String input, String names, String choice, LayerDraft... layers) {
        WholeImage meant = image(Family.DOCKER, layers).build();
        Bytes config = image(Family.DOCKER, layers).config();
        String configName = config.digest(DigestAlgorithm.SHA256).hex() + ".json";
        TarDraft tar = TarDraft.inMemory();
        tar.file(configName, config);
        StringBuilder paths = new StringBuilder();
        for (LayerDraft layer : layers) {
            String path = layer.diffId().hex() + ".tar";
            tar.file(path, layer.bytes());
            paths.append(paths.isEmpty() ? "" : ",").append('"').append(path).append('"');
        }
        tar.file(
                "manifest.json",
                "[{\"Config\":\"" + configName + "\",\"RepoTags\":" + names + ",\"Layers\":[" + paths + "]}]");
        shelf.archive(input, DOCKER, tar.toBytes(), choice, meant);
    }

    private static void layouts(Shelf shelf) {
        WholeImage one = Edits.platform(Family.OCI, "linux/amd64");
        WholeImage two = SampleImages.oci();
        FileSet same = LayoutFiles.of(List.of(one.named(Shelf.TAG), two.named(Shelf.TAG)));
        shelf.layout("one-name-twice", same, "oci:layout:" + Shelf.TAG, one);
        FileSet full = LayoutFiles.of(List.of(one.named(NAME), two.named("example.org/other:v2")));
        String both = full.files().get("index.json").utf8();
        String onlyFull = both.replace(",\"org.opencontainers.image.ref.name\":\"v1\"", "")
                .replace(",\"org.opencontainers.image.ref.name\":\"v2\"", "");
        if (onlyFull.equals(both)) {
            throw new IllegalStateException("the layout's annotations changed: " + both);
        }
        shelf.layout("full-name-only", full.put("index.json", onlyFull), "oci:layout:" + NAME, one);
        WholeImage docker = SampleImages.docker();
        shelf.layout(
                "layout-of-docker",
                LayoutFiles.of(List.of(docker.named(Shelf.TAG))),
                "oci:layout:" + Shelf.TAG,
                docker);
    }
}
