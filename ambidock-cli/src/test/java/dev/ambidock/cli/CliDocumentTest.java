// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.command.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/cli.md} holds the help pages; {@code -Dgolden.update=true} writes it anew. */
class CliDocumentTest {
    private static final Path FILE = Path.of(System.getProperty("ambidock.root"), "docs", "cli.md");

    @Test
    void documentHoldsTheHelpPages() throws IOException {
        StringBuilder text = new StringBuilder("# The command line\n\n"
                + "The help pages, as `ambidock --help` and `ambidock help VERB` print them. Made by `CliDocumentTest`;\n"
                + "do not edit: `./mvnw test -pl ambidock-core,ambidock-transport,ambidock-testkit,ambidock-copy,"
                + "ambidock-cli -Dgolden.update=true`\nwrites it anew.\n");
        page(text, "ambidock", "--help");
        for (Verb verb : Verb.values()) {
            page(text, "ambidock " + verb.word(), "help", verb.word());
        }
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(FILE, text);
        }
        assertThat(Files.readString(FILE)).isEqualTo(text.toString());
    }

    private static void page(StringBuilder text, String title, String... args) {
        String help = new Session(Path.of("")).run(args).out();
        text.append("\n## ")
                .append(title)
                .append("\n\n```text\n")
                .append(help.stripTrailing())
                .append("\n```\n");
    }
}
