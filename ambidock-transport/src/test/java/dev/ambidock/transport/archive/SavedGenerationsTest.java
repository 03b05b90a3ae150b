// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.Sample;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Docker engines of each time save, drawn by hand. */
class SavedGenerationsTest {
    private static final Sample ONE = Sample.of(false, "base", "one");
    private static final Sample TWO = Sample.of(false, "base", "two");
    private static final String FULL = "io.containerd.image.name";

    @TempDir
    Path folder;

    @Test
    void row56_engine24SharesLayersByLinks() throws IOException {
        TarDraft tar = new TarDraft();
        tar.folder("a").file("a/VERSION", "1.0").file("a/layer.tar", layer(ONE, 0));
        tar.folder("b").file("b/layer.tar", layer(ONE, 1));
        tar.folder("c").link(TarConstants.LF_SYMLINK, "c/layer.tar", "../a/layer.tar");
        tar.folder("d").file("d/layer.tar", layer(TWO, 1));
        tar.file(hex(ONE.config()) + ".json", ONE.config().toArray());
        tar.file(hex(TWO.config()) + ".json", TWO.config().toArray());
        tar.file(
                "manifest.json",
                "[{\"Config\":\"" + hex(ONE.config())
                        + ".json\",\"RepoTags\":[\"one:1\"],\"Layers\":[\"a/layer.tar\",\"b/layer.tar\"]},"
                        + "{\"Config\":\"" + hex(TWO.config()) + ".json\",\"RepoTags\":null,\"Parent\":\"sha256:"
                        + hex(ONE.config()) + "\",\"Layers\":[\"c/layer.tar\",\"d/layer.tar\"]}]");
        tar.file("repositories", "{\"one\":{\"1\":\"b\"}}");
        try (ArchiveSource source = open(tar, "docker-archive", "")) {
            assertThat(source.images()).extracting(NamedImage::names).containsExactly(List.of("one:1"), List.of());
            readWhole(source, TWO.layerDescriptor(0));
            readWhole(source, TWO.layerDescriptor(1));
            readWhole(source, TWO.configDescriptor());
        }
    }

    @Test
    void row56_engine25ListsEachManifestInTheIndex() throws IOException {
        TarDraft tar = blobs(ONE, TWO);
        tar.file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
        tar.file(
                "index.json",
                index(
                        entry(ONE, "docker.io/library/one:1", "1"),
                        entry(ONE, "docker.io/library/one:2", "2"),
                        entry(TWO)));
        tar.file(
                "manifest.json",
                "[" + saved(ONE, "\"one:1\",\"one:2\"") + ","
                        + saved(TWO, "").replace("\"Layers\"", "\"LayerSources\":{},\"Layers\"") + "]");
        tar.file("repositories", "{\"one\":{\"1\":\"" + hex(ONE.layers().get(1)) + "\"}}");
        try (ArchiveSource source = open(tar, "docker-archive", ":one:2")) {
            assertThat(source.images())
                    .extracting(i -> i.root().digest())
                    .containsExactly(ONE.root().digest(), TWO.root().digest());
            assertThat(source.image().root().digest()).isEqualTo(ONE.root().digest());
            assertThat(source.image().names())
                    .containsExactly("one:1", "one:2", "docker.io/library/one:1", "1", "docker.io/library/one:2", "2");
        }
        try (ArchiveSource source = open(tar, "oci-archive", "")) {
            assertThat(source.images()).hasSize(2);
        }
    }

    @Test
    void row57_theContainerdStoresIndexMayLackPlatformsAndAttestations() throws IOException {
        String attestation = "{\"mediaType\":\"" + MediaTypes.OCI_MANIFEST + "\",\"digest\":\"sha256:" + "0".repeat(64)
                + "\",\"size\":7,\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\"},"
                + "\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"}}]}";
        Bytes list = Bytes.of(Sample.index(ONE, TWO).utf8().replaceAll("\\]}$", "," + attestation));
        TarDraft tar = blobs(ONE);
        tar.file("blobs/sha256/" + hex(list), list.toArray());
        tar.file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
        Descriptor root = Sample.descriptor(MediaTypes.OCI_INDEX, list);
        tar.file("index.json", index(entry(root, "docker.io/library/one:1", "1")));
        tar.file("manifest.json", "[" + saved(ONE, "\"one:1\"") + "]");
        try (ArchiveSource source = open(tar, "docker-archive", ":one:1")) {
            assertThat(source.images()).hasSize(1);
            assertThat(source.image().root().digest()).isEqualTo(ONE.root().digest());
        }
        try (ArchiveSource source = open(tar, "oci-archive", ":one:1")) {
            assertThat(source.image().root().digest()).isEqualTo(root.digest());
        }
    }

    @Test
    void aForeignLayerElsewhereMakesNoIndexSparse() throws IOException {
        String foreign = ",{\"mediaType\":\"" + MediaTypes.OCI_ND_GZIP + "\",\"digest\":\"sha256:" + "0".repeat(64)
                + "\",\"size\":7,\"urls\":[\"https://example.org/x\"]}]}";
        Bytes manifest = Bytes.of(ONE.manifest().utf8().replaceAll("\\]}$", foreign));
        Sample sample = new Sample(ONE.config(), ONE.layers(), manifest, false);
        Bytes list = Sample.index(sample);
        TarDraft tar = blobs(sample).file("blobs/sha256/" + hex(list), list.toArray());
        Descriptor root = Sample.descriptor(MediaTypes.OCI_INDEX, list);
        tar.file("index.json", index(entry(root, "docker.io/library/one:1", "1")));
        tar.file("manifest.json", "[" + saved(ONE, "\"one:1\"") + "]");
        try (ArchiveSource source = open(tar, "docker-archive", "")) {
            assertThat(source.image().root().digest()).isEqualTo(root.digest());
        }
    }

    @Test
    void bothFormatsOfOneImageKeepTheirNames() throws IOException {
        Sample docker = Sample.of(true, "base", "one");
        TarDraft tar = blobs(ONE)
                .file(
                        "blobs/sha256/" + hex(docker.manifest()),
                        docker.manifest().toArray());
        tar.file(
                "index.json",
                index(entry(docker, "docker.io/library/d:1", "1"), entry(ONE, "docker.io/library/o:1", "1")));
        tar.file("manifest.json", "[" + saved(ONE, "\"o:1\"") + "," + saved(ONE, "\"d:1\"") + "]");
        assertThat(open(tar, "docker-archive", ":o:1").image().root().digest())
                .isEqualTo(ONE.root().digest());
        assertThat(open(tar, "docker-archive", ":d:1").image().root().digest())
                .isEqualTo(docker.root().digest());
    }

    @Test
    void whatOnlyTheLayoutHasComesAfterWhatDockerWouldLoad() throws IOException {
        TarDraft tar = blobs(ONE, TWO);
        tar.file(
                "index.json",
                index(entry(TWO, "docker.io/library/two:1", "1"), entry(ONE, "docker.io/library/one:1", "1")));
        tar.file("manifest.json", "[" + saved(ONE, "\"one:1\"") + "]");
        try (ArchiveSource source = open(tar, "docker-archive", ":@1")) {
            assertThat(source.image().root().digest()).isEqualTo(TWO.root().digest());
        }
    }

    @Test
    void row62_namesWithoutATagMeanLatestAndOthersStayAsFound() throws IOException {
        TarDraft tar = blobs(ONE)
                .file("manifest.json", "[" + saved(ONE, "\"one\",\"localhost:5000/one:2\",\"../../x:Y Z\"") + "]");
        try (ArchiveSource source = open(tar, "docker-archive", ":one")) {
            assertThat(source.image().names()).containsExactly("one:latest", "localhost:5000/one:2", "../../x:Y Z");
        }
        assertThat(open(tar, "docker-archive", ":../../x:Y Z").image()).isNotNull();
    }

    @Test
    void row58_entriesComeInAnyOrderAndSpelling() throws IOException {
        TarDraft tar = new TarDraft()
                .file("./manifest.json", "[" + saved(ONE, "\"one:1\"") + "]")
                .link(TarConstants.LF_LINK, "./blobs/sha256/" + hex(ONE.layers().get(0)), "stored")
                .file("./blobs/sha256/" + hex(ONE.layers().get(1)), layer(ONE, 1))
                .file("./blobs/sha256/" + hex(ONE.layers().get(1)), layer(ONE, 1))
                .file("./blobs/sha256/" + hex(ONE.config()), ONE.config().toArray())
                .file("stored", layer(ONE, 0));
        try (ArchiveSource source = open(tar, "docker-archive", ":one:1")) {
            readWhole(source, ONE.layerDescriptor(0));
            readWhole(source, ONE.layerDescriptor(1));
        }
    }

    /** GNU tar writes long names and holes in its own ways, and in those of PAX. */
    @ParameterizedTest
    @ValueSource(strings = {"gnu", "posix"})
    void row58_longNamesAndHolesAreRead(String format) throws Exception {
        Path files = Files.createDirectory(folder.resolve("files"));
        String longName = "long".repeat(40) + ".tar";
        byte[] layer = new byte[3 << 20];
        System.arraycopy(layer(ONE, 0), 0, layer, 0, 1024);
        try (RandomAccessFile sparse =
                new RandomAccessFile(files.resolve(longName).toFile(), "rw")) {
            sparse.write(layer, 0, 1024);
            sparse.setLength(layer.length);
        }
        Bytes config = Bytes.of(
                "{\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"" + DigestAlgorithm.SHA256.of(layer) + "\"]}}");
        Files.write(files.resolve("c.json"), config.toArray());
        Files.writeString(
                files.resolve("manifest.json"),
                "[{\"Config\":\"c.json\",\"RepoTags\":[\"long:1\"],\"Layers\":[\"" + longName + "\"]}]");
        Path archive = folder.resolve("archive.tar");
        Process tar;
        try {
            tar = new ProcessBuilder(
                            "tar",
                            "--format=" + format,
                            "--sparse",
                            "-C",
                            files.toString(),
                            "-cf",
                            archive.toString(),
                            ".")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException absent) {
            assumeTrue(System.getenv("AMBIDOCK_CI") == null, "tar is not installed");
            return;
        }
        assertThat(new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(tar.waitFor()).isZero();
        assertThat(archive)
                .as("the hole is not stored")
                .satisfies(a -> assertThat(Files.size(a)).isLessThan(1 << 20));
        try (ArchiveSource source = open(archive, 1 << 24)) {
            assertThat(source.image().names()).containsExactly("long:1");
            readWhole(source, Sample.descriptor(MediaTypes.DOCKER_TAR, Bytes.wrap(layer)));
        }
        assertThat(catchThrowableOfType(ContentException.class, () -> open(archive, 1 << 20))
                        .kind())
                .isEqualTo(FailureKind.LIMIT_EXCEEDED);
    }

    @Test
    void aLayerThatShowsNoSignOfATarIsKnownByItsDiffId() throws IOException {
        Bytes empty = Bytes.of("");
        Bytes config = Bytes.of("{\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"" + Sample.digest(empty) + "\"]}}");
        TarDraft tar = new TarDraft()
                .file("c.json", config.toArray())
                .file("l.tar", empty.toArray())
                .file("manifest.json", "[{\"Config\":\"c.json\",\"RepoTags\":[\"e:1\"],\"Layers\":[\"l.tar\"]}]");
        try (ArchiveSource source = open(tar, "docker-archive", "")) {
            readWhole(source, Sample.descriptor(MediaTypes.DOCKER_TAR, empty));
        }
        TarDraft other = new TarDraft()
                .file("c.json", config.toArray())
                .file("l.tar", "no tar")
                .file("manifest.json", "[{\"Config\":\"c.json\",\"RepoTags\":[\"e:1\"],\"Layers\":[\"l.tar\"]}]");
        assertThat(catchThrowableOfType(ContentException.class, () -> open(other, "docker-archive", ""))
                        .kind())
                .isEqualTo(FailureKind.UNSUPPORTED);
    }

    @Test
    void emptyInputSaysSoAndLeavesNothing() throws IOException {
        for (String place :
                List.of("-", Files.createFile(folder.resolve("empty.tar")).toString())) {
            ContentException failure = catchThrowableOfType(
                    ContentException.class,
                    () -> ArchiveSource.open(
                            ArchiveLocator.parse("docker-archive", place),
                            InputStream.nullInputStream(),
                            Limits.defaults(),
                            1 << 20,
                            folder));
            assertThat(failure).hasMessageContaining("it is empty");
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void row67_aPipedArchiveStandsInTheFolderForTemporaryFilesWithoutAName() throws IOException {
        byte[] archive = blobs(ONE)
                .file("manifest.json", "[" + saved(ONE, "\"one:1\"") + "]")
                .toBytes();
        try (ArchiveSource source = ArchiveSource.open(
                ArchiveLocator.parse("docker-archive", "-"),
                new java.io.ByteArrayInputStream(archive),
                Limits.defaults(),
                1 << 24,
                folder)) {
            readWhole(source, ONE.layerDescriptor(0));
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
        ContentException failure = catchThrowableOfType(
                ContentException.class,
                () -> ArchiveSource.open(
                        ArchiveLocator.parse("docker-archive", "-"),
                        new java.io.ByteArrayInputStream(archive),
                        Limits.defaults(),
                        1 << 24,
                        folder.resolve("missing")));
        assertThat(failure.remedy()).contains("TMPDIR");
    }

    @Test
    void closingTheSourceEndsItsStreams() throws IOException {
        ArchiveSource source =
                open(blobs(ONE).file("manifest.json", "[" + saved(ONE, "\"one:1\"") + "]"), "docker-archive", "");
        try (InputStream in = source.open(ONE.layerDescriptor(0))) {
            source.close();
            assertThat(catchThrowableOfType(IOException.class, in::read)).isNotNull();
        }
    }

    private static TarDraft blobs(Sample... samples) {
        TarDraft tar = new TarDraft();
        for (Sample sample : samples) {
            for (Bytes blob : Stream.concat(sample.layers().stream(), Stream.of(sample.config(), sample.manifest()))
                    .toList()) {
                tar.file("blobs/sha256/" + hex(blob), blob.toArray());
            }
        }
        return tar;
    }

    private static String saved(Sample sample, String tags) {
        String layers = sample.layers().stream()
                .map(l -> "\"blobs/sha256/" + hex(l) + "\"")
                .collect(Collectors.joining(","));
        return "{\"Config\":\"blobs/sha256/" + hex(sample.config()) + "\",\"RepoTags\":[" + tags + "],\"Layers\":["
                + layers + "]}";
    }

    private static String index(String... entries) {
        return "{\"schemaVersion\":2,\"manifests\":[" + String.join(",", entries) + "]}";
    }

    private static String entry(Sample sample, String... names) {
        return entry(sample.root(), names);
    }

    private static String entry(Descriptor root, String... names) {
        String annotations = names.length == 0
                ? ""
                : ",\"annotations\":{\"" + FULL + "\":\"" + names[0] + "\",\"org.opencontainers.image.ref.name\":\""
                        + names[1] + "\"}";
        return "{\"mediaType\":\"" + root.mediaType() + "\",\"digest\":\"" + root.digest() + "\",\"size\":"
                + root.size() + annotations + "}";
    }

    private static byte[] layer(Sample sample, int i) {
        return sample.layers().get(i).toArray();
    }

    private static String hex(Bytes content) {
        Digest digest = content.digest(DigestAlgorithm.SHA256);
        return digest.hex();
    }

    private static void readWhole(ArchiveSource source, Descriptor blob) throws IOException {
        try (InputStream in = source.open(blob)) {
            assertThat(in.readAllBytes()).hasSize((int) blob.size());
        }
    }

    private ArchiveSource open(TarDraft tar, String scheme, String rest) throws IOException {
        Path file = folder.resolve("archive.tar");
        Files.write(file, tar.toBytes());
        return ArchiveSource.open(
                ArchiveLocator.parse(scheme, file + rest),
                InputStream.nullInputStream(),
                Limits.defaults(),
                1 << 24,
                folder);
    }

    private ArchiveSource open(Path archive, long mostBytes) throws IOException {
        return ArchiveSource.open(
                ArchiveLocator.parse("docker-archive", archive.toString()),
                InputStream.nullInputStream(),
                Limits.defaults(),
                mostBytes,
                folder);
    }
}
