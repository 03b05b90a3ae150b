// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/peers.md, which {@code peers/run} writes, to docs/coverage.md, to peers/rows and to its own list of verdicts. */
class PeersDocTest {
    private static final int FIRST_TOOL = 3;

    private final List<String> page = lines("docs/peers.md");
    private final List<String[]> table = page.stream()
            .filter(line -> line.matches("\\| \\d+ \\| .*"))
            .map(PeersDocTest::cells)
            .toList();
    private final List<String[]> script = lines("peers/rows").stream()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split("\\s+", 5))
            .toList();
    private final List<String> verdicts = verdicts();

    @Test
    void everyRowOfTheCoverageIsMeasuredAndNoOther() {
        List<String> coverage = lines("docs/coverage.md").stream()
                .filter(line -> line.matches("\\| \\d+ .*"))
                .map(line -> cells(line)[0])
                .toList();
        assertThat(table.stream().map(cells -> cells[0]).distinct().toList()).isEqualTo(coverage);
    }

    @Test
    void pageIsOfTheRowsThatTheScriptHasToday() {
        assertThat(table.stream()
                        .map(cells -> cells[0] + " " + cells[1] + ", wanted " + cells[2])
                        .toList())
                .isEqualTo(script.stream()
                        .map(words ->
                                words[0] + " " + words[4].replace("<", "&lt;").replace("|", "\\|") + ", wanted "
                                        + words[3].replace(",", ", "))
                        .toList());
    }

    @Test
    void everyCellIsAVerdictThatThePageExplains() {
        assertThat(verdicts).isNotEmpty();
        for (String[] cells : table) {
            assertThat(cells).as(cells[1]).hasSizeGreaterThan(FIRST_TOOL);
            for (String cell : Arrays.asList(cells).subList(FIRST_TOOL, cells.length)) {
                assertThat(verdicts).as("row " + cells[0]).contains(cell.replace(" \\*", ""));
            }
            assertThat(verdicts).as("row " + cells[0]).contains(cells[2].split(", "));
        }
    }

    @Test
    void pageExplainsTheVerdictsOfTheScript() {
        List<String> told = lines("peers/page.bash").stream()
                .dropWhile(line -> !line.startsWith("verdicts()"))
                .takeWhile(line -> !line.equals("TABLE"))
                .filter(line -> line.matches("[a-z ]+\\|.*"))
                .map(line -> line.substring(0, line.indexOf('|')))
                .toList();
        assertThat(told).isEqualTo(verdicts);
    }

    @Test
    void ambidockIsMeasuredFirst() {
        assertThat(page).anyMatch(line -> line.startsWith("| row | input | wanted | ambidock | "));
    }

    @Test
    void pageNamesNoMachine() {
        assertThat(page).noneMatch(line -> line.matches(".*(/tmp/|/home/|/root/|\\b10\\.\\d+\\.\\d+\\.\\d+).*"));
    }

    private List<String> verdicts() {
        List<String> found = new ArrayList<>();
        for (String line : page) {
            if (line.startsWith("## Rows")) {
                break;
            }
            if (line.matches("\\| `[a-z ]+` \\| .*")) {
                found.add(line.substring(3, line.indexOf('`', 3)));
            }
        }
        return found;
    }

    private static String[] cells(String line) {
        return line.substring(2, line.length() - 2).split(" \\| ", -1);
    }

    private static List<String> lines(String file) {
        try (Stream<String> lines = Files.lines(Path.of(System.getProperty("ambidock.root"), file))) {
            return lines.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
