// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.document.Document;
import dev.ambidock.document.Documents;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Compression;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Family;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.ImageName;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MediaType;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.DaemonThreads;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.WireLog;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.credential.CredentialLookup;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.layout.LayoutLocator;
import dev.ambidock.transport.layout.LayoutSink;
import dev.ambidock.transport.layout.LayoutSource;
import dev.ambidock.transport.registry.Registries;
import dev.ambidock.transport.registry.RegistrySource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Layers at a registry whose media types lie: they are looked into where they pass through, and nowhere else. */
@Timeout(60)
class RegistryLabelsTest {
    private static final LayerDraft HONEST = LayerDraft.of("honest", text(1)).compressed(Compression.GZIP);
    private static final LayerDraft ZSTD =
            LayerDraft.of("lying", text(2)).compressed(Compression.ZSTD).labelled(MediaTypes.OCI_GZIP);
    private static final LayerDraft PLAIN = LayerDraft.of("plain", text(3)).labelled(MediaTypes.OCI_GZIP);

    private final RegistryPair pair = new RegistryPair(DaemonThreads.executor());
    private final WholeImage image = ImageDraft.of(Family.OCI)
            .layer(HONEST)
            .layer(ZSTD)
            .layer(PLAIN)
            .named("example.org/sample/lying:v1")
            .build();
    private FakeRegistry source;
    private FakeRegistry destination;

    @BeforeEach
    void start() throws IOException {
        source = FakeRegistry.start();
        destination = FakeRegistry.start();
        source.content().put("app", "v1", image);
    }

    @AfterEach
    void stop() throws IOException {
        source.close();
        destination.close();
    }

    private CopyReport copy(CopyRequest request) throws IOException {
        return pair.copy(source.host() + "/app:v1", destination.host() + "/app:v1", request);
    }

    private static List<WireLog.Entry> looks(FakeRegistry registry) {
        return registry.wire().of("GET", "/blobs/").stream()
                .filter(e -> e.headers().containsKey("range"))
                .toList();
    }

    private static List<MediaType> layers(CopyReport report) {
        Bytes root = report.plan().rootBytes();
        Document document = Documents.read(
                        root, Optional.of(report.root().mediaType()), DigestAlgorithm.SHA256, Limits.defaults())
                .orThrow();
        return ((ManifestDocument) document)
                .layers().stream().map(l -> l.descriptor().mediaType()).toList();
    }

    /** So much that no compression makes it shorter than what is looked at. */
    private static String text(int seed) {
        byte[] noise = new byte[4000];
        new Random(seed).nextBytes(noise);
        return HexFormat.of().formatHex(noise);
    }

    @Test
    void labelsAreCorrectedOnTheWayToAnotherRegistry() throws IOException {
        CopyReport report = copy(CopyRequest.to(Family.OCI));
        assertThat(layers(report)).containsExactly(MediaTypes.OCI_GZIP, MediaTypes.OCI_ZSTD, MediaTypes.OCI_TAR);
        assertThat(report.findings())
                .filteredOn(f -> f.code() == FindingCode.LABEL_CORRECTED)
                .hasSize(2);
        assertThat(destination.content().tags("app"))
                .containsEntry("v1", report.root().digest());
        assertThat(looks(source))
                .hasSize(3)
                .allSatisfy(e -> assertThat(e.sent().get()).isLessThanOrEqualTo(512));
        assertThat(source.wire().of("HEAD", "/blobs/")).isEmpty();
    }

    @Test
    void bytesThatDockerCannotReadAreCompressedAnew() throws IOException {
        CopyReport report = copy(CopyRequest.to(Family.DOCKER));
        assertThat(layers(report))
                .containsExactly(MediaTypes.DOCKER_GZIP, MediaTypes.DOCKER_GZIP, MediaTypes.DOCKER_TAR);
        assertThat(report.codecs()).isNotEmpty();
    }

    @Test
    void labelsAreCorrectedOnTheWayToADisk(@TempDir Path folder) throws IOException {
        ImageName name = ImageName.parse(source.host() + "/app:v1");
        Registries registries = new Registries(RegistryPair.settings(CredentialLookup.none()));
        LayoutLocator layout = LayoutLocator.parse(folder.resolve("lay") + ":v1");
        try (ImageSource in = new RegistrySource(name, registries.repository(name), Limits.defaults(), registries);
                LayoutSink out = new LayoutSink(layout, Limits.defaults())) {
            CopyReport report = new Copier(CopyEnvironment.on(DaemonThreads.executor()))
                    .copy(in, in.image(), out, CopyRequest.to(Family.OCI));
            assertThat(layers(report)).contains(MediaTypes.OCI_ZSTD, MediaTypes.OCI_TAR);
        }
        try (LayoutSource back = LayoutSource.open(layout, Limits.defaults())) {
            assertThat(back.image().root().digest()).isNotEqualTo(image.root().digest());
        }
    }

    @Test
    void aCopyThatChangesNothingLooksAtNothing() throws IOException {
        CopyReport report = copy(CopyRequest.keep());
        assertThat(report.root()).isEqualTo(image.root());
        assertThat(looks(source)).isEmpty();
    }

    /** In place, and to another repository of the host, whose blobs are mounted. */
    @ParameterizedTest
    @EnumSource(names = {"OCI", "DOCKER"})
    void whereNoLayerPassesThroughNoneIsLookedInto(Family family) throws IOException {
        for (String to : List.of("/app:v1", "/other:v1")) {
            pair.copy(source.host() + "/app:v1", source.host() + to, CopyRequest.to(family));
        }
        assertThat(looks(source)).isEmpty();
    }

    @Test
    void strictRefusesBeforeTheFirstWrite() {
        CopyRequest strict = CopyRequest.of(
                Optional.of(Family.OCI),
                ConversionRequest.builder(Family.OCI).strict(true).build());
        assertThat(catchThrowableOfType(CopyRefusedException.class, () -> copy(strict)))
                .isNotNull();
        assertThat(destination.wire().entries()).isEmpty();
    }

    @Test
    void aLayerThatIsNotThereIsToldByTheCopy() {
        source.faults()
                .on("GET", "/blobs/" + ZSTD.descriptor(Family.OCI).digest())
                .answers(404);
        ContentException absent = catchThrowableOfType(ContentException.class, () -> copy(CopyRequest.to(Family.OCI)));
        assertThat(absent.getMessage())
                .contains("source", ZSTD.descriptor(Family.OCI).digest().toString());
        assertThat(destination.content().tags("app")).isEmpty();
    }
}
