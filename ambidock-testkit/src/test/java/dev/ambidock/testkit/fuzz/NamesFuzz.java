// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Names of images, locators, digests and paths of requests, see {@link NameRules}. */
class NamesFuzz {
    private static final Rule RULE = NameRules::any;

    static Stream<byte[]> seeds() {
        return FuzzCorpus.inputs("names");
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5m")
    void read(byte[] input) throws IOException {
        RULE.feed(input);
    }
}
