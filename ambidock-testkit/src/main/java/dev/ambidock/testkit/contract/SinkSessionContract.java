// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.SinkSession;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link SinkSession} promises. {@link WriteThenReadContract} has the promises about what was committed. */
public abstract class SinkSessionContract {
    private static final int THREADS = 4;

    /** A new, empty place. */
    protected abstract Place newPlace() throws IOException;

    /** An image that the place can hold, with at least two layers. */
    protected WholeImage sample() {
        return SampleImages.docker("example.org/sample/docker:v1");
    }

    /** Another one. */
    protected WholeImage other() {
        return SampleImages.oci("example.org/sample/oci:v2");
    }

    @Test
    protected void hasTellsWhatWasWritten() throws IOException {
        try (ImageSink sink = newPlace().sink();
                SinkSession session = sink.begin()) {
            for (WholeImage.Part part : sample().parts()) {
                assertThat(session.has(part.descriptor())).isFalse();
                write(session, part);
                assertThat(session.has(part.descriptor())).isTrue();
            }
        }
    }

    @Test
    protected void writingTwiceIsWritingOnce() throws IOException {
        Place once = newPlace();
        commit(once, sample());
        Place twice = newPlace();
        try (ImageSink sink = twice.sink();
                SinkSession session = sink.begin()) {
            for (WholeImage.Part part : sample().parts()) {
                write(session, part);
                write(session, part);
            }
            session.root(sample().namedImage());
            session.commit();
        }
        assertThat(twice.snapshot()).isEqualTo(once.snapshot());
        commit(twice, sample());
        assertThat(twice.snapshot()).as("after the same once more").isEqualTo(once.snapshot());
    }

    @Test
    protected void wrongBodiesAreRefusedAndLeaveNothing() throws IOException {
        Place place = newPlace();
        commit(place, sample());
        Map<String, Bytes> before = place.snapshot();
        WholeImage.Part layer = other().blobs().get(1);
        Bytes content = layer.content();
        List<Bytes> wrong =
                List.of(Reads.flipped(content, 0), Reads.shortened(content), Reads.lengthened(content), Bytes.of(""));
        for (Bytes body : wrong) {
            try (ImageSink sink = place.sink();
                    SinkSession session = sink.begin()) {
                Reads.assertFails(FailureKind.MISMATCH, () -> session.write(layer.descriptor(), body.stream()));
                assertThat(session.has(layer.descriptor())).isFalse();
            }
            assertThat(place.snapshot()).isEqualTo(before);
        }
    }

    @Test
    protected void wrongDocumentsAreRefusedAndLeaveNothing() throws IOException {
        Place place = newPlace();
        commit(place, sample());
        Map<String, Bytes> before = place.snapshot();
        WholeImage image = other();
        Bytes root = image.content(image.root()).orElseThrow();
        for (Bytes body : List.of(Reads.flipped(root, 5), Reads.shortened(root))) {
            try (ImageSink sink = place.sink();
                    SinkSession session = sink.begin()) {
                for (WholeImage.Part part : image.without(image.root().digest()).parts()) {
                    write(session, part);
                }
                Reads.assertFails(FailureKind.MISMATCH, () -> session.put(image.root(), body));
            }
            assertThat(place.snapshot()).isEqualTo(before);
        }
    }

    @Test
    protected void closingWithoutCommitLeavesTheOldState() throws IOException {
        Place place = newPlace();
        commit(place, sample());
        Map<String, Bytes> before = place.snapshot();
        try (ImageSink sink = place.sink();
                SinkSession session = sink.begin()) {
            other().writeTo(session);
        }
        assertThat(place.snapshot()).isEqualTo(before);
        try (ImageSource source = place.source("")) {
            assertThat(source.image().root().sameContent(sample().root())).isTrue();
            Reads.assertHolds(source, sample());
        }
    }

    @Test
    protected void nothingIsSeenBeforeCommit() throws IOException {
        Place place = newPlace();
        commit(place, sample());
        Map<String, Bytes> before = place.snapshot();
        try (ImageSink sink = place.sink();
                SinkSession session = sink.begin()) {
            other().writeTo(session);
            assertThat(place.snapshot()).isEqualTo(before);
            session.commit();
        }
        assertThat(place.snapshot()).isNotEqualTo(before);
    }

    @Test
    protected void aSessionThatFailedDoesNotHinderTheNext() throws IOException {
        Place place = newPlace();
        try (ImageSink sink = place.sink()) {
            try (SinkSession session = sink.begin()) {
                WholeImage.Part layer = sample().blobs().get(1);
                Reads.assertFails(
                        FailureKind.MISMATCH, () -> session.write(layer.descriptor(), InputStream.nullInputStream()));
            }
            try (SinkSession session = sink.begin()) {
                sample().writeTo(session);
                session.commit();
            }
        }
        try (ImageSource source = place.source("")) {
            Reads.assertHolds(source, sample());
        }
    }

    @Test
    protected void blobsAreWrittenFromSeveralThreads() throws Exception {
        WholeImage image = sample();
        Place place = newPlace();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (ImageSink sink = place.sink();
                SinkSession session = sink.begin()) {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                writers.add(threads.submit(() -> {
                    start.await();
                    for (WholeImage.Part part : image.blobs()) {
                        session.write(part.descriptor(), part.content().stream());
                    }
                    return null;
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            image.writeTo(session);
            session.commit();
        } finally {
            threads.shutdownNow();
        }
        try (ImageSource source = place.source("")) {
            Reads.assertHolds(source, image);
        }
    }

    @Test
    protected void blobsOfUnknownSizeAreDescribed() throws IOException {
        WholeImage image = sample();
        Place place = newPlace();
        try (ImageSink sink = place.sink();
                SinkSession session = sink.begin()) {
            for (WholeImage.Part part : image.blobs()) {
                Descriptor written = session.write(part.descriptor().mediaType(), out -> {
                    byte[] bytes = part.content().toArray();
                    out.write(bytes[0]);
                    out.write(bytes, 1, bytes.length - 1);
                });
                assertThat(written.mediaType()).isEqualTo(part.descriptor().mediaType());
                assertThat(written.size()).isEqualTo(part.content().length());
                assertThat(written.digest()).isEqualTo(part.content().digest(DigestAlgorithm.SHA256));
                assertThat(session.has(written)).isTrue();
            }
            image.writeTo(session);
            session.commit();
        }
        try (ImageSource source = place.source("")) {
            Reads.assertHolds(source, image);
        }
    }

    @Test
    protected void aProducerThatThrowsIsHeardAndLeavesNothing() throws IOException {
        Place place = newPlace();
        commit(place, sample());
        Map<String, Bytes> before = place.snapshot();
        IOException own = new IOException("the producer gives up");
        try (ImageSink sink = place.sink();
                SinkSession session = sink.begin()) {
            Throwable heard = catchThrowable(() -> session.write(sample().root().mediaType(), out -> {
                out.write(new byte[100_000]);
                throw own;
            }));
            assertThat(heard).isSameAs(own);
        }
        assertThat(place.snapshot()).isEqualTo(before);
    }

    @Test
    protected void aBodyThatThrowsIsHeardAndLeavesNothing() throws IOException {
        Place place = newPlace();
        commit(place, sample());
        Map<String, Bytes> before = place.snapshot();
        ContentException own = ContentException.of(FailureKind.BROKEN, "elsewhere", "the source is gone");
        WholeImage.Part layer = other().blobs().get(1);
        InputStream half = new ByteArrayInputStream(layer.content().toArray(), 0, 10);
        InputStream body = new SequenceInputStream(half, new Broken(own));
        try (ImageSink sink = place.sink();
                SinkSession session = sink.begin()) {
            assertThat(catchThrowable(() -> session.write(layer.descriptor(), body)))
                    .isSameAs(own);
            assertThat(session.has(layer.descriptor())).isFalse();
        }
        assertThat(place.snapshot()).isEqualTo(before);
    }

    /** Someone waits for the interrupted thread: it ends with a failure of its own kind, and the flag stays set. */
    @Test
    protected void anInterruptedThreadWritesNothing() throws IOException {
        Place place = newPlace();
        commit(place, sample());
        Map<String, Bytes> before = place.snapshot();
        WholeImage.Part layer = other().blobs().get(1);
        try (ImageSink sink = place.sink();
                SinkSession session = sink.begin()) {
            Thread.currentThread().interrupt();
            assertThat(catchThrowable(() -> session.write(layer.descriptor(), layer.content().stream())))
                    .isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        assertThat(place.snapshot()).isEqualTo(before);
    }

    @Test
    protected void anInterruptedThreadCommitsNothing() throws IOException {
        Place place = newPlace();
        commit(place, sample());
        Map<String, Bytes> before = place.snapshot();
        try (ImageSink sink = place.sink();
                SinkSession session = sink.begin()) {
            other().writeTo(session);
            Thread.currentThread().interrupt();
            assertThat(catchThrowable(session::commit)).isInstanceOf(InterruptedIOException.class);
        } finally {
            Thread.interrupted();
        }
        assertThat(place.snapshot()).isEqualTo(before);
    }

    @Test
    protected void aRootThatWasNeverWrittenIsRefused() throws IOException {
        Place place = newPlace();
        commit(place, sample());
        Map<String, Bytes> before = place.snapshot();
        NamedImage missing = other().namedImage();
        try (ImageSink sink = place.sink();
                SinkSession session = sink.begin()) {
            ContentException failure = catchThrowableOfType(ContentException.class, () -> {
                session.root(missing);
                session.commit();
            });
            assertThat(failure).as("a refusal").isNotNull();
        }
        assertThat(place.snapshot()).isEqualTo(before);
    }

    private static void write(SinkSession session, WholeImage.Part part) throws IOException {
        switch (part.kind()) {
            case BLOB -> session.write(part.descriptor(), part.content().stream());
            case DOCUMENT -> session.put(part.descriptor(), part.content());
        }
    }

    private static void commit(Place place, WholeImage image) throws IOException {
        try (ImageSink sink = place.sink()) {
            image.writeTo(sink);
        }
    }

    /** Throws at once. */
    private static final class Broken extends InputStream {
        private final IOException failure;

        Broken(IOException failure) {
            this.failure = failure;
        }

        @Override
        public int read() throws IOException {
            throw failure;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            throw failure;
        }
    }
}
