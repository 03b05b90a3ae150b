// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Limits;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.Sample;
import dev.ambidock.transport.SinkSession;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutSinkTest {
    private static final Sample ONE = Sample.of(false, "one");
    private static final Sample TWO = Sample.of(true, "two");

    @TempDir
    Path folder;

    @Test
    void eachNameIsAnEntry() throws IOException {
        ONE.commitTo(sink(""), "app:v1", "example.org/app:v1", "stable");
        assertThat(names(0)).isEqualTo(Map.of(FULL, "docker.io/library/app:v1", REF, "v1"));
        assertThat(names(1)).isEqualTo(Map.of(FULL, "example.org/app:v1", REF, "v1"));
        assertThat(names(2)).isEqualTo(Map.of(REF, "stable"));
        try (LayoutSource source = open(":app:v1")) {
            assertThat(source.images()).hasSize(1);
            assertThat(source.image().names())
                    .containsExactly("docker.io/library/app:v1", "v1", "example.org/app:v1", "stable");
        }
    }

    @Test
    void aGivenNameReplacesTheEntryOfThatName() throws IOException {
        ONE.commitTo(sink(""), "app:v1");
        TWO.commitTo(sink(":v1"), "v1");
        assertThat(entries()).isEqualTo(1);
        assertThat(names(0)).isEqualTo(Map.of(REF, "v1"));
        ONE.commitTo(sink(":app:v1"), "app:v1");
        assertThat(names(1)).isEqualTo(Map.of(FULL, "docker.io/library/app:v1", REF, "app:v1"));
        TWO.commitTo(sink(""), "docker.io/library/app:v1");
        assertThat(names(0)).isEqualTo(Map.of(REF, "v1"));
        assertThat(names(1)).isEqualTo(Map.of(FULL, "docker.io/library/app:v1", REF, "v1"));
        assertThat(entries()).isEqualTo(2);
        assertThat(open(":app:v1").image().root().digest()).isEqualTo(TWO.root().digest());
    }

    @Test
    void row63_tagsOfTwoRepositoriesStandSideBySide() throws IOException {
        ONE.commitTo(sink(""), "one:latest");
        TWO.commitTo(sink(""), "two:latest");
        assertThat(entries()).isEqualTo(2);
        assertThat(open(":one:latest").image().root().digest())
                .isEqualTo(ONE.root().digest());
        ContentException failure = catchThrowableOfType(
                ContentException.class, () -> open(":latest").image());
        assertThat(failure.kind()).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(failure.remedy())
                .contains(
                        "docker.io/library/one:latest or latest @" + ONE.root().digest())
                .contains("@" + TWO.root().digest());
        assertThat(open(":latest@" + TWO.root().digest()).image().names()).contains("docker.io/library/two:latest");
    }

    @Test
    void row64_aNameInTheFullAnnotationOnlyIsFound() throws IOException {
        ONE.commitTo(sink(""), "app:v1");
        TWO.commitTo(sink(""), "other");
        Path index = folder.resolve("index.json");
        Files.writeString(index, Files.readString(index).replace(",\"" + REF + "\":\"v1\"", ""));
        assertThat(names(0)).isEqualTo(Map.of(FULL, "docker.io/library/app:v1"));
        for (String wanted :
                List.of(":docker.io/library/app:v1", ":app:v1", "@" + ONE.root().digest())) {
            assertThat(open(wanted).image().root().digest())
                    .isEqualTo(ONE.root().digest());
        }
    }

    @Test
    void row65_rootsOfDockersTypesAreReadAsTheyAre() throws IOException {
        TWO.commitTo(sink(""), "app:v1");
        try (LayoutSource source = open(":app:v1")) {
            assertThat(source.image().root().mediaType()).isEqualTo(MediaTypes.DOCKER_MANIFEST);
            try (InputStream in = source.open(source.image().root())) {
                assertThat(in.readAllBytes()).isEqualTo(TWO.manifest().toArray());
            }
        }
    }

    @Test
    void anUnnamedImageIsOneUnnamedEntryUnlessItHasANameAlready() throws IOException {
        ONE.commitTo(sink(""));
        ONE.commitTo(sink(""));
        assertThat(entries()).isEqualTo(1);
        ONE.commitTo(sink(""), "app:v1");
        assertThat(entries()).isEqualTo(1);
        ONE.commitTo(sink(""));
        assertThat(entries()).isEqualTo(1);
        assertThat(open("").image().names()).containsExactly("docker.io/library/app:v1", "v1");
    }

    @Test
    void attachmentsAreFoundByTheirSubject() throws IOException {
        ONE.commitTo(sink(""), "app:v1");
        Descriptor named = attach("application/vnd.named", Optional.empty(), "signature");
        Descriptor unnamed = attach("application/vnd.unnamed", Optional.of("application/vnd.unnamed"));
        try (LayoutSource source = open("")) {
            assertThat(source.referrers(ONE.root().digest()))
                    .extracting(Descriptor::digest)
                    .containsExactly(named.digest(), unnamed.digest());
            assertThat(source.referrers(ONE.root().digest()))
                    .extracting(d -> d.artifactType().orElseThrow())
                    .containsExactly("application/vnd.named", "application/vnd.unnamed");
            assertThat(source.images()).hasSize(2);
            Descriptor later = attach("application/vnd.later", Optional.of("application/vnd.later"));
            assertThat(source.referrers(ONE.root().digest())).hasSize(3);
            assertThat(source.referrers(later.digest())).isEmpty();
        }
        assertThat(Files.readString(folder.resolve("index.json")))
                .contains("\"size\":" + unnamed.size() + ",\"artifactType\":\"application/vnd.unnamed\"}");
    }

    @Test
    void aBrokenRootHidesNoReferrers() throws IOException {
        ONE.commitTo(sink(""), "app:v1");
        Descriptor record = attach("application/vnd.record", Optional.of("application/vnd.record"));
        TWO.commitTo(sink(""), "broken:v1");
        Files.writeString(folder.resolve("blobs/sha256/" + TWO.root().digest().hex()), "damaged");
        assertThat(open("").referrers(ONE.root().digest()))
                .extracting(Descriptor::digest)
                .containsExactly(record.digest());
    }

    @Test
    void aPresentBlobIsReadOnceInASession() throws IOException {
        ONE.commitTo(sink(""), "app:v1");
        Path blob =
                folder.resolve("blobs/sha256/" + ONE.layerDescriptor(0).digest().hex());
        try (SinkSession session = sink("").begin()) {
            assertThat(session.has(ONE.layerDescriptor(0))).isTrue();
            // Not looked at again: else the damage would be noticed.
            Files.writeString(blob, "damaged");
            assertThat(session.has(ONE.layerDescriptor(0))).isTrue();
            session.write(ONE.layerDescriptor(0), InputStream.nullInputStream());
        }
    }

    @Test
    void whatIsWrittenInTheSessionIsThere() throws IOException {
        try (SinkSession session = sink("").begin()) {
            byte[] layer = ONE.layers().get(0).toArray();
            assertThat(session.has(ONE.layerDescriptor(0))).isFalse();
            assertThat(session.write(MediaTypes.OCI_TAR, out -> out.write(layer)))
                    .isEqualTo(ONE.layerDescriptor(0));
            assertThat(session.has(ONE.layerDescriptor(0))).isTrue();
            session.write(ONE.layerDescriptor(0), InputStream.nullInputStream());
        }
    }

    @Test
    void anInterruptLeavesNoStagingFolder() throws IOException {
        byte[] content = new byte[1 << 20];
        Descriptor blob = Sample.descriptor(MediaTypes.OCI_TAR, Bytes.wrap(content));
        try (SinkSession session = sink("").begin()) {
            InputStream interrupting = new ByteArrayInputStream(content) {
                @Override
                public synchronized int read(byte[] buffer, int offset, int length) {
                    Thread.currentThread().interrupt();
                    return super.read(buffer, offset, length);
                }
            };
            assertThat(catchThrowableOfType(InterruptedIOException.class, () -> session.write(blob, interrupting)))
                    .isNotNull();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(files()).containsExactly(".ambidock.lock", "index.json", "oci-layout");
    }

    @Test
    void anIndexWithoutItsMarkerIsNotOverwritten() throws IOException {
        ONE.commitTo(sink(""), "app:v1");
        Files.delete(folder.resolve("oci-layout"));
        String index = Files.readString(folder.resolve("index.json"));
        ContentException failure = catchThrowableOfType(ContentException.class, () -> sink("").begin());
        assertThat(failure.kind()).isEqualTo(FailureKind.MALFORMED);
        assertThat(folder.resolve("index.json")).hasContent(index);
    }

    @Test
    void aFirstRunThatWasKilledIsTakenUp() throws IOException {
        sink("").begin().close();
        Files.delete(folder.resolve("oci-layout"));
        ONE.commitTo(sink(""), "app:v1");
        assertThat(open("").images()).hasSize(1);
    }

    @Test
    void blobsAreNeverWrittenThroughALinkOutOfTheLayout() throws IOException {
        sink("").begin().close();
        Path elsewhere = Files.createDirectory(folder.resolveSibling(folder.getFileName() + "-elsewhere"));
        Files.createDirectory(folder.resolve("blobs"));
        Files.createSymbolicLink(folder.resolve("blobs/sha256"), elsewhere);
        ContentException failure = catchThrowableOfType(ContentException.class, () -> ONE.commitTo(sink(""), "app:v1"));
        assertThat(failure.kind()).isEqualTo(FailureKind.MALFORMED);
        try (Stream<Path> written = Files.list(elsewhere)) {
            assertThat(written).isEmpty();
        }
        Files.delete(elsewhere);
    }

    @Test
    void anIndexThatNobodyCouldReadBackIsNotWritten() throws IOException {
        Limits tight = Limits.defaults().withDocumentBytes(800);
        LayoutSink sink = new LayoutSink(LayoutLocator.parse(folder.toString()), tight);
        ONE.commitTo(sink, "a");
        ContentException failure = catchThrowableOfType(
                ContentException.class, () -> ONE.commitTo(sink, "b".repeat(300), "c".repeat(300)));
        assertThat(failure.kind()).isEqualTo(FailureKind.LIMIT_EXCEEDED);
        assertThat(open("").image().names()).containsExactly("a");
    }

    @Test
    void aFileInThePlaceOfTheFolderIsOneFailureOfTheDeclaredFamily() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        LayoutSink sink = new LayoutSink(LayoutLocator.parse(file.toString()), Limits.defaults());
        assertThat(catchThrowableOfType(ContentException.class, sink::begin)).hasMessageContaining(file.toString());
    }

    private static final String FULL = "io.containerd.image.name";
    private static final String REF = "org.opencontainers.image.ref.name";

    private Descriptor attach(String type, Optional<String> entryType, String... names) throws IOException {
        Bytes artifact = Sample.artifact(ONE.root(), type);
        Descriptor bare = Sample.descriptor(MediaTypes.OCI_MANIFEST, artifact);
        try (SinkSession session = sink("").begin()) {
            session.put(bare, artifact);
            session.root(new NamedImage(List.of(names), Sample.entry(bare, entryType, Map.of())));
            session.commit();
        }
        return bare;
    }

    private int entries() throws IOException {
        return index().edges().size();
    }

    private Map<String, String> names(int entry) throws IOException {
        return index().edges().get(entry).descriptor().annotations();
    }

    private dev.ambidock.document.IndexDocument index() throws IOException {
        return new LayoutFolder(folder, Limits.defaults()).index();
    }

    private LayoutSink sink(String rest) {
        return new LayoutSink(LayoutLocator.parse(folder + rest), Limits.defaults());
    }

    private LayoutSource open(String rest) throws IOException {
        return LayoutSource.open(LayoutLocator.parse(folder + rest), Limits.defaults());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .map(f -> folder.relativize(f).toString())
                    .sorted()
                    .toList();
        }
    }
}
