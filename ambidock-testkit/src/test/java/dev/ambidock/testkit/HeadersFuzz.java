// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ambidock.testkit.transport.ParserChecks;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Headers of answers and bodies of refusals: any text is read or passed over. */
class HeadersFuzz {
    static Stream<byte[]> seeds() {
        return FuzzCorpus.inputs("headers");
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5m")
    void read(byte[] input) {
        check(input);
    }

    static void check(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        ParserChecks.challenges(text);
        ParserChecks.links(text);
        ParserChecks.ranges(text);
        ParserChecks.pauses(text);
        ParserChecks.errorBodies(text);
    }
}
