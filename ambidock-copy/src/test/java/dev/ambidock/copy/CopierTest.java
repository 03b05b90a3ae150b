// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.Zstd;
import dev.ambidock.document.Documents;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MediaType;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.SinkSession;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.error.Side;
import dev.ambidock.transport.layout.LayoutLocator;
import dev.ambidock.transport.layout.LayoutSink;
import dev.ambidock.transport.layout.LayoutSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole images between layouts. */
class CopierTest {
    private static final byte[] TAR = new byte[200_000];

    static {
        System.arraycopy(new byte[] {'u', 's', 't', 'a', 'r'}, 0, TAR, 257, 5);
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void thereAndBackIsTheIdentity() throws IOException {
        Descriptor original = image(MediaTypes.OCI_MANIFEST, MediaTypes.OCI_CONFIG, MediaTypes.OCI_TAR, TAR);
        CopyReport there = convert("source", "docker", Family.DOCKER);
        CopyReport back = convert("docker", "oci", Family.OCI);
        assertThat(there.plan().rootDescriptor().mediaType()).isEqualTo(MediaTypes.DOCKER_MANIFEST);
        assertThat(there.blobsMoved()).isEqualTo(2);
        assertThat(back.plan().rootDescriptor().digest()).isEqualTo(original.digest());
        assertThat(read("oci", original)).isEqualTo(read("source", original));
    }

    @Test
    void whatIsThereIsSkipped() throws IOException {
        image(MediaTypes.OCI_MANIFEST, MediaTypes.OCI_CONFIG, MediaTypes.OCI_TAR, TAR);
        convert("source", "docker", Family.DOCKER);
        CopyReport again = convert("source", "docker", Family.DOCKER);
        assertThat(again.blobsMoved()).isZero();
        assertThat(again.blobsSkipped()).isEqualTo(2);
        assertThat(again.bytesRead()).isZero();
    }

    @Test
    void zstdBecomesGzipAndTheImageIdStays() throws IOException {
        image(MediaTypes.OCI_MANIFEST, MediaTypes.OCI_CONFIG, MediaTypes.OCI_ZSTD, Zstd.compress(TAR));
        CopyReport report = convert("source", "docker", Family.DOCKER);
        ManifestDocument before = manifest("source");
        ManifestDocument after = manifest("docker");
        Descriptor layer = after.layers().get(0).descriptor();
        assertThat(layer.mediaType()).isEqualTo(MediaTypes.DOCKER_GZIP);
        assertThat(after.config().descriptor().digest())
                .isEqualTo(before.config().descriptor().digest());
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(read("docker", layer)))) {
            assertThat(in.readAllBytes()).isEqualTo(TAR);
        }
        assertThat(report.plan().rootDescriptor().digest()).isEqualTo(after.digest());
    }

    @Test
    void aLayerThatUnpacksToSomethingElseIsRefusedAndNothingIsNamed() throws IOException {
        byte[] other = TAR.clone();
        other[1000] = 1;
        image(MediaTypes.OCI_MANIFEST, MediaTypes.OCI_CONFIG, MediaTypes.OCI_ZSTD, Zstd.compress(other));
        ContentException failure =
                catchThrowableOfType(ContentException.class, () -> convert("source", "docker", Family.DOCKER));
        assertThat(failure.kind()).isEqualTo(FailureKind.MISMATCH);
        assertThat(failure.side()).isEqualTo(Side.SOURCE);
        assertThat(failure).hasMessageContaining("the config's diff ID is");
        assertThat(source("docker").images()).isEmpty();
    }

    @Test
    void aDamagedBlobAtTheSourceLeavesTheDestinationAsItWas() throws IOException {
        image(MediaTypes.OCI_MANIFEST, MediaTypes.OCI_CONFIG, MediaTypes.OCI_TAR, TAR);
        Path blob = folder.resolve(
                "source/blobs/sha256/" + DigestAlgorithm.SHA256.of(TAR).hex());
        byte[] damaged = Files.readAllBytes(blob);
        damaged[5] = 1;
        Files.write(blob, damaged);
        assertThat(catchThrowableOfType(ContentException.class, () -> convert("source", "docker", Family.DOCKER))
                        .kind())
                .isEqualTo(FailureKind.MISMATCH);
        assertThat(source("docker").images()).isEmpty();
        assertThat(folder.resolve("docker/blobs")).doesNotExist();
    }

    private CopyReport convert(String from, String to, Family target) throws IOException {
        try (LayoutSource source = source(from);
                LayoutSink sink = sink(to)) {
            CopyEnvironment environment = new CopyEnvironment(Limits.defaults(), threads, 2, CopyListener.SILENT);
            return new Copier(environment).copy(source, source.image(), sink, CopyRequest.to(target));
        }
    }

    /** Writes an image of one layer to the layout "source". */
    private Descriptor image(MediaType type, MediaType configType, MediaType layerType, byte[] layer)
            throws IOException {
        Bytes config =
                Bytes.of("{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\""
                        + DigestAlgorithm.SHA256.of(TAR) + "\"]}}");
        Bytes blob = Bytes.wrap(layer);
        Bytes manifest = Bytes.of("{ \"schemaVersion\": 2,\n \"mediaType\": \"" + type + "\",\n \"config\": "
                + json(configType, config) + ",\n \"layers\": [" + json(layerType, blob) + "] }");
        Descriptor root = descriptor(type, manifest);
        try (SinkSession session = sink("source").begin()) {
            session.put(descriptor(configType, config), config);
            session.put(descriptor(layerType, blob), blob);
            session.put(root, manifest);
            session.root(named(root));
            session.commit();
        }
        return root;
    }

    private static NamedImage named(Descriptor root) {
        return new NamedImage(
                List.of("v1"),
                new Descriptor(
                        root.mediaType(),
                        root.digest(),
                        root.size(),
                        List.of(),
                        Map.of("org.opencontainers.image.ref.name", "v1"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static Descriptor descriptor(MediaType type, Bytes content) {
        return Descriptor.of(type, content.digest(DigestAlgorithm.SHA256), content.length());
    }

    private static String json(MediaType type, Bytes content) {
        Digest digest = content.digest(DigestAlgorithm.SHA256);
        return "{ \"mediaType\": \"" + type + "\", \"digest\": \"" + digest + "\", \"size\": " + content.length()
                + " }";
    }

    private ManifestDocument manifest(String name) throws IOException {
        Descriptor root = source(name).image().root();
        return (ManifestDocument)
                Documents.read(Bytes.wrap(read(name, root)), Limits.defaults()).orThrow();
    }

    private byte[] read(String name, Descriptor descriptor) throws IOException {
        try (InputStream in = source(name).open(descriptor)) {
            return in.readAllBytes();
        }
    }

    private LayoutSource source(String name) throws IOException {
        return LayoutSource.open(LayoutLocator.parse(folder.resolve(name).toString()), Limits.defaults());
    }

    private LayoutSink sink(String name) {
        return new LayoutSink(LayoutLocator.parse(folder.resolve(name).toString()), Limits.defaults());
    }
}
