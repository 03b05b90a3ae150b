// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.memory.MemoryStore;
import dev.ambidock.transport.SinkSession;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final WholeImage IMAGE = SampleImages.docker();
    private static final Descriptor LAYER = IMAGE.blobs().get(1).descriptor();
    private static final String FULL = "No space left on device";

    private final MemoryStore from = MemoryStore.empty("from").with(IMAGE);
    private final MemoryStore to = MemoryStore.empty("to");

    @AfterEach
    void nothingLeaks() {
        assertThat(from.leaks()).isEmpty();
        assertThat(to.leaks()).isEmpty();
    }

    @Test
    void theCallThatIsNamedFailsAndNoOther() throws IOException {
        try (FaultySource source =
                new FaultySource(from.source(), FaultScript.none().fail(FaultPoint.OPEN, 2))) {
            assertThat(read(source, LAYER)).isEqualTo(content(LAYER));
            assertThat(catchThrowable(() -> read(source, LAYER))).hasMessage(FULL);
            assertThat(read(source, LAYER)).isEqualTo(content(LAYER));
            assertThat(source.struck()).isEqualTo(1);
        }
    }

    @Test
    void aStreamBreaksAfterTheBytesThatAreNamed() throws IOException {
        FaultScript script =
                FaultScript.none().saying("Connection reset").failAfter(FaultPoint.OPEN, LAYER.digest(), 10);
        try (FaultySource source = new FaultySource(from.source(), script)) {
            for (int i = 0; i < 2; i++) {
                try (InputStream in = source.open(LAYER)) {
                    assertThat(in.readNBytes(10)).hasSize(10);
                    assertThat(catchThrowable(in::read)).hasMessage("Connection reset");
                }
            }
            assertThat(read(source, IMAGE.root())).isEqualTo(content(IMAGE.root()));
        }
    }

    @Test
    void wrongBytesAreNoticedByTheVeryStream() throws IOException {
        FaultScript[] scripts = {
            FaultScript.none().flip(1, LAYER.size() / 2),
            FaultScript.none().flip(LAYER.digest(), 0),
            FaultScript.none().flip(1, LAYER.size() - 1),
            FaultScript.none().truncate(1, LAYER.size() - 1),
            FaultScript.none().truncate(LAYER.digest(), 0)
        };
        for (FaultScript script : scripts) {
            try (FaultySource source = new FaultySource(from.source(), script)) {
                ContentException failure = catchThrowableOfType(ContentException.class, () -> read(source, LAYER));
                assertThat(failure.kind()).isEqualTo(FailureKind.MISMATCH);
                assertThat(source.struck()).isPositive();
            }
        }
    }

    @Test
    void everyCallOfASourceCanFail() throws IOException {
        FaultScript script = FaultScript.none()
                .fail(FaultPoint.IMAGES, 1)
                .fail(FaultPoint.IMAGES, 2)
                .fail(FaultPoint.HAS, LAYER.digest())
                .fail(FaultPoint.REFERRERS, 1);
        try (FaultySource source = new FaultySource(from.source(), script)) {
            assertThat(catchThrowable(source::images)).hasMessage(FULL);
            assertThat(catchThrowable(source::image)).hasMessage(FULL);
            assertThat(catchThrowable(() -> source.exists(LAYER))).hasMessage(FULL);
            assertThat(catchThrowable(() -> source.referrers(LAYER.digest()))).hasMessage(FULL);
            assertThat(source.struck()).isEqualTo(4);
        }
    }

    @Test
    void everyCallOfASinkCanFailAndThenNothingIsThere() throws IOException {
        FaultScript none = FaultScript.none();
        FaultScript[] scripts = {
            none.fail(FaultPoint.BEGIN, 1),
            none.fail(FaultPoint.WRITE, 2),
            none.failAfter(FaultPoint.WRITE, 2, 5),
            none.failAfter(FaultPoint.WRITE, LAYER.digest(), 5),
            none.fail(FaultPoint.PUT, 1),
            none.fail(FaultPoint.ROOT, IMAGE.root().digest()),
            none.fail(FaultPoint.COMMIT, 1)
        };
        for (FaultScript script : scripts) {
            try (FaultySink sink = new FaultySink(to.sink(), script)) {
                assertThat(catchThrowable(() -> IMAGE.writeTo(sink))).hasMessage(FULL);
                assertThat(sink.struck()).isEqualTo(1);
            }
            assertThat(to.contents()).isEmpty();
            assertThat(to.roots()).isEmpty();
        }
    }

    @Test
    void aProducerIsCutOffToo() throws IOException {
        try (FaultySink sink = new FaultySink(to.sink(), FaultScript.none().failAfter(FaultPoint.WRITE, 1, 1000));
                SinkSession session = sink.begin()) {
            assertThat(catchThrowable(() -> session.write(LAYER.mediaType(), out -> out.write(new byte[2000]))))
                    .hasMessage(FULL);
            assertThat(session.write(LAYER.mediaType(), out -> out.write(1)).size())
                    .isEqualTo(1);
        }
    }

    private static Bytes content(Descriptor descriptor) {
        return IMAGE.content(descriptor).orElseThrow();
    }

    private static Bytes read(FaultySource source, Descriptor descriptor) throws IOException {
        try (InputStream in = source.open(descriptor)) {
            return Bytes.wrap(in.readAllBytes());
        }
    }
}
