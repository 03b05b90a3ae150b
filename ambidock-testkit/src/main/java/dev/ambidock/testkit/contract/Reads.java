// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.transport.ContentSource;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.io.BoundedRead;
import java.io.IOException;
import java.io.InputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How the suites read and compare. */
final class Reads {
    private static final int MOST = 64 << 20;

    private Reads() {}

    static Bytes read(ContentSource source, Descriptor descriptor) throws IOException {
        try (InputStream in = source.open(descriptor)) {
            return BoundedRead.all(in, MOST, descriptor.toString());
        }
    }

    static void assertHolds(ImageSource source, WholeImage image) throws IOException {
        for (WholeImage.Part part : image.parts()) {
            assertThat(source.exists(part.descriptor()))
                    .as("%s is there", part.descriptor())
                    .isTrue();
            assertThat(read(source, part.descriptor()))
                    .as("%s", part.descriptor())
                    .isEqualTo(part.content());
        }
    }

    static void assertFails(FailureKind kind, ThrowingCallable call) {
        ContentException failure = catchThrowableOfType(ContentException.class, call);
        assertThat(failure).as("a failure of kind %s", kind).isNotNull();
        assertThat(failure.kind()).as("%s", failure.getMessage()).isEqualTo(kind);
        assertThat(failure.getMessage()).as("one printable line").matches("[^\\p{Cntrl}]+");
    }

    static Bytes flipped(Bytes content, int at) {
        byte[] bytes = content.toArray();
        bytes[at] ^= 1;
        return Bytes.wrap(bytes);
    }

    static Bytes shortened(Bytes content) {
        return Bytes.wrap(java.util.Arrays.copyOf(content.toArray(), content.length() - 1));
    }

    static Bytes lengthened(Bytes content) {
        return Bytes.wrap(java.util.Arrays.copyOf(content.toArray(), content.length() + 1));
    }
}
