// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows: exit statuses, pipes, memory. */
class WholeProcessTest {
    @TempDir
    Path folder;

    private Session cli;

    @BeforeEach
    void documents() throws Exception {
        cli = new Session(folder);
        Sample.writeTo(cli);
    }

    @Test
    void exitsWithTheStatus() throws Exception {
        PeerTool.Output done = PeerTool.run(folder, java("convert", "manifest.json"));
        assertThat(done.status()).isZero();
        assertThat(done.bytes()).isEqualTo(cli.read("docker.json"));
        assertThat(done.err()).isEmpty();
        PeerTool.Output different = PeerTool.run(folder, java("diff", "d/any-name-amd64", "d/any-name-arm64"));
        assertThat(different.status()).isEqualTo(5);
        assertThat(different.out()).startsWith("different");
        assertThat(PeerTool.run(folder, java("convert", "nothing")).status()).isEqualTo(2);
    }

    @Test
    void readsAHugePipeInLittleMemory() throws Exception {
        PeerTool.need("bash");
        PeerTool.Output endless = shell("head -c 3000000000 /dev/zero | " + command("convert", "-"));
        assertThat(endless.status()).isEqualTo(1);
        assertThat(endless.err()).contains("more than the 4194304 bytes");
        assertThat(shell(command("digest", "-") + " < <(cat manifest.json)").out())
                .isEqualTo(Session.digest(cli.read("manifest.json")) + "\n");
        assertThat(shell("cat manifest.json | " + command("convert", "/dev/stdin"))
                        .bytes())
                .isEqualTo(cli.read("docker.json"));
    }

    @Test
    void aReaderThatLeavesIsNoError() throws Exception {
        PeerTool.need("bash");
        PeerTool.Output closed =
                shell(command("diff", "manifest.json") + " | true; test \"${PIPESTATUS[0]}\" -le 1 && echo quiet");
        assertThat(closed.err()).isEmpty();
        assertThat(closed.out()).isEqualTo("quiet\n");
    }

    @Test
    void aFullDiskIsToldAndLeavesNothing() throws Exception {
        PeerTool.need("bash");
        assertThat(Files.exists(Path.of("/dev/full"))).isTrue();
        PeerTool.Output full = shell(command("convert", "manifest.json", "--mapping", "map") + " >/dev/full");
        assertThat(full.status()).isEqualTo(1);
        assertThat(full.err()).contains("No space left on device");
        assertThat(folder.resolve("map")).doesNotExist();
    }

    @Test
    void writesIntoPipesByName() throws Exception {
        PeerTool.need("bash");
        PeerTool.Output piped = shell(command("convert", "manifest.json", "-o", "/dev/stdout") + " | cat");
        assertThat(piped.err()).isEmpty();
        assertThat(piped.bytes()).isEqualTo(cli.read("docker.json"));
    }

    private PeerTool.Output shell(String line) throws Exception {
        return PeerTool.run(folder, List.of("bash", "-c", line));
    }

    private static String command(String... args) {
        return "'" + String.join("' '", java(args)) + "'";
    }

    private static List<String> java(String... args) {
        return JavaCommand.of(List.of("-Xmx48m"), args);
    }
}
