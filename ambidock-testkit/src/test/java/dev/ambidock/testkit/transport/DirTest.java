// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.testkit.fault.FaultPoint;
import dev.ambidock.testkit.fault.FaultScript;
import dev.ambidock.testkit.fault.FaultySink;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.place.FlatFiles;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.SinkSession;
import dev.ambidock.transport.dir.DirLocator;
import dev.ambidock.transport.dir.DirSink;
import dev.ambidock.transport.dir.DirSource;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What flat folders do beyond the contracts. */
class DirTest {
    private static final Duration HANG = Duration.ofSeconds(10);
    private static final WholeImage IMAGE = SampleImages.docker();
    private static final WholeImage OTHER = SampleImages.list();

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void folder() {
        folder = temporary.resolve("flat");
    }

    @Test
    void writesWhatSkopeoWrites() throws IOException {
        for (WholeImage image : List.of(IMAGE, OTHER, SampleImages.nested())) {
            image.writeTo(sink());
            Path expected = Files.createTempDirectory(temporary, "expected");
            FlatFiles.of(image).writeTo(expected);
            assertThat(names(folder)).isEqualTo(names(expected));
            for (String name : names(expected)) {
                assertThat(folder.resolve(name)).hasSameBinaryContentAs(expected.resolve(name));
            }
        }
    }

    @Test
    void replacingRemovesWhatOnlyTheOldImageHadAndNothingElse() throws IOException {
        OTHER.writeTo(sink());
        Files.writeString(folder.resolve("signature-1"), "of the old manifest");
        Files.writeString(folder.resolve("0".repeat(64) + ".signature-2"), "of an old child");
        Files.writeString(folder.resolve("f".repeat(64)), "what a crash left");
        Files.writeString(folder.resolve("README"), "mine");
        IMAGE.writeTo(sink());
        Path expected = temporary.resolve("expected");
        FlatFiles.of(IMAGE).writeTo(expected);
        Files.writeString(expected.resolve("README"), "mine");
        assertThat(names(folder)).isEqualTo(names(expected));
    }

    @Test
    void aChildOfTheOldImageBecomesTheRoot() throws IOException {
        OTHER.writeTo(sink());
        List<WholeImage.Part> documents = OTHER.parts().stream()
                .filter(p -> p.kind() == WholeImage.Kind.DOCUMENT)
                .toList();
        Descriptor child = documents.get(0).descriptor();
        try (SinkSession session = sink().begin()) {
            for (WholeImage.Part part : OTHER.blobs()) {
                assertThat(session.has(part.descriptor())).isTrue();
            }
            session.root(new dev.ambidock.transport.NamedImage(List.of(), child));
            session.commit();
        }
        try (ImageSource source = open("")) {
            assertThat(source.image().root().sameContent(child)).isTrue();
        }
        assertThat(names(folder)).noneMatch(n -> n.endsWith(".manifest.json"));
    }

    @Test
    void aFolderWithOtherThingsIsNotTouched() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("thesis.txt"), "years of work");
        assertFails(FailureKind.UNSUPPORTED, () -> sink().begin());
        assertThat(names(folder)).containsExactly("thesis.txt");
        Path file = Files.writeString(temporary.resolve("file"), "");
        assertFails(
                FailureKind.UNSUPPORTED,
                () -> new DirSink(DirLocator.parse(file.toString()), Limits.defaults()).begin());
        Files.writeString(folder.resolve("version"), "Directory Transport Version: 2.0\n");
        assertFails(FailureKind.UNSUPPORTED, () -> sink().begin());
    }

    @Test
    void abortLeavesAnAbsentFolderAbsentAndAnEmptyOneEmpty() throws IOException {
        try (SinkSession session = sink().begin()) {
            IMAGE.writeTo(session);
        }
        assertThat(folder).doesNotExist();
        Files.createDirectory(folder);
        try (SinkSession session = sink().begin()) {
            IMAGE.writeTo(session);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFullDiskAtAnyWriteLeavesTheOldImage() throws IOException {
        IMAGE.writeTo(sink());
        List<String> before = names(folder);
        for (int i = 1; i <= OTHER.blobs().size(); i++) {
            FaultySink full = new FaultySink(sink(), FaultScript.none().failAfter(FaultPoint.WRITE, i, 10));
            IOException failure = catchThrowableOfType(IOException.class, () -> OTHER.writeTo(full));
            assertThat(failure).hasMessage("No space left on device");
            assertThat(full.struck()).isEqualTo(1);
            assertThat(names(folder)).isEqualTo(before);
        }
        try (ImageSource source = open("")) {
            assertThat(source.image().root().sameContent(IMAGE.root())).isTrue();
        }
    }

    @Test
    void whatAKilledWriterLeftIsSwept() throws IOException {
        IMAGE.writeTo(sink());
        Path left = Files.createDirectory(folder.resolve(".ambidock-staging"));
        Files.writeString(left.resolve("lock"), "");
        Files.writeString(left.resolve("file-1"), "half");
        OTHER.writeTo(sink());
        assertThat(names(folder)).noneMatch(n -> n.startsWith("."));
    }

    /** It was killed in the first run, before there was any file by which to know the folder. */
    @Test
    void anUnfinishedFileOfAKilledFirstWriterIsSwept() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(".ambidock-0.tmp"), "Dir");
        IMAGE.writeTo(sink());
        assertThat(names(folder)).noneMatch(n -> n.startsWith("."));
    }

    @Test
    void oneWriterAtATime() throws IOException {
        try (SinkSession session = sink().begin()) {
            assertFails(FailureKind.CONFLICT, () -> sink().begin());
            IMAGE.writeTo(session);
            session.commit();
        }
        OTHER.writeTo(sink());
    }

    @Test
    void anImageNeedsARoot() throws IOException {
        IMAGE.writeTo(sink());
        List<String> before = names(folder);
        try (SinkSession session = sink().begin()) {
            OTHER.writePartsTo(session);
            session.commit();
        }
        assertThat(names(folder)).isEqualTo(before);
    }

    @Test
    void aRootIsFoundByTheDigestOfAnyAlgorithm() throws IOException {
        SampleImages.sha512().writeTo(sink());
        Bytes root = SampleImages.sha512().content(SampleImages.sha512().root()).orElseThrow();
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            try (ImageSource source = open("@" + root.digest(algorithm))) {
                assertThat(source.image().root().digest()).isEqualTo(root.digest(algorithm));
            }
        }
        try (ImageSource source = open("")) {
            assertThat(source.image().root().digest().algorithm()).isEqualTo(DigestAlgorithm.SHA256);
            for (WholeImage.Part part : SampleImages.sha512().blobs()) {
                assertThat(source.exists(part.descriptor())).isTrue();
            }
        }
    }

    @Test
    void aColonIsAPartOfThePath() {
        assertThat(DirLocator.parse("/tmp/a:b").folder()).isEqualTo(Path.of("/tmp/a:b"));
        assertThat(DirLocator.parse("/tmp/a:b")).hasToString("dir:/tmp/a:b");
    }

    @Test
    void whatIsNoFlatFolderSaysSo() throws IOException {
        assertFails(FailureKind.NOT_FOUND, () -> open(""));
        Files.createDirectory(folder);
        assertFails(FailureKind.NOT_FOUND, () -> open(""));
        Files.writeString(folder.resolve("oci-layout"), "{}");
        ContentException failure = catchThrowableOfType(ContentException.class, () -> open(""));
        assertThat(failure.remedy()).isEqualTo("oci:" + folder);
        Files.writeString(folder.resolve("manifest.json"), "[{\"Config\":\"x\"}]");
        assertFails(FailureKind.MALFORMED, () -> open(""));
        Bytes config = IMAGE.blobs().get(0).content();
        Files.write(folder.resolve("manifest.json"), config.toArray());
        assertFails(FailureKind.MALFORMED, () -> open(""));
        Files.write(folder.resolve("manifest.json"), new byte[(4 << 20) + 1]);
        assertFails(FailureKind.LIMIT_EXCEEDED, () -> open(""));
        Files.writeString(folder.resolve("version"), "Directory Transport Version: 7\n");
        assertFails(FailureKind.UNSUPPORTED, () -> open(""));
    }

    @Test
    void linksFoldersAndPipesAreNoContent() throws IOException, InterruptedException {
        Descriptor layer = IMAGE.blobs().get(1).descriptor();
        Path outside = Files.write(
                temporary.resolve("outside"), IMAGE.blobs().get(1).content().toArray());
        FlatFiles.of(IMAGE).writeTo(folder);
        Path file = folder.resolve(layer.digest().hex());
        for (int i = 0; i < 3; i++) {
            Files.delete(file);
            switch (i) {
                case 0 -> Files.createSymbolicLink(file, outside);
                case 1 -> Files.createDirectory(file);
                default -> Tool.run(temporary, "mkfifo", file.toString());
            }
            try (ImageSource source = open("")) {
                assertTimeoutPreemptively(HANG, () -> assertFails(FailureKind.MALFORMED, () -> source.open(layer)));
                assertThat(source.exists(layer)).isFalse();
            }
        }
        Path manifest = folder.resolve("manifest.json");
        Files.delete(manifest);
        Tool.run(temporary, "mkfifo", manifest.toString());
        assertTimeoutPreemptively(HANG, () -> assertFails(FailureKind.MALFORMED, () -> open("")));
        Files.delete(manifest);
        Files.createSymbolicLink(manifest, outside);
        assertFails(FailureKind.MALFORMED, () -> open(""));
    }

    @Test
    void aDamagedOldBlobIsReplaced() throws IOException {
        Descriptor layer = IMAGE.blobs().get(1).descriptor();
        FlatFiles.of(IMAGE.damaged(layer.digest(), Bytes.of("x".repeat((int) layer.size()))))
                .writeTo(folder);
        IMAGE.writeTo(sink());
        try (ImageSource source = open("");
                InputStream in = source.open(layer)) {
            assertThat(in.readAllBytes()).hasSize((int) layer.size());
        }
    }

    @Test
    void untypedManifestsAreReadByTheirShape() throws IOException {
        Files.createDirectories(folder);
        String config = "{\"mediaType\":\"" + MediaTypes.OCI_CONFIG + "\",\"digest\":\"sha256:" + "a".repeat(64)
                + "\",\"size\":1}";
        Files.writeString(
                folder.resolve("manifest.json"), "{\"schemaVersion\":2,\"config\":" + config + ",\"layers\":[]}");
        try (ImageSource source = open("")) {
            assertThat(source.image().root().mediaType()).isEqualTo(MediaTypes.OCI_MANIFEST);
        }
    }

    private DirSink sink() {
        return new DirSink(DirLocator.parse(folder.toString()), Limits.defaults());
    }

    private ImageSource open(String choice) throws IOException {
        return DirSource.open(DirLocator.parse(folder + choice), Limits.defaults());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private static void assertFails(FailureKind kind, ThrowingCallable call) {
        ContentException failure = catchThrowableOfType(ContentException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).as("%s", failure.getMessage()).isEqualTo(kind);
    }
}
