// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.document.Documents;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.testkit.document.JsonDraft;
import dev.ambidock.testkit.image.Attestations;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.IndexDraft;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.place.DockerSave;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.archive.ArchiveLocator;
import dev.ambidock.transport.archive.ArchiveSource;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every generation of {@code docker save} with several images that share layers: all images, all names, the very bytes. */
class SavedArchivesTest {
    private static final ImageDraft ONE =
            SampleImages.plain(Family.DOCKER, "one").named("example.org/one:v1", "localhost:5000/one:latest");
    private static final ImageDraft TWO =
            SampleImages.plain(Family.DOCKER, "two").named("two:v2");
    private static final ImageDraft UNNAMED = SampleImages.plain(Family.DOCKER, "three");

    @TempDir
    Path folder;

    @Test
    void theClassicFormGivesDockerImagesOfPlainLayers() throws IOException {
        try (ImageSource source = open("docker-archive", DockerSave.classic(ONE, TWO, UNNAMED), "")) {
            assertThat(source.images()).hasSize(3);
            assertPlain(source, 0, ONE, MediaTypes.DOCKER_MANIFEST);
            assertPlain(source, 1, TWO, MediaTypes.DOCKER_MANIFEST);
            assertPlain(source, 2, UNNAMED, MediaTypes.DOCKER_MANIFEST);
        }
    }

    @Test
    void theFormOfTheGraphDriversGivesTheManifestsOfItsLayout() throws IOException {
        byte[] archive = DockerSave.graphDriver(ONE, TWO);
        for (String scheme : List.of("docker-archive", "oci-archive")) {
            try (ImageSource source = open(scheme, archive, "")) {
                assertThat(source.images()).hasSize(2);
                assertPlain(source, 0, ONE, MediaTypes.OCI_MANIFEST);
                assertPlain(source, 1, TWO, MediaTypes.OCI_MANIFEST);
                WholeImage made = DockerSave.graphDriverImage(ONE);
                assertThat(source.images().get(0).root().sameContent(made.root()))
                        .isTrue();
            }
        }
    }

    @Test
    void theFormOfTheContainerdStoreGivesWhatWasPulled() throws IOException {
        WholeImage pulled = SampleImages.zstd("example.org/pulled:v1");
        for (String scheme : List.of("docker-archive", "oci-archive")) {
            try (ImageSource source = open(scheme, DockerSave.containerdStore(pulled, pulled), "")) {
                assertThat(source.image().root().sameContent(pulled.root())).isTrue();
                assertThat(source.image().names()).contains("example.org/pulled:v1");
                assertHolds(source, pulled);
            }
        }
    }

    @Test
    void aSparseIndexGivesItsPresentImageToDockerAndItselfToOci() throws IOException {
        WholeImage here = SampleImages.oci();
        WholeImage there = SampleImages.zstd();
        WholeImage whole = IndexDraft.of(Family.OCI)
                .entry("linux/arm64", there)
                .entry("linux/amd64", here)
                .attestation(Attestations.imageStyle(there), there)
                .attestation(Attestations.artifactStyle(here), here)
                .named("example.org/sparse:v1")
                .build();
        byte[] archive = DockerSave.containerdStore(whole, here);
        try (ImageSource source = open("docker-archive", archive, ":example.org/sparse:v1")) {
            assertThat(source.image().root().sameContent(here.root())).isTrue();
            assertHolds(source, here);
        }
        try (ImageSource source = open("oci-archive", archive, "")) {
            assertThat(source.image().root().sameContent(whole.root())).isTrue();
            assertThat(source.exists(there.root())).isFalse();
            ContentException failure = catchThrowableOfType(
                    ContentException.class, () -> source.open(there.root()).close());
            assertThat(failure.kind()).isEqualTo(FailureKind.NOT_FOUND);
        }
    }

    @Test
    void theFormBeforeManifestsGivesAnImageForEachName() throws IOException {
        try (ImageSource source = open("docker-archive", DockerSave.legacyOnly(ONE, TWO), "")) {
            assertThat(source.images().stream().flatMap(i -> i.names().stream()))
                    .containsExactlyInAnyOrder("example.org/one:v1", "localhost:5000/one:latest", "two:v2");
            for (NamedImage image : source.images()) {
                ManifestDocument manifest = manifest(source, image.root());
                assertThat(manifest.layers()).hasSize(2);
                Bytes config = read(source, manifest.config().descriptor());
                assertThat(config.utf8()).contains("\"Healthcheck\":{\"Test\":[\"CMD\",\"true\"]}");
            }
        }
    }

    @Test
    void aLayerThatTwoNamesShareStandsOnce() throws IOException {
        ImageDraft twice = ImageDraft.of(Family.DOCKER)
                .layer(ONE.layers().get(0))
                .layer(ONE.layers().get(1))
                .layer(ONE.layers().get(0))
                .setting("Env", JsonDraft.texts(List.of("A=B")))
                .named("example.org/twice:v1");
        for (byte[] archive : List.of(DockerSave.classic(twice), DockerSave.graphDriver(twice))) {
            try (ImageSource source = open("docker-archive", archive, "")) {
                ManifestDocument manifest = manifest(source, source.image().root());
                assertThat(manifest.layers()).hasSize(3);
                assertThat(manifest.layers().get(0).descriptor().digest())
                        .isEqualTo(manifest.layers().get(2).descriptor().digest());
            }
        }
    }

    @Test
    void everyGenerationComesThroughAPipe() throws IOException {
        ArchiveLocator pipe = ArchiveLocator.parse("docker-archive", "-:two:v2");
        for (byte[] archive : List.of(
                DockerSave.classic(ONE, TWO), DockerSave.graphDriver(ONE, TWO), DockerSave.legacyOnly(ONE, TWO))) {
            try (ImageSource source = ArchiveSource.open(
                    pipe, new ByteArrayInputStream(archive), Limits.defaults(), ArchiveReading.MOST_BYTES, folder)) {
                assertThat(source.image().names()).contains("two:v2");
                assertThat(ArchiveReading.of(source).content()).isNotEmpty();
            }
            assertThat(folder).isEmptyDirectory();
        }
    }

    private void assertPlain(ImageSource source, int place, ImageDraft draft, dev.ambidock.model.MediaType type)
            throws IOException {
        NamedImage image = source.images().get(place);
        assertThat(image.names()).containsAll(draft.names());
        assertThat(image.root().mediaType()).isEqualTo(type);
        ManifestDocument manifest = manifest(source, image.root());
        assertThat(manifest.config().descriptor().digest())
                .isEqualTo(draft.config().digest(DigestAlgorithm.SHA256));
        assertThat(read(source, manifest.config().descriptor())).isEqualTo(draft.config());
        assertThat(manifest.layers()).hasSameSizeAs(draft.layers());
        for (int i = 0; i < draft.layers().size(); i++) {
            assertThat(read(source, manifest.layers().get(i).descriptor()))
                    .isEqualTo(draft.layers().get(i).tar());
        }
    }

    private ImageSource open(String scheme, byte[] archive, String choice) throws IOException {
        Path file = Files.write(folder.resolve("saved.tar"), archive);
        return ArchiveSource.open(
                ArchiveLocator.parse(scheme, file + choice),
                InputStream.nullInputStream(),
                Limits.defaults(),
                ArchiveReading.MOST_BYTES,
                folder);
    }

    private static void assertHolds(ImageSource source, WholeImage image) throws IOException {
        for (WholeImage.Part part : image.parts()) {
            assertThat(read(source, part.descriptor())).isEqualTo(part.content());
        }
    }

    private static ManifestDocument manifest(ImageSource source, Descriptor root) throws IOException {
        return (ManifestDocument)
                Documents.read(read(source, root), Limits.defaults()).orThrow();
    }

    private static Bytes read(ImageSource source, Descriptor descriptor) throws IOException {
        try (InputStream in = source.open(descriptor)) {
            return Bytes.wrap(in.readAllBytes());
        }
    }
}
