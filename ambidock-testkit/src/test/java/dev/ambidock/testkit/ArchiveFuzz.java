// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ambidock.testkit.transport.ParserChecks;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Tars and what wraps them: any bytes are read to the end, as an archive of both sorts, or refused. */
class ArchiveFuzz {
    static Stream<byte[]> seeds() {
        return FuzzCorpus.inputs("archives");
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5m")
    void read(byte[] input) throws IOException {
        check(input);
    }

    static void check(byte[] input) throws IOException {
        FuzzCorpus.inFolder(folder -> {
            ParserChecks.archives(input, "docker-archive", folder);
            ParserChecks.archives(input, "oci-archive", folder);
        });
    }
}
