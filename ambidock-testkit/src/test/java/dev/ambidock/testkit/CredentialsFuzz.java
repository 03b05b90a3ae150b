// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ambidock.testkit.transport.ParserChecks;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of logins: any text is read or refused. */
class CredentialsFuzz {
    static Stream<byte[]> seeds() {
        return FuzzCorpus.inputs("credentials");
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5m")
    void read(byte[] input) throws IOException {
        check(input);
    }

    static void check(byte[] input) throws IOException {
        FuzzCorpus.inFolder(folder -> ParserChecks.credentials(input, folder.resolve("config.json")));
    }
}
