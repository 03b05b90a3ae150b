// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/coverage.md and the tests together. */
class CoverageTest {
    private static final int ROWS = 83;
    private static final Pattern ROW_METHOD = Pattern.compile("row(\\d+)_\\w+");

    private final Path root = Path.of(System.getProperty("ambidock.root"));
    private final List<String> table = table();
    private final Map<String, List<String>> tests = TestSources.methods();

    @Test
    void everyRowHasItsLineInOrder() {
        assertThat(table.stream().map(line -> cells(line)[0]).toList())
                .isEqualTo(
                        IntStream.rangeClosed(1, ROWS).mapToObj(String::valueOf).toList());
    }

    @Test
    void everyStatusIsTestedOrOpenWithAReason() {
        for (String line : table) {
            String status = cells(line)[2];
            assertThat(status).as(line).matches("tested: `\\w+#\\w+`(, `\\w+#\\w+`)*|open: needs \\S.*");
        }
    }

    @Test
    void everyNamedTestExists() {
        TestSources.checkNamed(table, tests);
    }

    @Test
    void everyRowTestIsNamedInItsRow() {
        List<String> forgotten = new ArrayList<>();
        tests.forEach((type, methods) -> {
            for (String method : methods) {
                Matcher row = ROW_METHOD.matcher(method);
                String name = "`" + type + "#" + method + "`";
                if (row.matches()
                        && !table.get(Integer.parseInt(row.group(1)) - 1).contains(name)) {
                    forgotten.add(name);
                }
            }
        });
        assertThat(forgotten).isEmpty();
    }

    private static String[] cells(String line) {
        return line.substring(2, line.length() - 1).split(" \\| ?", -1);
    }

    private List<String> table() {
        try (Stream<String> lines = Files.lines(root.resolve("docs/coverage.md"))) {
            return lines.filter(line -> line.matches("\\| \\d+ .*")).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
