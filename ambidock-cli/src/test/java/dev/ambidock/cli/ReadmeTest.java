// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows is what a reader gets. */
class ReadmeTest {
    private static final Path ROOT = Path.of(System.getProperty("ambidock.root"));
    private static final Pattern RUN =
            Pattern.compile("```console\n\\$ \\./ambidock (\\S+) (examples/\\S+)\n(.+?)\n```", Pattern.DOTALL);

    @Test
    void commandsPrintWhatIsShown() throws IOException {
        Matcher shown = RUN.matcher(readme());
        int runs = 0;
        while (shown.find()) {
            Result result = new Session(ROOT).run(shown.group(1), "@" + shown.group(2));
            assertThat(result.status()).isZero();
            assertThat(result.out().replace(ROOT + "/", "").stripTrailing()).isEqualTo(shown.group(3));
            runs++;
        }
        assertThat(runs).isEqualTo(2);
    }

    @Test
    void libraryExampleIsTheCompiledOne() throws IOException {
        Path source = ROOT.resolve("examples/src/main/java/dev/ambidock/examples/ConvertDocument.java");
        String example = Files.readString(source);
        String part = example.substring(
                example.indexOf("// begin: readme\n") + "// begin: readme\n".length(),
                example.indexOf("        // end: readme"));
        assertThat(readme()).contains("```java\n" + part.stripTrailing().stripIndent() + "\n```");
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
