// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.Sample;
import dev.ambidock.transport.SinkSession;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in an archive of each shape, and who can read it. */
class ArchiveSinkTest extends WrittenArchive {
    private static final String NAME = "docker.io/library/app:v1";

    @ParameterizedTest
    @CsvSource({
        "HYBRID, docker-archive, true",
        "HYBRID, docker-archive, false",
        "HYBRID, oci-archive, true",
        "LAYOUT, oci-archive, true",
        "LAYOUT, oci-archive, false",
        "CLASSIC, docker-archive, true"
    })
    void whatIsWrittenIsReadBack(ArchiveShape shape, String scheme, boolean docker) throws IOException {
        Sample sample = docker ? DOCKER : OCI;
        sample.commitTo(sink(shape), "app:v1");
        try (ArchiveSource source = open(scheme, ":app:v1")) {
            NamedImage image = source.image();
            assertThat(image.names()).contains(NAME);
            assertThat(image.root().mediaType()).isEqualTo(sample.root().mediaType());
            if (shape != ArchiveShape.CLASSIC) {
                // A classic archive keeps no manifest; the one that is made up has members in another order.
                assertThat(image.root().digest()).isEqualTo(sample.root().digest());
                assertThat(read(source, sample.root()))
                        .isEqualTo(sample.manifest().toArray());
            }
            assertThat(read(source, sample.configDescriptor()))
                    .isEqualTo(sample.config().toArray());
            for (int i = 0; i < 2; i++) {
                assertThat(read(source, sample.layerDescriptor(i)))
                        .isEqualTo(sample.layers().get(i).toArray());
            }
        }
        assertThat(files()).containsExactly("archive.tar");
    }

    /** The digests are those of the first run: a change of any byte is a change that users see. */
    @ParameterizedTest
    @CsvSource({
        "LAYOUT, 7d4d1caee5be6b54696543946475c26e478835ebeacb6ee0406a4c9ce1f9df20",
        "HYBRID, 713e3d54fea58958b3fafbacef448390248728935fe0b95396e51d8a4990dcdc",
        "CLASSIC, a3c8a48e08a610a8a8ca9ef21cc8548119db90f395e8a760f0bd199923b558f4"
    })
    void row66_sameWritesGiveTheSameBytes(ArchiveShape shape, String golden) throws IOException {
        List<String> digests = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            DOCKER.commitTo(sink(shape), "app:v1", "example.org/app:v2");
            digests.add(DigestAlgorithm.SHA256
                    .of(Files.readAllBytes(folder.resolve("archive.tar")))
                    .hex());
        }
        assertThat(digests).containsExactly(golden, golden);
    }

    @Test
    void theLayoutComesInTheOrderOfWritingWithTheIndexLast() throws IOException {
        OCI.commitTo(sink(ArchiveShape.LAYOUT), "v1");
        String blobs = "blobs/sha256/";
        assertThat(entries())
                .containsExactly(
                        "oci-layout",
                        "blobs/",
                        "blobs/sha256/",
                        blobs + OCI.layerDescriptor(0).digest().hex(),
                        blobs + OCI.layerDescriptor(1).digest().hex(),
                        blobs + OCI.configDescriptor().digest().hex(),
                        blobs + OCI.root().digest().hex(),
                        "index.json");
        assertThat(text("oci-layout")).isEqualTo("{\"imageLayoutVersion\":\"1.0.0\"}");
        assertThat(text("index.json"))
                .isEqualTo("{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_INDEX
                        + "\",\"manifests\":[{\"mediaType\":\"" + MediaTypes.OCI_MANIFEST + "\",\"digest\":\""
                        + OCI.root().digest() + "\",\"size\":" + OCI.root().size()
                        + ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"v1\"}}]}");
    }

    @Test
    void row66_theHybridNamesTheSameBlobsForDocker() throws IOException {
        DOCKER.commitTo(sink(ArchiveShape.HYBRID), "app:v1", "v1", "example.org/app:v2", "just a name");
        String blobs = "blobs/sha256/";
        assertThat(text("manifest.json"))
                .isEqualTo("[{\"Config\":\"" + blobs
                        + DOCKER.configDescriptor().digest().hex()
                        + "\",\"RepoTags\":[\"" + NAME + "\",\"example.org/app:v2\"],\"Layers\":[\"" + blobs
                        + DOCKER.layerDescriptor(0).digest().hex() + "\",\"" + blobs
                        + DOCKER.layerDescriptor(1).digest().hex() + "\"]}]");
        String top = DOCKER.layerDescriptor(1).digest().hex();
        assertThat(text("repositories"))
                .isEqualTo("{\"docker.io/library/app\":{\"v1\":\"" + top + "\"},\"example.org/app\":{\"v2\":\"" + top
                        + "\"}}");
        try (ArchiveSource source = open("oci-archive", "")) {
            assertThat(source.image().names()).containsExactly(NAME, "v1", "example.org/app:v2", "v2", "just a name");
        }
    }

    @Test
    void theClassicShapeHasAChainOfFoldersForEachImage() throws IOException {
        Sample other = Sample.of(true, "other base", "top");
        try (SinkSession session = sink(ArchiveShape.CLASSIC).begin()) {
            DOCKER.writeTo(session);
            other.writeTo(session);
            session.root(new NamedImage(List.of("app:v1"), DOCKER.root()));
            session.root(new NamedImage(List.of("other:v1"), other.root()));
            session.commit();
        }
        String shared = DOCKER.layerDescriptor(1).digest().hex() + ".tar";
        assertThat(entries()).filteredOn(shared::equals).hasSize(1);
        Map<String, String> links = links();
        // Two images of two layers: the shared layer stands on two bases, so it has two folders.
        assertThat(links).hasSize(4);
        assertThat(links.values()).filteredOn(("../" + shared)::equals).hasSize(2);
        for (String link : links.keySet()) {
            String id = link.substring(0, link.indexOf('/'));
            assertThat(id).matches("[0-9a-f]{64}");
            assertThat(text(id + "/VERSION")).isEqualTo("1.0");
            assertThat(text(id + "/json")).startsWith("{\"id\":\"" + id + "\"");
        }
        String top =
                text("repositories").replaceAll(".*\"docker.io/library/app\":\\{\"v1\":\"([0-9a-f]{64})\".*", "$1");
        assertThat(text(top + "/json"))
                .contains("\"parent\":\"", "\"config\":{\"Cmd\":[\"/hello\"]", "\"architecture\":\"amd64\"")
                .doesNotContain("null");
        assertThat(text("manifest.json"))
                .contains("\"Config\":\"" + DOCKER.configDescriptor().digest().hex() + ".json\"", "\"" + shared + "\"");
    }

    @Test
    void theChainOfFoldersIsAnImageForReadersOfOldArchives() throws IOException {
        DOCKER.commitTo(sink(ArchiveShape.CLASSIC), "app:v1");
        TarDraft old = new TarDraft();
        each((entry, tar) -> {
            if (entry.isSymbolicLink()) {
                old.link(TarConstants.LF_SYMLINK, entry.getName(), entry.getLinkName());
            } else if (entry.isFile() && !entry.getName().equals("manifest.json")) {
                old.file(entry.getName(), tar.readAllBytes());
            }
        });
        old.writeTo(folder.resolve("archive.tar"));
        try (ArchiveSource source = open("docker-archive", ":app:v1")) {
            String manifest = new String(read(source, source.image().root()), StandardCharsets.UTF_8);
            assertThat(manifest)
                    .contains(
                            DOCKER.layerDescriptor(0).digest().toString(),
                            DOCKER.layerDescriptor(1).digest().toString());
        }
    }

    @Test
    void imagesOfOneArchiveAreFoundByNameAndPosition() throws IOException {
        Sample other = Sample.of(true, "base", "other");
        try (SinkSession session = sink(ArchiveShape.HYBRID).begin()) {
            DOCKER.writeTo(session);
            other.writeTo(session);
            session.root(new NamedImage(List.of("app:v1"), DOCKER.root()));
            session.root(new NamedImage(List.of(), other.root()));
            session.commit();
        }
        assertThat(entries())
                .filteredOn(
                        ("blobs/sha256/" + DOCKER.layerDescriptor(0).digest().hex())::equals)
                .hasSize(1);
        try (ArchiveSource source = open("docker-archive", ":@1")) {
            assertThat(source.images()).hasSize(2);
            assertThat(source.image().root().digest()).isEqualTo(other.root().digest());
            assertThat(source.image().names()).isEmpty();
        }
    }

    @Test
    void anIndexStandsForItsFirstImage() throws IOException {
        Sample arm = Sample.of(false, "arm");
        Bytes index = Sample.index(OCI, arm);
        Descriptor root = Sample.descriptor(MediaTypes.OCI_INDEX, index);
        try (SinkSession session = sink(ArchiveShape.HYBRID).begin()) {
            OCI.writeTo(session);
            arm.writeTo(session);
            session.put(root, index);
            session.root(new NamedImage(List.of("app:v1"), root));
            session.commit();
        }
        assertThat(text("manifest.json"))
                .contains(OCI.configDescriptor().digest().hex())
                .doesNotContain(arm.configDescriptor().digest().hex());
        for (String scheme : List.of("docker-archive", "oci-archive")) {
            try (ArchiveSource source = open(scheme, ":app:v1")) {
                assertThat(source.image().root().digest()).isEqualTo(root.digest());
            }
        }
    }

    @Test
    void anImageWhoseForeignLayerIsElsewhereStandsInTheLayoutOnly() throws IOException {
        try (SinkSession session = sink(ArchiveShape.HYBRID).begin()) {
            OCI.writeTo(session);
            session.root(new NamedImage(List.of("whole:1"), OCI.root()));
            session.write(DOCKER.configDescriptor(), DOCKER.config().stream());
            Bytes manifest = Bytes.of(DOCKER.manifest()
                    .utf8()
                    .replace(DOCKER.layerDescriptor(0).digest().hex(), "0".repeat(64)));
            Descriptor root = Sample.descriptor(MediaTypes.DOCKER_MANIFEST, manifest);
            session.put(root, manifest);
            session.root(new NamedImage(List.of("foreign:1"), root));
            session.commit();
        }
        assertThat(text("manifest.json")).contains("whole:1").doesNotContain("foreign:1");
        try (ArchiveSource source = open("docker-archive", ":foreign:1")) {
            assertThat(source.image().names()).contains("docker.io/library/foreign:1");
        }
    }

    @Test
    void attachmentsAreEntriesWithoutANameAndNoImages() throws IOException {
        Bytes record = Sample.artifact(OCI.root(), "application/vnd.test.v1");
        Descriptor bare = Sample.descriptor(MediaTypes.OCI_MANIFEST, record);
        Descriptor attached = Sample.entry(bare, Optional.of("application/vnd.test.v1"), Map.of());
        try (SinkSession session = sink(ArchiveShape.HYBRID).begin()) {
            OCI.writeTo(session);
            Bytes empty = Bytes.of("{}");
            session.write(Sample.descriptor(MediaTypes.OCI_EMPTY, empty), empty.stream());
            session.put(bare, record);
            session.root(new NamedImage(List.of("app:v1"), OCI.root()));
            session.root(new NamedImage(List.of(), attached));
            session.commit();
        }
        assertThat(text("manifest.json")).doesNotContain(bare.digest().hex()).containsOnlyOnce("Config");
        for (String scheme : List.of("docker-archive", "oci-archive")) {
            try (ArchiveSource source = open(scheme, "")) {
                assertThat(source.images()).hasSize(1);
                assertThat(source.image().root().digest()).isEqualTo(OCI.root().digest());
                assertThat(source.referrers(OCI.root().digest()))
                        .extracting(Descriptor::digest, Descriptor::artifactType)
                        .containsExactly(org.assertj.core.groups.Tuple.tuple(
                                bare.digest(), Optional.of("application/vnd.test.v1")));
                assertThat(source.referrers(bare.digest())).isEmpty();
            }
        }
    }

    @Test
    void namesThatDockerWouldNotTakeAreRefusedOrLeftOut() throws IOException {
        ContentException failure = catchThrowableOfType(
                ContentException.class,
                () -> ArchiveSink.of(
                        ArchiveLocator.parse("docker-archive", "x.tar:app"),
                        ArchiveShape.HYBRID,
                        OutputStream.nullOutputStream(),
                        Limits.defaults(),
                        folder));
        assertThat(failure.kind()).isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(failure.remedy()).isEqualTo("docker-archive:x.tar:app:latest");
        ArchiveSink classic = sink(ArchiveShape.CLASSIC);
        assertThat(classic.takesName("app")).isFalse();
        assertThat(classic.takesName("app:v1")).isTrue();
        DOCKER.commitTo(classic, "app", "v1");
        assertThat(text("manifest.json")).contains("\"RepoTags\":[]");
        assertThat(entries()).doesNotContain("repositories");
    }

    @Test
    void aNameInTheLocatorOfALayoutStandsAsGiven() throws IOException {
        ArchiveLocator locator = ArchiveLocator.parse("oci-archive", folder.resolve("archive.tar") + ":app:v1");
        ArchiveSink sink = ArchiveSink.of(
                locator, ArchiveShape.standard(locator), OutputStream.nullOutputStream(), Limits.defaults(), folder);
        OCI.commitTo(sink, "app:v1");
        assertThat(text("index.json"))
                .contains("\"org.opencontainers.image.ref.name\":\"app:v1\"", "\"io.containerd.image.name\":\"" + NAME);
    }

    @Test
    void theClassicShapeTakesPlainDockerImagesOnly() throws IOException {
        ArchiveSink sink = sink(ArchiveShape.CLASSIC);
        assertThat(sink.abilities().families()).containsExactly(Family.DOCKER);
        assertThat(sink.abilities().compressions()).containsExactly(Compression.NONE);
        assertThat(sink.abilities().indexes()).isFalse();
        Bytes content = Bytes.of("x");
        for (var type : List.of(MediaTypes.DOCKER_GZIP, MediaTypes.OCI_EMPTY)) {
            try (SinkSession session = sink.begin()) {
                ContentException failure = catchThrowableOfType(
                        ContentException.class,
                        () -> session.write(Sample.descriptor(type, content), content.stream()));
                assertThat(failure.kind()).isEqualTo(FailureKind.UNSUPPORTED);
            }
        }
        try (SinkSession session = sink.begin()) {
            session.write(DOCKER.configDescriptor(), DOCKER.config().stream());
            session.put(DOCKER.root(), DOCKER.manifest());
            session.root(new NamedImage(List.of(), DOCKER.root()));
            ContentException failure = catchThrowableOfType(ContentException.class, session::commit);
            assertThat(failure).hasMessageContaining("must hold every layer");
        }
        assertThat(files()).isEmpty();
    }
}
