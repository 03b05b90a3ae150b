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
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/coverage.md and the tests together. */
class CoverageTest {
    private static final int ROWS = 83;
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)#(\\w+)`");
    private static final Pattern ROW_METHOD = Pattern.compile("row(\\d+)_\\w+");
    private static final Pattern TEST_METHOD =
            Pattern.compile("@(?:Test|ParameterizedTest)\\b.*?\\bvoid (\\w+)\\(", Pattern.DOTALL);

    private final Path root = Path.of(System.getProperty("ambidock.root"));
    private final List<String> table = table();
    private final Map<String, List<String>> tests = tests();

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
        for (String line : table) {
            Matcher named = NAMED.matcher(line);
            while (named.find()) {
                assertThat(methods(named.group(1))).as(line).contains(named.group(2));
            }
        }
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

    private List<String> methods(String className) {
        List<String> methods = tests.get(className);
        assertThat(methods).as(className).isNotNull();
        return methods;
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

    /** The test methods of each test class of every module, told by their source: the core sees no other module's classes. */
    private Map<String, List<String>> tests() {
        Map<String, List<String>> found = new TreeMap<>();
        try (Stream<Path> modules = Files.list(root)) {
            for (Path tests : modules.map(m -> m.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                collect(tests, found);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return found;
    }

    private static void collect(Path tests, Map<String, List<String>> found) throws IOException {
        try (Stream<Path> files = Files.walk(tests)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
                String type = file.getFileName().toString().replace(".java", "");
                found.computeIfAbsent(type, t -> new ArrayList<>()).addAll(methodsIn(Files.readString(file)));
            }
        }
    }

    private static List<String> methodsIn(String source) {
        List<String> methods = new ArrayList<>();
        Matcher method = TEST_METHOD.matcher(source);
        while (method.find()) {
            methods.add(method.group(1));
        }
        return methods;
    }
}
