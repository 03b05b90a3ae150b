// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Family;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.SinkSession;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** In what the store in memory is stricter than real places. */
class MemoryStoreTest {
    private static final WholeImage IMAGE = SampleImages.index("example.org/sample:v1");

    private final MemoryStore store = MemoryStore.empty("strict");

    @Test
    void refusesParentsBeforeTheirChildren() throws IOException {
        for (WholeImage.Part missing : IMAGE.without(IMAGE.root().digest()).parts()) {
            WholeImage sparse = IMAGE.without(missing.descriptor().digest());
            assertFails(FailureKind.CONFLICT, () -> write(MemoryStore.empty("strict"), sparse));
        }
        write(store, IMAGE);
        assertThat(store.written())
                .containsExactlyElementsOf(
                        IMAGE.parts().stream().map(p -> p.descriptor().digest()).toList());
    }

    @Test
    void takesSparseIndexesOnlyIfItIsToldTo() throws IOException {
        assertFails(FailureKind.CONFLICT, () -> write(store, SampleImages.sparse()));
        MemoryStore sparse = store.takingSparseIndexes();
        write(sparse, SampleImages.sparse());
        assertThat(sparse.roots()).hasSize(1);
        WholeImage withoutConfig =
                IMAGE.without(IMAGE.blobs().get(0).descriptor().digest());
        assertFails(FailureKind.CONFLICT, () -> write(store.takingSparseIndexes(), withoutConfig));
    }

    @Test
    void foreignLayersNeedNotBeThere() throws IOException {
        write(store, SampleImages.foreign());
        assertThat(store.roots()).hasSize(1);
    }

    @Test
    void holdsToItsAbilities() {
        SinkAbilities oci = SinkAbilities.of(Set.of(Family.OCI), 1000);
        assertFails(FailureKind.UNSUPPORTED, () -> write(MemoryStore.empty("oci", oci), SampleImages.docker()));
        assertFails(FailureKind.LIMIT_EXCEEDED, () -> write(MemoryStore.empty("oci", oci), SampleImages.index()));
        assertFails(
                FailureKind.UNSUPPORTED,
                () -> write(MemoryStore.empty("single", SinkAbilities.any().withoutIndexes()), SampleImages.index()));
    }

    @Test
    void tellsDocumentsFromBlobs() throws IOException {
        WholeImage.Part layer = IMAGE.blobs().get(1);
        try (ImageSink sink = store.sink();
                SinkSession session = sink.begin()) {
            assertFails(FailureKind.CONFLICT, () -> session.put(layer.descriptor(), layer.content()));
            assertFails(
                    FailureKind.CONFLICT,
                    () -> session.write(IMAGE.root(), IMAGE.content(IMAGE.root()).orElseThrow().stream()));
        }
    }

    @Test
    void keepsBooks() throws IOException {
        store.with(IMAGE);
        Descriptor root = IMAGE.root();
        ImageSource source = store.source();
        InputStream open = source.open(root);
        assertThat(store.leaks())
                .hasSize(2)
                .anyMatch(l -> l.contains(root.digest().toString()));
        assertThat(store.opened()).containsExactly(root.digest());
        open.close();
        source.close();
        assertThat(store.leaks()).isEmpty();
        ImageSink sink = store.sink();
        SinkSession session = sink.begin();
        assertThat(store.leaks()).hasSize(2);
        session.close();
        sink.close();
        assertThat(store.leaks()).isEmpty();
    }

    @Test
    void useAfterTheEndIsTheCallersBug() throws IOException {
        store.with(IMAGE);
        ImageSource source = store.source();
        source.close();
        assertThatIllegalStateException().isThrownBy(() -> source.open(IMAGE.root()));
        try (ImageSink sink = store.sink()) {
            SinkSession session = sink.begin();
            assertThatIllegalStateException().isThrownBy(sink::begin);
            session.commit();
            assertThatIllegalStateException().isThrownBy(session::commit);
            session.close();
            assertThatIllegalStateException().isThrownBy(() -> session.has(IMAGE.root()));
        }
    }

    private static void write(MemoryStore store, WholeImage image) throws IOException {
        try (ImageSink sink = store.sink()) {
            image.writeTo(sink);
        }
    }

    private static void assertFails(FailureKind kind, ThrowingCallable call) {
        ContentException failure = catchThrowableOfType(ContentException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).as("%s", failure.getMessage()).isEqualTo(kind);
    }
}
