// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ambidock.testkit.transport.SavedManifestCheck;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of images in an archive: any text is read or refused, and what is read, Go finds in the same files. */
class SavedManifestFuzz {
    static Stream<byte[]> seeds() {
        return FuzzCorpus.inputs("saved");
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5m")
    void read(byte[] input) throws IOException {
        check(input);
    }

    static void check(byte[] input) throws IOException {
        FuzzCorpus.inFolder(folder -> SavedManifestCheck.check(input, folder));
    }
}
