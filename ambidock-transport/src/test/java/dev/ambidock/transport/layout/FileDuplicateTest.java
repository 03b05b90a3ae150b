// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.SinkSession;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blobs on their way from one layout to another. */
class FileDuplicateTest {
    private static final byte[] CONTENT = content();
    private static final Descriptor BLOB =
            Descriptor.of(MediaTypes.OCI_TAR, DigestAlgorithm.SHA256.of(CONTENT), CONTENT.length);

    @TempDir
    Path folder;

    private Path stored;

    @BeforeEach
    void store() throws IOException {
        write(sink("from", false), Bytes.wrap(CONTENT).stream());
        stored = blob("from");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBlobIsTheSameInTheOtherLayout(boolean hardLinks) throws IOException {
        try (InputStream in = source().open(BLOB)) {
            write(sink("to", hardLinks), in);
            assertThat(in.read()).as("nobody read it").isGreaterThanOrEqualTo(0);
        }
        assertThat(blob("to")).hasBinaryContent(CONTENT);
        assertThat(Files.isSameFile(stored, blob("to"))).isEqualTo(hardLinks);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDamagedBlobGoesNowhere(boolean hardLinks) throws IOException {
        byte[] damaged = CONTENT.clone();
        damaged[CONTENT.length / 2]++;
        Files.write(stored, damaged);
        try (InputStream in = source().open(BLOB)) {
            ContentException failure =
                    catchThrowableOfType(ContentException.class, () -> write(sink("to", hardLinks), in));
            assertThat(failure.kind()).isEqualTo(FailureKind.MISMATCH);
        }
        try (Stream<Path> walk = Files.walk(folder.resolve("to"))) {
            assertThat(walk.filter(Files::isRegularFile)
                            .map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder(".ambidock.lock", "index.json", "oci-layout");
        }
    }

    @Test
    void whatIsNotTheRightContentIsNoDuplicate() throws IOException {
        Path other = Files.write(folder.resolve("other"), new byte[CONTENT.length]);
        Path to = folder.resolve("duplicate");
        assertThat(new FileDuplicate(true).make(other, to, BLOB)).isFalse();
        assertThat(new FileDuplicate(false).make(other, to, BLOB)).isFalse();
        assertThat(to).doesNotExist();
        assertThat(other).exists();
    }

    /** Somebody may put a link in the place of a file that was a plain one a moment ago. */
    @Test
    void aSymbolicLinkIsNoDuplicate() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), stored);
        Path to = folder.resolve("duplicate");
        assertThat(new FileDuplicate(true).make(link, to, BLOB)).isFalse();
        assertThat(Files.exists(to, java.nio.file.LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void anInterruptionEndsIt() {
        Path to = folder.resolve("duplicate");
        Thread.currentThread().interrupt();
        try {
            assertThat(catchThrowableOfType(
                            InterruptedIOException.class, () -> new FileDuplicate(false).make(stored, to, BLOB)))
                    .isNotNull();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(to).doesNotExist();
    }

    private static byte[] content() {
        byte[] bytes = new byte[300_000];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private LayoutSource source() throws IOException {
        return LayoutSource.open(LayoutLocator.parse(folder.resolve("from").toString()), Limits.defaults());
    }

    private LayoutSink sink(String name, boolean hardLinks) {
        return new LayoutSink(LayoutLocator.parse(folder.resolve(name).toString()), Limits.defaults(), hardLinks);
    }

    private Path blob(String layout) {
        return folder.resolve(layout)
                .resolve("blobs/sha256")
                .resolve(BLOB.digest().hex());
    }

    private static void write(LayoutSink sink, InputStream in) throws IOException {
        try (SinkSession session = sink.begin()) {
            session.write(BLOB, in);
            session.root(new NamedImage(List.of(), BLOB));
            session.commit();
        }
    }
}
