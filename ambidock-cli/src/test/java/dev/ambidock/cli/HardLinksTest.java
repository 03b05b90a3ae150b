// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Layouts that share blobs, on request. */
class HardLinksTest extends PlacesCommands {
    @Test
    void blobsThatStayAreOneFileInBothLayouts() throws IOException {
        done("copy oci:@one oci:@plain");
        Result linked = done("copy oci:@one oci:@linked --hard-links");
        assertThat(linked.err()).contains(" blobs moved");
        assertThat(done("verify oci:@linked").out()).startsWith("sound");
        assertThat(shared("linked")).isPositive();
        assertThat(shared("plain")).isZero();
    }

    @Test
    void progressCountsWhatTheSystemCopied() {
        String lines =
                done("copy oci:@one oci:@linked --hard-links --progress jsonl").err();
        String apart = done("copy oci:@one dir:@apart --progress jsonl").err();
        assertThat(moved(lines)).isPositive().isEqualTo(moved(apart));
    }

    @Test
    void placesWithoutBlobFilesAreRefused() {
        Result result = cli.run("copy", "oci:@one", "dir:@elsewhere", "--hard-links");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("--hard-links", "oci:FOLDER");
        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }

    private long shared(String layout) throws IOException {
        Path blobs = folder.resolve(layout).resolve("blobs/sha256");
        long count = 0;
        try (Stream<Path> files = Files.list(blobs)) {
            for (Path file : files.toList()) {
                Path original = folder.resolve("one/blobs/sha256")
                        .resolve(file.getFileName().toString());
                count += Files.exists(original) && Files.isSameFile(file, original) ? 1 : 0;
            }
        }
        return count;
    }

    /** The bytes of the last line that tells of any. */
    private static long moved(String lines) {
        return lines.lines()
                .filter(line -> line.contains("\"bytesMoved\":"))
                .reduce((first, second) -> second)
                .map(line -> Long.parseLong(line.replaceAll(".*\"bytesMoved\":([0-9]+).*", "$1")))
                .orElse(0L);
    }
}
