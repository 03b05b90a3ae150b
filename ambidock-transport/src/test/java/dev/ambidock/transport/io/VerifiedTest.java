// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.error.ContentException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class VerifiedTest {
    private static final Bytes CONTENT = Bytes.of("content");
    private static final Descriptor DESCRIPTOR = descriptor(CONTENT);

    @Test
    void aStreamVerifiedAgainstTheDescriptorIsTakenAsItIs() {
        InputStream verified = new VerifyingInputStream(CONTENT.stream(), DESCRIPTOR);
        assertThat(VerifyingInputStream.of(verified, DESCRIPTOR)).isSameAs(verified);
    }

    @Test
    void anyOtherStreamIsVerified() {
        InputStream other = new VerifyingInputStream(CONTENT.stream(), DESCRIPTOR);
        Descriptor wanted = descriptor(Bytes.of("Content"));
        assertThatThrownBy(() -> VerifyingInputStream.of(other, wanted).readAllBytes())
                .isInstanceOf(ContentException.class);
        Descriptor longer = Descriptor.of(DESCRIPTOR.mediaType(), DESCRIPTOR.digest(), DESCRIPTOR.size() + 1);
        assertThatThrownBy(() -> VerifyingInputStream.of(other, longer).readAllBytes())
                .isInstanceOf(ContentException.class);
        assertThatThrownBy(
                        () -> VerifyingInputStream.of(CONTENT.stream(), wanted).readAllBytes())
                .isInstanceOf(ContentException.class);
    }

    private static Descriptor descriptor(Bytes content) {
        return Descriptor.of(MediaTypes.OCI_TAR, content.digest(DigestAlgorithm.SHA256), content.length());
    }
}
