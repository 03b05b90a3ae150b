// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ambidock.testkit.transport.ParserChecks;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** References, locators, digests and paths of the API: any text is read or refused, and what is read is spelled again. */
class NamesFuzz {
    static Stream<byte[]> seeds() {
        return FuzzCorpus.inputs("names");
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5m")
    void read(byte[] input) {
        check(input);
    }

    static void check(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        ParserChecks.names(text);
        ParserChecks.digests(text);
        ParserChecks.routes(text);
    }
}
