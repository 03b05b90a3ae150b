// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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

    private final Path root = Path.of(System.getProperty("ambidock.root"));
    private final Path tests = root.resolve("ambidock-core/src/test/java");
    private final List<String> table = table();
    private final Map<String, Class<?>> classes = classes();

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
        for (Map.Entry<String, Class<?>> type : classes.entrySet()) {
            for (String method : methods(type.getKey())) {
                Matcher row = ROW_METHOD.matcher(method);
                String name = "`" + type.getKey() + "#" + method + "`";
                if (row.matches()
                        && !table.get(Integer.parseInt(row.group(1)) - 1).contains(name)) {
                    forgotten.add(name);
                }
            }
        }
        assertThat(forgotten).isEmpty();
    }

    private List<String> methods(String className) {
        Class<?> type = classes.get(className);
        assertThat(type).as(className).isNotNull();
        return Arrays.stream(type.getDeclaredMethods())
                .filter(m -> m.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .toList();
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

    private Map<String, Class<?>> classes() {
        try (Stream<Path> files = Files.walk(tests)) {
            Map<String, Class<?>> found = new TreeMap<>();
            for (Path file :
                    files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
                String name = tests.relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), ".");
                Class<?> type = Class.forName(name.substring(0, name.length() - ".java".length()));
                found.put(type.getSimpleName(), type);
            }
            return found;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
