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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds docs/reliability.md and the campaigns together: no bar without a test, none without figures of its full form. */
class ReliabilityDocTest {
    private static final Map<String, Integer> BARS = Map.of("C", 6, "L", 5, "N", 9, "B", 6, "M", 5);

    private final List<String> bars = new ArrayList<>();
    private final List<String> figures = new ArrayList<>();

    @BeforeEach
    void read() throws IOException {
        Path page = Path.of(System.getProperty("ambidock.root"), "docs/reliability.md");
        List<String> part = bars;
        for (String line : Files.readAllLines(page)) {
            part = line.equals("<!-- figures -->") ? figures : part;
            if (line.matches("\\| [CLNBM]\\d \\|.*")) {
                part.add(line);
            }
        }
    }

    @Test
    void everyBarNamesTestsThatAreThere() throws IOException {
        assertThat(bars).allMatch(line -> line.matches(".*\\| `\\w+Test#\\w+`(, `\\w+Test#\\w+`)* \\|"));
        TestSources.checkNamed(bars, TestSources.methods());
        BARS.forEach((letter, count) -> assertThat(bars.stream()
                        .map(ReliabilityDocTest::bar)
                        .filter(bar -> bar.startsWith(letter))
                        .distinct())
                .as("bars " + letter)
                .hasSize(count));
    }

    @Test
    void everyBarHasFigures() {
        assertThat(figures.stream().map(ReliabilityDocTest::bar).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        bars.stream().map(ReliabilityDocTest::bar).toList());
    }

    private static String bar(String line) {
        return line.substring(2, 4);
    }
}
