// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The {@code manifest.json} of archives, see {@link SavedImagesRule}. */
class SavedImagesFuzz {
    private static final Rule RULE = SavedImagesRule::accepts;

    static Stream<byte[]> seeds() {
        return FuzzCorpus.inputs("saved");
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5m")
    void read(byte[] input) throws IOException {
        RULE.feed(input);
    }
}
