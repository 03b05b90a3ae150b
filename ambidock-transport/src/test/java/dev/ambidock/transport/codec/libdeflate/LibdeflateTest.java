// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec.libdeflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibdeflateTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-amd64/libdeflate.so",
        "Linux, aarch64, linux-aarch64/libdeflate.so",
        "Linux, ppc64le, linux-ppc64le/libdeflate.so",
        "Mac OS X, aarch64, macos-aarch64/libdeflate.dylib"
    })
    void eachSystemHasItsFile(String system, String architecture, String file) {
        String resource = Libdeflate.resource(system, architecture).orElseThrow();
        assertThat(resource).isEqualTo("aircompressor/" + file);
        assertThat(Libdeflate.class.getClassLoader().getResource(resource)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"Windows 11, amd64", "Mac OS X, x86_64", "Linux, s390x", "FreeBSD, amd64", "'', ''"})
    void othersHaveNone(String system, String architecture) {
        assertThat(Libdeflate.resource(system, architecture)).isEmpty();
    }

    @Test
    void compressorsWorkAfterTheyAreClosedToo() throws IOException {
        MemberCompressors compressors = Libdeflate.find().orElseThrow().compressors(6, 10);
        compressors.close();
        byte[] member = compressors.compress(new byte[] {1, 2, 3}, 1, 2);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(member))) {
            assertThat(in.readAllBytes()).containsExactly(2, 3);
        }
    }
}
