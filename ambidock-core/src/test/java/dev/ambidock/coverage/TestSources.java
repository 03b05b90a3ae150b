// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tests of all modules, and pages that name them. */
final class TestSources {
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)#(\\w+)`");
    private static final Pattern TEST_METHOD =
            Pattern.compile("@(?:Test|ParameterizedTest)\\b.*?\\bvoid (\\w+)\\(", Pattern.DOTALL);

    private TestSources() {}

    /** Fails where a line names a test that is not there. */
    static void checkNamed(List<String> lines, Map<String, List<String>> tests) {
        for (String line : lines) {
            Matcher named = NAMED.matcher(line);
            while (named.find()) {
                assertThat(tests.getOrDefault(named.group(1), List.of()))
                        .as(line)
                        .contains(named.group(2));
            }
        }
    }

    /** The test methods of each test class of every module, told by their source: the core sees no other module's classes. */
    static Map<String, List<String>> methods() {
        Map<String, List<String>> found = new TreeMap<>();
        try (Stream<Path> modules = Files.list(Path.of(System.getProperty("ambidock.root")))) {
            for (Path tests : modules.map(m -> m.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                collect(tests, found);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
