// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules on the text of the sources that no compiler knows. */
class SourceSizeTest {
    private static final int LINES = 350;
    private static final List<String> HEADER =
            List.of("// SPDX-License-Identifier: Apache-2.0", "// Copyright the Ambidock authors");

    /** An open point without an issue number; the words are cut in two so that this file does not match itself. */
    private static final Pattern OPEN_POINT = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b(?!\\s*\\(#\\d+\\))");

    private static final Pattern STACK_TRACE = Pattern.compile("\\.print" + "StackTrace\\s*\\(");
    private static final Pattern DISABLED = Pattern.compile("^\\s*@Dis" + "abled\\b");

    private final Path root = Path.of(System.getProperty("ambidock.root"));
    private final List<Path> sources = sources();

    @Test
    void findsTheSources() {
        assertThat(sources).anyMatch(file -> file.endsWith("SourceSizeTest.java"));
        assertThat(sources).anyMatch(file -> file.startsWith(root.resolve("ambidock-core")));
    }

    @Test
    void filesStayShort() {
        List<String> tooLong = new ArrayList<>();
        for (Path file : sources) {
            int count = lines(file).size();
            if (count > LINES) {
                tooLong.add(root.relativize(file) + " has " + count + " lines, at most " + LINES + " are allowed");
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void openPointsNameAnIssue() {
        assertThat(matches(OPEN_POINT)).as("open points without (#number)").isEmpty();
    }

    @Test
    void nothingPrintsAStackTrace() {
        assertThat(matches(STACK_TRACE)).isEmpty();
    }

    @Test
    void noTestIsSwitchedOff() {
        assertThat(matches(DISABLED)).isEmpty();
    }

    /** The formatter checks the header of ordinary files and leaves these two kinds out. */
    @Test
    void descriptorsCarryTheLicenceHeader() {
        assertThat(sources)
                .filteredOn(file -> file.endsWith("package-info.java") || file.endsWith("module-info.java"))
                .allSatisfy(file -> assertThat(lines(file)).startsWith(HEADER.toArray(new String[0])));
    }

    private List<String> matches(Pattern pattern) {
        List<String> found = new ArrayList<>();
        for (Path file : sources) {
            List<String> lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).find()) {
                    found.add(root.relativize(file) + ":" + (i + 1) + ": "
                            + lines.get(i).strip());
                }
            }
        }
        return found;
    }

    private List<Path> sources() {
        try (Stream<Path> modules = Files.list(root)) {
            return modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .flatMap(SourceSizeTest::javaFiles)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
