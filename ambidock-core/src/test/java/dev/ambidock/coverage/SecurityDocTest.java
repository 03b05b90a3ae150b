// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/security.md and the tests together: no promise without one. */
class SecurityDocTest {
    private static final int PROMISES = 25;

    private static List<String> table() throws IOException {
        Path page = Path.of(System.getProperty("ambidock.root"), "docs/security.md");
        try (Stream<String> lines = Files.lines(page)) {
            return lines.filter(line -> line.matches("\\| \\d+ .*")).toList();
        }
    }

    @Test
    void everyPromiseNamesTestsThatAreThere() throws IOException {
        List<String> table = table();
        assertThat(table).allMatch(line -> line.matches(".*\\| `\\w+Test#\\w+`(, `\\w+Test#\\w+`)* \\|"));
        TestSources.checkNamed(table, TestSources.methods());
    }

    @Test
    void threatsAreCountedInOrder() throws IOException {
        assertThat(table().stream().map(line -> line.split(" ", 3)[1]))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, PROMISES)
                        .mapToObj(String::valueOf)
                        .toList());
    }
}
