// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.testkit.fault.FaultPoint;
import dev.ambidock.testkit.fault.FaultScript;
import dev.ambidock.testkit.fault.FaultySink;
import dev.ambidock.testkit.fault.FaultySource;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.memory.MemorySource;
import dev.ambidock.testkit.memory.MemoryStore;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.error.Side;
import dev.ambidock.transport.io.VerifyingInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever fails on either side: one failure that names the side, and a destination as it was. */
class CopyFaultsTest {
    @RegisterExtension
    final CopyThreads threads = new CopyThreads();

    /** Zstd, gzip and plain layers: to Docker some are compressed anew, others copied. */
    private final WholeImage image = SampleImages.zstd("a:1");

    private final MemoryStore from = MemoryStore.empty("from").with(image);
    private final MemoryStore to = MemoryStore.empty("to").with(SampleImages.docker("old:1"));

    @ParameterizedTest
    @EnumSource(
            value = FaultPoint.class,
            names = {"BEGIN", "HAS", "WRITE", "PUT", "ROOT", "COMMIT"})
    void aDestinationThatFailsAtAnyCallIsLeftAsItWas(FaultPoint point) {
        for (int call = 1; ; call++) {
            int at = call;
            FaultySink[] sink = new FaultySink[1];
            Throwable failure = catchThrowable(() -> {
                sink[0] = new FaultySink(to.sink(), FaultScript.none().fail(point, at));
                copy(from.source(), sink[0]);
            });
            if (sink[0].struck() == 0) {
                assertThat(failure).isNull();
                assertThat(call).as("calls of %s", point).isGreaterThan(1);
                return;
            }
            isTold(failure, Side.DESTINATION);
            assertThat(failure).hasMessageContaining("No space left on device");
            isAsItWas();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 40})
    void aBlobThatCannotBeWrittenToItsEndLeavesNothing(long bytes) {
        Throwable failure = catchThrowable(() -> copy(
                from.source(), new FaultySink(to.sink(), FaultScript.none().failAfter(FaultPoint.WRITE, 1, bytes))));
        isTold(failure, Side.DESTINATION);
        isAsItWas();
    }

    @Test
    void everyBlobThatIsCutShortFlippedOrUnreadableIsTold() {
        for (WholeImage.Part part : image.blobs()) {
            Digest digest = part.descriptor().digest();
            long middle = part.descriptor().size() / 2;
            for (FaultScript script : new FaultScript[] {
                FaultScript.none().flip(digest, middle),
                FaultScript.none().truncate(digest, middle),
                FaultScript.none().failAfter(FaultPoint.OPEN, digest, middle),
                FaultScript.none().fail(FaultPoint.OPEN, digest)
            }) {
                Throwable failure = catchThrowable(() -> copy(new FaultySource(from.source(), script), to.sink()));
                isTold(failure, Side.SOURCE);
                isAsItWas();
            }
        }
    }

    @Test
    void anInterruptEndsTheCopyAndLeavesNothing() {
        ImageSource interrupting = new Interrupting(from.source());
        Throwable failure = catchThrowable(() -> copy(interrupting, to.sink()));
        assertThat(Thread.interrupted()).as("the interrupt stays noted").isTrue();
        assertThat(failure).isInstanceOf(InterruptedIOException.class);
        isAsItWas();
    }

    private void copy(ImageSource source, ImageSink sink) throws IOException {
        try (source;
                sink) {
            threads.copier().copy(source, source.image(), sink, CopyRequest.to(Family.DOCKER));
        }
    }

    private static void isTold(Throwable failure, Side side) {
        assertThat(failure).isInstanceOf(ContentException.class);
        ContentException told = (ContentException) failure;
        assertThat(told.side()).as(told.toString()).isEqualTo(side);
        assertThat(told.kind()).isIn(FailureKind.BROKEN, FailureKind.MISMATCH, FailureKind.MALFORMED);
    }

    private void isAsItWas() {
        assertThat(to.contents()).isEqualTo(SampleImages.docker("old:1").contents());
        assertThat(to.roots()).hasSize(1);
        assertThat(to.leaks()).isEmpty();
        assertThat(from.leaks()).isEmpty();
    }

    /** Interrupts the copying thread as soon as a layer is read to be compressed anew. */
    private static final class Interrupting implements ImageSource {
        private final MemorySource source;
        private final Thread copying = Thread.currentThread();

        Interrupting(MemorySource source) {
            this.source = source;
        }

        @Override
        public String locator() {
            return source.locator();
        }

        @Override
        public java.util.List<dev.ambidock.transport.NamedImage> images() {
            return source.images();
        }

        @Override
        public dev.ambidock.transport.NamedImage image() throws IOException {
            return source.image();
        }

        @Override
        public InputStream open(dev.ambidock.model.Descriptor descriptor) throws IOException {
            InputStream beneath = source.open(descriptor);
            boolean blob = descriptor.mediaType().text().contains("layer");
            return !blob
                    ? beneath
                    : new VerifyingInputStream(
                            new FilterInputStream(beneath) {
                                @Override
                                public int read(byte[] buffer, int offset, int length) throws IOException {
                                    int n = super.read(buffer, offset, Math.min(length, 600));
                                    if (n >= 0 && n < 512) {
                                        copying.interrupt();
                                    }
                                    return n;
                                }
                            },
                            descriptor);
        }

        @Override
        public boolean exists(dev.ambidock.model.Descriptor descriptor) {
            return source.exists(descriptor);
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
