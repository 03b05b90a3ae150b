// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An archive comes whole or not at all, whatever happens while it is written. */
class ArchiveSessionTest extends WrittenArchive {
    @ParameterizedTest
    @EnumSource(ArchiveShape.class)
    void blobsOfUnknownSizeAreWrittenToo(ArchiveShape shape) throws IOException {
        try (SinkSession session = sink(shape).begin()) {
            for (int i = 0; i < 2; i++) {
                byte[] layer = DOCKER.layers().get(i).toArray();
                assertThat(session.write(MediaTypes.DOCKER_TAR, out -> out.write(layer)))
                        .isEqualTo(DOCKER.layerDescriptor(i));
                assertThat(session.has(DOCKER.layerDescriptor(i))).isTrue();
                session.write(MediaTypes.DOCKER_TAR, out -> out.write(layer));
            }
            session.write(
                    MediaTypes.DOCKER_CONFIG, out -> out.write(DOCKER.config().toArray()));
            session.put(DOCKER.root(), DOCKER.manifest());
            session.root(new NamedImage(List.of("app:v1"), DOCKER.root()));
            session.commit();
        }
        byte[] streamed = Files.readAllBytes(folder.resolve("archive.tar"));
        DOCKER.commitTo(sink(shape), "app:v1");
        assertThat(streamed).isEqualTo(Files.readAllBytes(folder.resolve("archive.tar")));
        assertThat(files()).containsExactly("archive.tar");
    }

    @Test
    void anAbortedSessionLeavesTheOldFile() throws IOException {
        Files.writeString(folder.resolve("archive.tar"), "old");
        try (SinkSession session = sink(ArchiveShape.HYBRID).begin()) {
            DOCKER.writeTo(session);
            session.root(new NamedImage(List.of(), DOCKER.root()));
        }
        assertThat(folder.resolve("archive.tar")).hasContent("old");
        assertThat(files()).containsExactly("archive.tar");
    }

    @Test
    void wrongBytesBreakTheSession() throws IOException {
        Files.writeString(folder.resolve("archive.tar"), "old");
        for (String wrong : List.of("wrong", "short", "much too long")) {
            Descriptor expected = Sample.descriptor(MediaTypes.OCI_TAR, Bytes.of("righteous"));
            try (SinkSession session = sink(ArchiveShape.LAYOUT).begin()) {
                ContentException failure = catchThrowableOfType(
                        ContentException.class, () -> session.write(expected, Bytes.of(wrong).stream()));
                assertThat(failure.kind()).isEqualTo(FailureKind.MISMATCH);
                assertThat(session.has(expected)).isFalse();
                assertThat(catchThrowableOfType(ContentException.class, session::commit)
                                .kind())
                        .isEqualTo(FailureKind.BROKEN);
            }
        }
        assertThat(folder.resolve("archive.tar")).hasContent("old");
        assertThat(files()).containsExactly("archive.tar");
    }

    @Test
    void anInterruptLeavesTheOldFile() throws IOException {
        Files.writeString(folder.resolve("archive.tar"), "old");
        byte[] long0 = new byte[1 << 20];
        Descriptor blob = Sample.descriptor(MediaTypes.OCI_TAR, Bytes.wrap(long0));
        try (SinkSession session = sink(ArchiveShape.LAYOUT).begin()) {
            InputStream interrupting = new ByteArrayInputStream(long0) {
                @Override
                public synchronized int read(byte[] buffer, int offset, int length) {
                    Thread.currentThread().interrupt();
                    return super.read(buffer, offset, length);
                }
            };
            assertThat(catchThrowableOfType(
                            java.io.InterruptedIOException.class, () -> session.write(blob, interrupting)))
                    .isNotNull();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(folder.resolve("archive.tar")).hasContent("old");
        assertThat(files()).containsExactly("archive.tar");
    }

    @Test
    void standardOutputGetsTheEndOnCommitOnly() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        DOCKER.commitTo(sink("-", ArchiveShape.HYBRID, whole), "app:v1");
        ArchiveLocator pipe = ArchiveLocator.parse("docker-archive", "-");
        try (ArchiveSource source = ArchiveSource.open(
                pipe, new ByteArrayInputStream(whole.toByteArray()), Limits.defaults(), 1 << 24, folder)) {
            assertThat(source.image().root().digest()).isEqualTo(DOCKER.root().digest());
        }
        ByteArrayOutputStream aborted = new ByteArrayOutputStream();
        try (SinkSession session = sink("-", ArchiveShape.HYBRID, aborted).begin()) {
            DOCKER.writeTo(session);
            session.root(new NamedImage(List.of(), DOCKER.root()));
        }
        assertThat(catchThrowableOfType(
                        ContentException.class,
                        () -> ArchiveSource.open(
                                pipe,
                                new ByteArrayInputStream(aborted.toByteArray()),
                                Limits.defaults(),
                                1 << 24,
                                folder)))
                .isNotNull();
        assertThat(files()).isEmpty();
    }

    @Test
    void aFullDiskIsOneFailureOfTheDeclaredFamily() throws IOException {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        ContentException failure = catchThrowableOfType(
                ContentException.class, () -> DOCKER.commitTo(sink("-", ArchiveShape.HYBRID, full), "app:v1"));
        assertThat(failure.kind()).isEqualTo(FailureKind.BROKEN);
        assertThat(failure).hasMessageContaining("docker-archive:-").hasMessageContaining("No space left");
    }

    @Test
    void devicesAreWrittenToAndNeverReplaced() throws IOException {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "this system has no /dev/null");
        DOCKER.commitTo(sink(device.toString(), ArchiveShape.HYBRID, OutputStream.nullOutputStream()), "app:v1");
        assertThat(device).exists();
        assertThat(Files.isRegularFile(device)).isFalse();
    }

    @Test
    void aLinkStaysALinkAndItsFileIsReplaced() throws IOException {
        Path target = Files.writeString(folder.resolve("target.tar"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("archive.tar"), target);
        DOCKER.commitTo(sink(ArchiveShape.HYBRID), "app:v1");
        assertThat(link).isSymbolicLink();
        assertThat(Files.size(target)).isGreaterThan(1000);
    }

    @Test
    void placesThatCannotBeWrittenSaySo() {
        assertThat(refusal(folder.toString()).kind()).isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(refusal(folder.resolve("missing/archive.tar").toString()).kind())
                .isEqualTo(FailureKind.NOT_FOUND);
    }

    @Test
    void whatAKilledProcessLeftIsSwept() throws IOException {
        Files.writeString(folder.resolve(".ambidock-archive-1-1-dead.part"), "half");
        Files.writeString(folder.resolve(".ambidock-archive-other"), "not ours");
        try (SinkSession first = sink(ArchiveShape.HYBRID).begin()) {
            DOCKER.commitTo(sink("other.tar", ArchiveShape.HYBRID), "app:v1");
            DOCKER.writeTo(first);
            first.root(new NamedImage(List.of(), DOCKER.root()));
            first.commit();
        }
        assertThat(files()).containsExactlyInAnyOrder(".ambidock-archive-other", "archive.tar", "other.tar");
    }

    @Test
    void severalThreadsMayWriteAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (SinkSession session = sink(ArchiveShape.LAYOUT).begin()) {
            List<Future<Descriptor>> writes = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                byte[] content = ("blob " + i % 30).repeat(1000).getBytes();
                boolean known = i % 2 == 0;
                writes.add(threads.submit(() -> {
                    if (!known) {
                        return session.write(MediaTypes.OCI_TAR, out -> out.write(content));
                    }
                    Descriptor blob = Sample.descriptor(MediaTypes.OCI_TAR, Bytes.of(content));
                    session.write(blob, new ByteArrayInputStream(content));
                    return blob;
                }));
            }
            for (Future<Descriptor> write : writes) {
                assertThat(session.has(write.get())).isTrue();
            }
            session.commit();
        } finally {
            threads.shutdown();
        }
        assertThat(entries())
                .filteredOn(e -> e.matches("blobs/sha256/.+"))
                .hasSize(30)
                .doesNotHaveDuplicates();
    }

    private ContentException refusal(String place) {
        return catchThrowableOfType(
                ContentException.class,
                () -> sink(place, ArchiveShape.HYBRID, OutputStream.nullOutputStream())
                        .begin());
    }
}
