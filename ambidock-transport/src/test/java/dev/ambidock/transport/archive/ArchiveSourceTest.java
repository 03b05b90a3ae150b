// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.Zstd;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveSourceTest {
    private static final byte[] LAYER = new TarDraft().file("hello", "world").toBytes();
    private static final Digest DIFF_ID = DigestAlgorithm.SHA256.of(LAYER);
    private static final String CONFIG = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\","
            + "\"diff_ids\":[\"" + DIFF_ID + "\"]},\"config\":{\"Healthcheck\":{\"Test\":[\"CMD\",\"true\"]}}}";

    @TempDir
    Path folder;

    @Test
    void oldDockerSaveBecomesADockerManifest() throws IOException {
        try (ArchiveSource source = open(classic().toBytes(), "")) {
            NamedImage image = source.image();
            assertThat(image.names()).containsExactly("example.org/app:1", "app:latest");
            ManifestDocument manifest = manifest(source, image.root());
            assertThat(manifest.mediaType()).isEqualTo(MediaTypes.DOCKER_MANIFEST);
            assertThat(manifest.config().descriptor().digest()).isEqualTo(digest(CONFIG));
            Descriptor layer = manifest.layers().get(0).descriptor();
            assertThat(layer).isEqualTo(Descriptor.of(MediaTypes.DOCKER_TAR, DIFF_ID, LAYER.length));
            assertThat(read(source, layer)).isEqualTo(LAYER);
        }
    }

    @Test
    void row60_layersAreTypedByTheirBytes() throws IOException {
        byte[] gzip = gzip(LAYER);
        byte[] zstd = Zstd.compress(LAYER);
        String config = CONFIG.replace("[\"" + DIFF_ID + "\"]", "[\"" + DIFF_ID + "\",\"" + DIFF_ID + "\"]");
        byte[] archive = new TarDraft()
                .file("c.json", config)
                .file("1.tar", gzip)
                .file("2.tar.gz", zstd)
                .file(
                        "manifest.json",
                        "[{\"Config\":\"c.json\",\"RepoTags\":null,\"Layers\":[\"1.tar\",\"2.tar.gz\"]}]")
                .toBytes();
        try (ArchiveSource source = open(archive, "")) {
            assertThat(source.image().names()).isEmpty();
            ManifestDocument manifest = manifest(source, source.image().root());
            assertThat(manifest.layers())
                    .extracting(Edge::descriptor)
                    .containsExactly(
                            Descriptor.of(MediaTypes.DOCKER_GZIP, DigestAlgorithm.SHA256.of(gzip), gzip.length),
                            Descriptor.of(MediaTypes.DOCKER_ZSTD, DigestAlgorithm.SHA256.of(zstd), zstd.length));
        }
    }

    @Test
    void theOriginalManifestOfAHybridIsTheTruth() throws IOException {
        String manifest = "{ \"schemaVersion\": 2, \"mediaType\": \"" + MediaTypes.OCI_MANIFEST
                + "\", \"config\": {\"mediaType\":\"" + MediaTypes.OCI_CONFIG + "\",\"digest\":\"" + digest(CONFIG)
                + "\",\"size\":" + CONFIG.length() + "}, \"layers\": [{\"mediaType\":\"" + MediaTypes.OCI_TAR
                + "\",\"digest\":\"" + DIFF_ID + "\",\"size\":" + LAYER.length + "}] }";
        String blobs = "blobs/sha256/";
        byte[] archive = new TarDraft()
                .file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}")
                .file(blobs + digest(CONFIG).hex(), CONFIG)
                .file(blobs + digest(manifest).hex(), manifest)
                .file(blobs + DIFF_ID.hex(), LAYER)
                .file(
                        "index.json",
                        "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"" + MediaTypes.OCI_MANIFEST
                                + "\",\"digest\":\""
                                + digest(manifest) + "\",\"size\":" + manifest.length()
                                + ",\"annotations\":{\"io.containerd.image.name\":\"example.org/app:1\","
                                + "\"org.opencontainers.image.ref.name\":\"1\"}}]}")
                .file(
                        "manifest.json",
                        "[{\"Config\":\"" + blobs + digest(CONFIG).hex() + "\",\"RepoTags\":[\"app:1\"],\"Layers\":[\""
                                + blobs + DIFF_ID.hex() + "\"]}]")
                .toBytes();
        try (ArchiveSource source = open(archive, ":1")) {
            assertThat(source.image().names()).containsExactly("app:1", "example.org/app:1", "1");
            assertThat(source.image().root().digest()).isEqualTo(digest(manifest));
        }
    }

    @Test
    void row59_wrappedAndPipedArchivesAreRead() throws IOException {
        byte[] plain = classic().toBytes();
        for (byte[] wrapped : new byte[][] {gzip(plain), Zstd.compress(plain)}) {
            try (ArchiveSource source = open(wrapped, "")) {
                assertThat(source.image().names()).contains("app:latest");
            }
        }
        ArchiveLocator pipe = ArchiveLocator.parse("docker-archive", "-:app:latest");
        try (ArchiveSource source =
                ArchiveSource.open(pipe, new ByteArrayInputStream(plain), Limits.defaults(), Long.MAX_VALUE, folder)) {
            assertThat(source.image().names()).contains("app:latest");
        }
    }

    @Test
    void unwrappingIsBounded() throws IOException {
        Path file = Files.write(folder.resolve("bomb.tar.gz"), gzip(new byte[1 << 20]));
        ContentException failure = catchThrowableOfType(
                ContentException.class,
                () -> ArchiveSource.open(
                        ArchiveLocator.parse("docker-archive", file.toString()),
                        InputStream.nullInputStream(),
                        Limits.defaults(),
                        100_000,
                        folder));
        assertThat(failure.kind()).isEqualTo(FailureKind.LIMIT_EXCEEDED);
    }

    @Test
    void aLayerThatIsNotItsDiffIdFailsWhenItIsRead() throws IOException {
        byte[] other = new TarDraft().file("hello", "w0rld").toBytes();
        try (ArchiveSource source = open(classic(other).toBytes(), "")) {
            Descriptor layer =
                    manifest(source, source.image().root()).layers().get(0).descriptor();
            ContentException failure = catchThrowableOfType(ContentException.class, () -> read(source, layer));
            assertThat(failure.kind()).isEqualTo(FailureKind.MISMATCH);
        }
    }

    @Test
    void whatIsNoImageArchiveSaysSo() {
        for (byte[] archive : new byte[][] {
            new TarDraft().file("a", "b").toBytes(),
            new TarDraft().file("manifest.json", "[]").toBytes(),
            new TarDraft().file("manifest.json", "{}").toBytes(),
            new TarDraft().file("manifest.json", "[{\"Config\":\"../x\"}]").toBytes(),
            new TarDraft()
                    .file("manifest.json", "[{\"Config\":\"x\",\"Config\":\"y\"}]")
                    .toBytes()
        }) {
            ContentException failure = catchThrowableOfType(ContentException.class, () -> open(archive, ""));
            assertThat(failure.kind()).isEqualTo(FailureKind.MALFORMED);
        }
    }

    private static TarDraft classic() {
        return classic(LAYER);
    }

    /** The shape that engines up to 24 write: the layer in a folder of its own, shared ones as links. */
    private static TarDraft classic(byte[] layer) {
        return new TarDraft()
                .folder("abc")
                .file("abc/VERSION", "1.0")
                .file("abc/layer.tar", layer)
                .link(TarConstants.LF_SYMLINK, "def/layer.tar", "../abc/layer.tar")
                .file(digest(CONFIG).hex() + ".json", CONFIG)
                .file(
                        "manifest.json",
                        "[{\"Config\":\"" + digest(CONFIG).hex()
                                + ".json\",\"RepoTags\":[\"example.org/app:1\",\"app:latest\"],\"Layers\":[\"def/layer.tar\"]}]")
                .file("repositories", "{\"app\":{\"latest\":\"abc\"}}");
    }

    private ArchiveSource open(byte[] archive, String rest) throws IOException {
        Path file = Files.write(folder.resolve("archive.tar"), archive);
        return ArchiveSource.open(
                ArchiveLocator.parse("docker-archive", file + rest),
                InputStream.nullInputStream(),
                Limits.defaults(),
                1 << 24,
                folder);
    }

    private static ManifestDocument manifest(ArchiveSource source, Descriptor root) throws IOException {
        return (ManifestDocument) Documents.read(Bytes.wrap(read(source, root)), Limits.defaults())
                .orThrow();
    }

    private static byte[] read(ArchiveSource source, Descriptor descriptor) throws IOException {
        try (InputStream in = source.open(descriptor)) {
            return in.readAllBytes();
        }
    }

    private static Digest digest(String text) {
        return DigestAlgorithm.SHA256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }
}
