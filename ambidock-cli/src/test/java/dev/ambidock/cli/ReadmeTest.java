// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what a reader gets. */
class ReadmeTest {
    private static final Path ROOT = Path.of(System.getProperty("ambidock.root"));
    private static final Pattern RUN =
            Pattern.compile("```console\n\\$ \\./ambidock ([^\n]+)\n(.+?)\n```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void commandsPrintWhatIsShown() throws IOException {
        Matcher shown = RUN.matcher(readme());
        int runs = 0;
        while (shown.find() && !shown.group(2).startsWith("$ ")) {
            String[] words = shown.group(1).split(" ");
            for (int i = 0; i < words.length; i++) {
                words[i] = words[i].contains("examples/")
                        ? words[i].replace("examples/", ROOT + "/examples/")
                        : words[i].replaceFirst(":(hello\\S*)$", Matcher.quoteReplacement(":" + folder + "/") + "$1");
            }
            Result result = new Session(folder).run(words);
            assertThat(result.status()).isZero();
            String printed =
                    (result.err() + result.out()).replace(ROOT + "/", "").replace(folder + "/", "");
            assertThat(printed.stripTrailing()).isEqualTo(shown.group(2));
            runs++;
        }
        assertThat(runs).isEqualTo(5);
    }

    @Test
    void libraryExamplesAreTheCompiledOnes() throws IOException {
        for (String name : List.of("ConvertDocument", "CopyImage")) {
            Path source = ROOT.resolve("examples/src/main/java/dev/ambidock/examples/" + name + ".java");
            String example = Files.readString(source);
            String part = example.substring(
                    example.indexOf("// begin: readme\n") + "// begin: readme\n".length(),
                    example.indexOf("        // end: readme"));
            assertThat(readme()).contains("```java\n" + part.stripTrailing().stripIndent() + "\n```");
        }
    }

    @Test
    void linksLeadToFiles() throws IOException {
        Matcher link = Pattern.compile("\\]\\(([^):#]+)\\)").matcher(readme());
        while (link.find()) {
            assertThat(ROOT.resolve(link.group(1))).exists();
        }
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }
}
