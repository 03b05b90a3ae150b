// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives, see {@link ArchiveRule}. */
class ArchivesFuzz {
    @TempDir
    static Path folder;

    static Stream<byte[]> seeds() {
        return FuzzCorpus.inputs("archives");
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5m")
    void read(byte[] input) throws IOException {
        new ArchiveRule(folder).feed(input);
    }
}
