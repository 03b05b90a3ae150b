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
import dev.ambidock.transport.NameAnnotations;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.SinkSession;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {
    @TempDir
    Path folder;

    @Test
    void whatIsCommittedCanBeRead() throws IOException {
        Descriptor root = write("v1", "{\"a\":1}");
        try (LayoutSource source = open("")) {
            NamedImage image = source.image();
            assertThat(image.names()).containsExactly("v1");
            assertThat(image.root().digest()).isEqualTo(root.digest());
            assertThat(source.exists(root)).isTrue();
            try (InputStream in = source.open(root)) {
                assertThat(new String(in.readAllBytes())).isEqualTo("{\"a\":1}");
            }
        }
        assertThat(files())
                .containsExactlyInAnyOrder(
                        ".ambidock.lock", "blobs/sha256/" + root.digest().hex(), "index.json", "oci-layout");
    }

    @Test
    void anAbortedSessionLeavesAnEmptyLayout() throws IOException {
        try (SinkSession session = sink().begin()) {
            Bytes content = Bytes.of("lost");
            session.put(descriptor(content), content);
        }
        assertThat(files()).containsExactlyInAnyOrder(".ambidock.lock", "index.json", "oci-layout");
        assertThat(open("").images()).isEmpty();
    }

    @Test
    void wrongBytesNeverBecomeABlob() throws IOException {
        Descriptor expected = descriptor(Bytes.of("right"));
        try (SinkSession session = sink().begin()) {
            ContentException failure = catchThrowableOfType(
                    ContentException.class, () -> session.write(expected, Bytes.of("wrong").stream()));
            assertThat(failure.kind()).isEqualTo(FailureKind.MISMATCH);
            session.commit();
        }
        assertThat(files()).containsExactlyInAnyOrder(".ambidock.lock", "index.json", "oci-layout");
    }

    @Test
    void aNameMovesAndOtherEntriesKeepTheirBytes() throws IOException {
        write("v1", "{\"a\":1}");
        write("v2", "{\"a\":2}");
        String before = Files.readString(folder.resolve("index.json"));
        Descriptor moved = write("v1", "{\"a\":3}");
        try (LayoutSource source = open(":v1")) {
            assertThat(source.images()).hasSize(2);
            assertThat(source.image().root().digest()).isEqualTo(moved.digest());
        }
        String entry = before.substring(before.indexOf("},{") + 2, before.length() - 2);
        assertThat(Files.readString(folder.resolve("index.json"))).contains(entry);
    }

    @Test
    void writersAtOnceLoseNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Descriptor>> writes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int number = i;
            writes.add(threads.submit(() -> write("tag-" + number, "{\"n\":" + number + "}")));
        }
        for (Future<Descriptor> write : writes) {
            write.get();
        }
        threads.shutdown();
        try (LayoutSource source = open("")) {
            assertThat(source.images()).hasSize(40);
        }
        assertThat(files()).noneMatch(f -> f.contains("staging") || f.endsWith(".tmp"));
    }

    @Test
    void whatAKilledProcessLeftIsSwept() throws IOException {
        write("v1", "{}");
        Path left = Files.createDirectory(folder.resolve(".ambidock-staging-dead"));
        Files.writeString(left.resolve("lock"), "");
        Files.writeString(left.resolve("blob-1"), "half");
        Files.writeString(folder.resolve(".ambidock-x.tmp"), "half an index");
        write("v2", "{\"a\":2}");
        assertThat(files()).noneMatch(f -> f.contains("staging") || f.endsWith(".tmp"));
    }

    @Test
    void aDamagedBlobIsWrittenAnew() throws IOException {
        Descriptor root = write("v1", "{\"a\":1}");
        Path blob = folder.resolve("blobs/sha256/" + root.digest().hex());
        Files.writeString(blob, "{\"b\":1}");
        write("v1", "{\"a\":1}");
        assertThat(Files.readString(blob)).isEqualTo("{\"a\":1}");
    }

    @Test
    void severalImagesWithoutANameAreAmbiguous() throws IOException {
        write("v1", "{\"a\":1}");
        Descriptor second = write("v2", "{\"a\":2}");
        ContentException failure = catchThrowableOfType(ContentException.class, () -> open("").image());
        assertThat(failure.kind()).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(failure.remedy()).contains("v1 @sha256:", "v2 @" + second.digest());
        assertThat(open("@" + second.digest()).image().names()).containsExactly("v2");
        ContentException none =
                catchThrowableOfType(ContentException.class, () -> open(":v3").image());
        assertThat(none.kind()).isEqualTo(FailureKind.NOT_FOUND);
    }

    @Test
    void linksAreNoBlobs() throws IOException {
        Descriptor root = write("v1", "{\"a\":1}");
        Path blob = folder.resolve("blobs/sha256/" + root.digest().hex());
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(blob, elsewhere);
        Files.createSymbolicLink(blob, elsewhere);
        try (LayoutSource source = open("")) {
            ContentException failure = catchThrowableOfType(ContentException.class, () -> source.open(root));
            assertThat(failure.kind()).isEqualTo(FailureKind.MALFORMED);
        }
    }

    @Test
    void aBrokenIndexIsAnErrorNeverAFreshStart() throws IOException {
        write("v1", "{}");
        Files.writeString(folder.resolve("index.json"), "{\"schemaVersion\":2");
        ContentException failure = catchThrowableOfType(ContentException.class, () -> sink().begin());
        assertThat(failure.kind()).isEqualTo(FailureKind.MALFORMED);
        assertThat(Files.readString(folder.resolve("index.json"))).isEqualTo("{\"schemaVersion\":2");
    }

    @Test
    void aFolderThatIsNoLayoutIsNotFound() {
        ContentException failure = catchThrowableOfType(ContentException.class, () -> open(""));
        assertThat(failure.kind()).isEqualTo(FailureKind.NOT_FOUND);
        assertThat(failure).hasMessageContaining("no OCI layout");
    }

    private Descriptor write(String name, String content) throws IOException {
        Bytes bytes = Bytes.of(content);
        Descriptor bare = descriptor(bytes);
        Descriptor root = new Descriptor(
                bare.mediaType(),
                bare.digest(),
                bare.size(),
                List.of(),
                Map.of(NameAnnotations.REF_NAME, name),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        try (SinkSession session = sink().begin()) {
            session.put(root, bytes);
            session.root(new NamedImage(List.of(name), root));
            session.commit();
        }
        return root;
    }

    private static Descriptor descriptor(Bytes bytes) {
        return Descriptor.of(MediaTypes.OCI_MANIFEST, bytes.digest(DigestAlgorithm.SHA256), bytes.length());
    }

    private LayoutSink sink() {
        return new LayoutSink(LayoutLocator.parse(folder.toString()), Limits.defaults());
    }

    private LayoutSource open(String rest) throws IOException {
        return LayoutSource.open(LayoutLocator.parse(folder + rest), Limits.defaults());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .map(f -> folder.relativize(f).toString())
                    .toList();
        }
    }
}
