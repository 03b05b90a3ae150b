// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Loads the completion scripts into the real shells. */
class CompletionTest {
    @TempDir
    Path folder;

    @Test
    void bashCompletesVerbsOptionsAndValues() throws Exception {
        PeerTool.need("bash");
        script("bash");
        assertThat(shell("bash", "bash -n script.bash")).isEmpty();
        assertThat(bash("ambidock con")).contains("convert");
        assertThat(bash("ambidock convert --st")).contains("--style", "--strict");
        assertThat(bash("ambidock convert --style ")).contains("preserve", "canonical");
        assertThat(bash("ambidock completion ")).contains("zsh");
        assertThat(bash("ambidock copy --format ")).contains("docker", "oci", "keep");
        assertThat(bash("ambidock ver")).contains("verify");
    }

    @Test
    void zshLoadsTheBashScript() throws Exception {
        PeerTool.need("zsh");
        script("zsh");
        String loaded = shell(
                "zsh", "autoload -U compinit && compinit -u -D; source ./script.zsh && print -r -- $_comps[ambidock]");
        assertThat(loaded).contains("_bash_complete").contains("_complete_ambidock_or_tags");
    }

    @Test
    void fishCompletesVerbsOptionsAndValues() throws Exception {
        PeerTool.need("fish");
        script("fish");
        assertThat(fish("ambidock con")).contains("convert\tTurns an image");
        assertThat(fish("ambidock copy --form")).contains("--format");
        assertThat(fish("ambidock copy --archive ")).contains("hybrid", "classic");
        assertThat(fish("ambidock convert --st")).contains("--style", "--strict");
        assertThat(fish("ambidock convert --style ")).contains("preserve", "canonical");
        assertThat(fish("ambidock completion ")).contains("zsh").doesNotContain("script.fish");
        assertThat(fish("ambidock convert scr")).contains("script.fish");
        assertThat(fish("ambidock help di")).contains("digest").contains("diff");
    }

    @ParameterizedTest
    @CsvSource({
        "docker://r.example/team/app:v, docker://r.example/team/app",
        "r.example/team/app:v, r.example/team/app",
        "r.example:5000/app:v, r.example:5000/app",
        "localhost/app:v, localhost/app"
    })
    void tagsAreAskedForAtTheRegistry(String word, String repository) throws Exception {
        registryWithTags();
        PeerTool.need("bash");
        script("bash");
        assertThat(bash("ambidock copy " + word).split("\n")).containsExactly("v1", "v2");
        assertThat(Files.readString(folder.resolve("asked"))).isEqualTo("tags --quiet " + repository + "\n");
        PeerTool.need("fish");
        script("fish");
        assertThat(fish("ambidock inspect " + word).split("\n"))
                .containsExactly(repository + ":v1", repository + ":v2");
        assertThat(shell(
                        "bash",
                        "source ./script.bash; COMP_WORDBREAKS=' '; " + bashArray("ambidock copy " + word)
                                + "_complete_ambidock_or_tags; printf '%s\\n' \"${COMPREPLY[@]}\""))
                .isEqualTo(repository + ":v1\n" + repository + ":v2\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"oci:lay/out:v", "docker://r.example/team/app", "r.example:50", "team/app:v", "--format"})
    void nobodyIsAskedAboutOtherWords(String word) throws Exception {
        registryWithTags();
        PeerTool.need("bash");
        script("bash");
        bash("ambidock copy " + word);
        PeerTool.need("fish");
        script("fish");
        fish("ambidock copy " + word);
        assertThat(folder.resolve("asked")).doesNotExist();
    }

    /** Stands for the command itself. */
    private void registryWithTags() throws Exception {
        Path command = folder.resolve("bin/ambidock");
        Files.createDirectories(command.getParent());
        Files.writeString(command, "#!/bin/sh\necho \"$@\" >\"$HOME/asked\"\nprintf 'latest\\nv1\\nv2\\n'\n");
        assertThat(command.toFile().setExecutable(true)).isTrue();
    }

    private void script(String shell) throws Exception {
        Session.Result result = new Session(folder).run("completion", shell);
        assertThat(result.status()).isZero();
        Files.write(folder.resolve("script." + shell), result.bytes());
    }

    private String bash(String line) throws Exception {
        return shell(
                "bash",
                "source ./script.bash; compopt() { :; }; " + bashArray(line)
                        + "_complete_ambidock_or_tags; printf '%s\\n' \"${COMPREPLY[@]}\"");
    }

    private static String bashArray(String line) {
        String[] words = line.split(" ", -1);
        return "COMP_WORDS=(" + line + (line.endsWith(" ") ? "\"\"" : "") + "); COMP_CWORD=" + (words.length - 1)
                + "; COMP_LINE='" + line + "'; COMP_POINT=" + line.length() + "; COMP_TYPE=9; ";
    }

    private String fish(String line) throws Exception {
        return shell("fish", "source script.fish; complete -C '" + line + "'");
    }

    private String shell(String shell, String command) throws Exception {
        List<String> plain = shell.equals("bash")
                ? List.of("bash", "--norc", "-c", command)
                : shell.equals("zsh") ? List.of("zsh", "-f", "-c", command) : List.of("fish", "-N", "-c", command);
        PeerTool.Output output = PeerTool.run(
                folder,
                Map.of("HOME", folder.toString(), "PATH", folder.resolve("bin") + ":" + System.getenv("PATH")),
                plain);
        assertThat(output.err()).isEmpty();
        return output.out();
    }
}
