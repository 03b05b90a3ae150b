// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerifyingInputStreamTest {
    private static final byte[] CONTENT = "some content".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void rightBytesPass(DigestAlgorithm algorithm) throws IOException {
        VerifyingInputStream in =
                over(CONTENT, Descriptor.of(MediaTypes.OCI_TAR, algorithm.of(CONTENT), CONTENT.length));
        assertThat(in.readAllBytes()).isEqualTo(CONTENT);
        assertThat(in.verified()).isTrue();
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void shortBytesFailAtTheEnd() {
        refused(over("some conten".getBytes(StandardCharsets.UTF_8), expected()), "ends after 11 bytes");
    }

    @Test
    void longBytesFailWithoutReadingOn() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        refused(new VerifyingInputStream(endless, expected()), "more than the 12 bytes");
    }

    @Test
    void otherBytesOfTheSameLengthFailAtTheEnd() {
        refused(over("same content".getBytes(StandardCharsets.UTF_8), expected()), "have the digest sha256:");
    }

    @Test
    void skippedBytesCount() throws IOException {
        VerifyingInputStream in = over(CONTENT, expected());
        assertThat(in.skip(5)).isEqualTo(5);
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("content");
        assertThat(in.verified()).isTrue();
    }

    @Test
    void anEarlyCloseVerifiesNothing() throws IOException {
        VerifyingInputStream in = over(CONTENT, expected());
        assertThat(in.read()).isEqualTo('s');
        in.close();
        assertThat(in.verified()).isFalse();
    }

    private static Descriptor expected() {
        return Descriptor.of(MediaTypes.OCI_TAR, DigestAlgorithm.SHA256.of(CONTENT), CONTENT.length);
    }

    private static VerifyingInputStream over(byte[] bytes, Descriptor expected) {
        return new VerifyingInputStream(new ByteArrayInputStream(bytes), expected);
    }

    private static void refused(VerifyingInputStream in, String problem) {
        ContentException failure = catchThrowableOfType(ContentException.class, in::readAllBytes);
        assertThat(failure.kind()).isEqualTo(FailureKind.MISMATCH);
        assertThat(failure).hasMessageContaining(problem);
        assertThat(in.verified()).isFalse();
    }
}
