// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.testkit.image.WholeImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Copies in processes of their own: pipes, readers that leave, signals. */
class CopyProcessTest {
    private static final int LARGE = 8 << 20;
    private static final WholeImage IMAGE = ImagePlaces.large(LARGE, "docker.io/library/large:1");

    @TempDir
    Path folder;

    @BeforeEach
    void places() throws IOException {
        ImagePlaces.layout(folder.resolve("src"), IMAGE);
        Files.createDirectory(folder.resolve("tmp"));
    }

    @Test
    void archivesFlowThroughPipes() throws Exception {
        PeerTool.need("bash");
        PeerTool.Output piped = shell(command("copy", "oci:src", "docker-archive:-") + " | "
                + command("copy", "docker-archive:-", "oci:dst"));
        assertThat(piped.status()).as(piped.err()).isZero();
        assertThat(piped.out().strip()).isEqualTo(IMAGE.root().digest().toString());
        shell(command("copy", "oci:src", "docker-archive:first.tar", "-q"));
        PeerTool.Output second = shell(command("copy", "oci:src", "docker-archive:-", "-q") + " > second.tar");
        assertThat(second.err()).isEmpty();
        assertThat(folder.resolve("second.tar")).hasSameBinaryContentAs(folder.resolve("first.tar"));
        PeerTool.Output wrapped = shell("gzip -c first.tar | " + command("inspect", "docker-archive:-", "--tree"));
        assertThat(wrapped.out()).contains("  Docker  ");
        assertThat(left()).isEmpty();
    }

    @Test
    void aReaderThatLeavesEndsTheCopyQuietly() throws Exception {
        PeerTool.need("bash");
        PeerTool.Output left = shell(command("copy", "oci:src", "docker-archive:-")
                + " | head -c 100000 > /dev/null; echo \"${PIPESTATUS[0]}\"");
        assertThat(left.out()).isEqualTo("1\n");
        assertThat(left.err()).isEmpty();
        PeerTool.Output closed = shell(command("copy", "oci:src", "docker-archive:out.tar", "-q") + " >&-");
        assertThat(closed.status()).isEqualTo(1);
        assertThat(closed.err().lines().count()).isLessThanOrEqualTo(2);
    }

    @Test
    void aFullDiskIsToldAndTheDestinationStaysAsItWas() throws Exception {
        PeerTool.need("bash");
        PeerTool.Output full = shell(command("copy", "oci:src", "docker-archive:-") + " > /dev/full");
        assertThat(full.status()).isEqualTo(1);
        assertThat(full.err()).startsWith("ambidock: destination ").contains("No space left on device");
        PeerTool.Output limited = shell("ulimit -f 1000; " + command("copy", "oci:src", "docker-archive:out.tar"));
        assertThat(limited.status()).isEqualTo(1);
        assertThat(limited.err()).startsWith("ambidock: destination ");
        assertThat(folder.resolve("out.tar")).doesNotExist();
        assertThat(left()).isEmpty();
    }

    /** The source is a pipe that gives some bytes of the archive and then none, so that the copy waits in the middle. */
    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void aSignalEndsACopyFromAPipe(String signal, int status) throws Exception {
        PeerTool.need("bash");
        shell(command("copy", "oci:src", "docker-archive:whole.tar", "-q"));
        Process copy = start("copy", "docker-archive:-", "oci:dst", "--tmpdir", "tmp");
        byte[] archive = Files.readAllBytes(folder.resolve("whole.tar"));
        copy.getOutputStream().write(archive, 0, archive.length / 2);
        copy.getOutputStream().flush();
        assertEnds(copy, signal, status);
        assertThat(folder.resolve("dst")).doesNotExist();
    }

    /** The reader of the result takes some bytes and then none, so that the copy waits in the middle. */
    @ParameterizedTest
    @CsvSource({"docker-archive:-, TERM, 143", "oci-archive:-, INT, 130"})
    void aSignalEndsACopyToAPipe(String destination, String signal, int status) throws Exception {
        PeerTool.need("bash");
        Process copy = start("copy", "oci:src", destination, "--tmpdir", "tmp");
        assertThat(copy.getInputStream().readNBytes(1000)).hasSize(1000);
        assertEnds(copy, signal, status);
    }

    /** The layer takes long to compress, so that the copy is in the middle of it when its first event is out. */
    @ParameterizedTest
    @CsvSource({"oci:dst", "oci-archive:dst.tar", "dir:dst"})
    void aSignalTakesBackWhatWasBegun(String destination) throws Exception {
        PeerTool.need("bash");
        ImagePlaces.layout(folder.resolve("other"), ImagePlaces.large(4 * LARGE, "docker.io/library/huge:1"));
        Process copy =
                start("copy", "oci:other", destination, "--compress", "zstd", "--level", "19", "--progress", "jsonl");
        InputStream events = copy.getErrorStream();
        StringBuilder seen = new StringBuilder();
        while (!seen.toString().contains("\"event\":\"begin\"")) {
            int next = events.read();
            assertThat(next).as("an event before the end: " + seen).isNotNegative();
            seen.append((char) next);
        }
        signal(copy, "TERM");
        assertThat(copy.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(copy.exitValue()).isEqualTo(143);
        assertThat(left()).isEmpty();
        assertThat(folder.resolve("dst.tar")).doesNotExist();
        if (Files.exists(folder.resolve("dst/index.json"))) {
            assertThat(Files.readString(folder.resolve("dst/index.json"))).doesNotContain("sha256");
        }
    }

    private void assertEnds(Process copy, String signal, int status) throws Exception {
        signal(copy, signal);
        assertThat(copy.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(copy.exitValue()).isEqualTo(status);
        assertThat(copy.getErrorStream().readAllBytes()).isEmpty();
        assertThat(left()).isEmpty();
    }

    private static void signal(Process process, String signal) throws Exception {
        assertThat(new ProcessBuilder("bash", "-c", "kill -" + signal + " " + process.pid())
                        .start()
                        .waitFor())
                .isZero();
    }

    /** Temporary files and staging of any kind that still have a name. */
    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.startsWith(folder.resolve("tmp")) && !f.equals(folder.resolve("tmp"))
                            || f.getFileName().toString().startsWith(".ambidock")
                                    && !f.getFileName().toString().endsWith(".lock"))
                    .map(Path::toString)
                    .toList();
        }
    }

    private Process start(String... args) throws IOException {
        return new ProcessBuilder(java(args)).directory(folder.toFile()).start();
    }

    private PeerTool.Output shell(String line) throws Exception {
        return PeerTool.run(folder, List.of("bash", "-c", line));
    }

    private static String command(String... args) {
        return "'" + String.join("' '", java(args)) + "'";
    }

    private static List<String> java(String... args) {
        return JavaCommand.of(List.of("-Xmx128m"), args);
    }
}
