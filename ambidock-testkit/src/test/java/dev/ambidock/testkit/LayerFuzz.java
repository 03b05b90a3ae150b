// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ambidock.testkit.transport.ParserChecks;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers in gzip, zstd or nothing: any bytes are unwrapped or refused. */
class LayerFuzz {
    static Stream<byte[]> seeds() {
        return FuzzCorpus.inputs("layers");
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5m")
    void read(byte[] input) throws IOException {
        check(input);
    }

    static void check(byte[] input) throws IOException {
        ParserChecks.layers(input);
    }
}
