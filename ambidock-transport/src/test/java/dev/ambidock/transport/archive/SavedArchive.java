// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.transport.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Archives of docker save, drawn by hand, in a folder of the test. */
abstract class SavedArchive {
    static final Sample ONE = Sample.of(false, "base", "one");
    static final Sample TWO = Sample.of(false, "base", "two");
    static final String FULL = "io.containerd.image.name";

    @TempDir
    Path folder;

    static TarDraft blobs(Sample... samples) {
        TarDraft tar = new TarDraft();
        for (Sample sample : samples) {
            for (Bytes blob : Stream.concat(sample.layers().stream(), Stream.of(sample.config(), sample.manifest()))
                    .toList()) {
                tar.file("blobs/sha256/" + hex(blob), blob.toArray());
            }
        }
        return tar;
    }

    static String saved(Sample sample, String tags) {
        String layers = sample.layers().stream()
                .map(l -> "\"blobs/sha256/" + hex(l) + "\"")
                .collect(Collectors.joining(","));
        return "{\"Config\":\"blobs/sha256/" + hex(sample.config()) + "\",\"RepoTags\":[" + tags + "],\"Layers\":["
                + layers + "]}";
    }

    static String index(String... entries) {
        return "{\"schemaVersion\":2,\"manifests\":[" + String.join(",", entries) + "]}";
    }

    static String entry(Sample sample, String... names) {
        return entry(sample.root(), names);
    }

    static String entry(Descriptor root, String... names) {
        String annotations = names.length == 0
                ? ""
                : ",\"annotations\":{\"" + FULL + "\":\"" + names[0] + "\",\"org.opencontainers.image.ref.name\":\""
                        + names[1] + "\"}";
        return "{\"mediaType\":\"" + root.mediaType() + "\",\"digest\":\"" + root.digest() + "\",\"size\":"
                + root.size() + annotations + "}";
    }

    static byte[] layer(Sample sample, int i) {
        return sample.layers().get(i).toArray();
    }

    static String hex(Bytes content) {
        Digest digest = content.digest(DigestAlgorithm.SHA256);
        return digest.hex();
    }

    static void readWhole(ArchiveSource source, Descriptor blob) throws IOException {
        try (InputStream in = source.open(blob)) {
            assertThat(in.readAllBytes()).hasSize((int) blob.size());
        }
    }

    ArchiveSource open(TarDraft tar, String scheme, String rest) throws IOException {
        Path file = folder.resolve("archive.tar");
        Files.write(file, tar.toBytes());
        return ArchiveSource.open(
                ArchiveLocator.parse(scheme, file + rest),
                InputStream.nullInputStream(),
                Limits.defaults(),
                1 << 24,
                folder);
    }

    ArchiveSource open(Path archive, long mostBytes) throws IOException {
        return ArchiveSource.open(
                ArchiveLocator.parse("docker-archive", archive.toString()),
                InputStream.nullInputStream(),
                Limits.defaults(),
                mostBytes,
                folder);
    }
}
