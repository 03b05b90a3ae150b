// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.PeerTool;
import dev.ambidock.cli.Session;
import dev.ambidock.cli.interop.Struck.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A process that is killed or told to end, at any moment: the destination is whole, and the next run clears up. A few
 * moments; forty with {@code -Dambidock.large=true}.
 */
class KilledProcessTest {
    private static final boolean LARGE = Boolean.getBoolean("ambidock.large");
    private static final int KILLED = 137;

    @TempDir
    Path folder;

    private Workbench work;
    private Struck process;
    private String before = "";
    private String after = "";

    @BeforeEach
    void images() throws Exception {
        PeerTool.need("strace");
        work = new Workbench(folder);
        process = new Struck(work);
        before = work.layout("before", NoiseImages.of("example.org/noise:before", 3, 20_000));
        after = work.layout("after", NoiseImages.of("example.org/noise:after", 4, 200_000, 1_000_000, 100_000));
    }

    @ParameterizedTest
    @CsvSource({"'', 1", "--compress gzip, 2"})
    void killedLayoutIsValidAndTheNextRunCompletesIt(String options, long seed) throws Exception {
        String[] command = copy(work.at("oci", "here/lay"), options);
        prepare("oci", "lay", "");
        List<Moment> moments = process.moments(seed, LARGE ? 10 : 3, command);
        List<String> complete = work.files("here");
        assertThat(complete).hasSizeGreaterThan(9);
        int killed = 0;
        for (Moment moment : moments) {
            prepare("oci", "lay", "");
            int status = process.strike("SIGKILL", moment, command).status();
            assertThat(status).as(moment.toString()).isIn(0, KILLED);
            killed += status == KILLED ? 1 : 0;
            work.ambidock("verify", work.at("oci", "here/lay") + ":before");
            if (Files.readString(work.path("here/lay/index.json")).contains("noise:after")) {
                work.ambidock("verify", work.at("oci", "here/lay") + ":after");
            }
            work.ambidock(command);
            work.ambidock("verify", work.at("oci", "here/lay") + ":after");
            assertThat(work.files("here")).as(moment.toString()).isEqualTo(complete);
        }
        assertThat(killed).as("runs that were killed indeed").isGreaterThan(moments.size() / 2);
    }

    @ParameterizedTest
    @CsvSource({
        "oci-archive, '', 3, 7, 2",
        "docker-archive, '', 4, 7, 2",
        "docker-archive, --compress gzip, 5, 4, 1",
        "docker-archive, --archive classic --origin off, 6, 2, 1",
    })
    void killedArchiveIsTheOldOneOrTheNewOne(String scheme, String options, long seed, int count, int few)
            throws Exception {
        String[] command = copy(work.at(scheme, "here/a.tar"), options);
        List<Moment> moments = moments(scheme, "a.tar", options, seed, LARGE ? count : few, command);
        String whole = digest("here/a.tar");
        prepare(scheme, "a.tar", options);
        String old = digest("here/a.tar");
        assertThat(old).isNotEqualTo(whole);
        for (Moment moment : moments) {
            prepare(scheme, "a.tar", options);
            assertThat(process.strike("SIGKILL", moment, command).status()).isIn(0, KILLED);
            assertThat(digest("here/a.tar")).as(moment.toString()).isIn(old, whole);
            work.ambidock(command);
            assertThat(digest("here/a.tar")).as(moment.toString()).isEqualTo(whole);
            assertThat(work.files("here")).as(moment.toString()).containsExactly("a.tar");
        }
    }

    @Test
    void killedFlatFolderTakesTheNextRun() throws Exception {
        String[] command = copy(work.at("dir", "here/flat"), "");
        List<Moment> moments = moments("dir", "flat", "", 7, LARGE ? 5 : 2, command);
        List<String> complete = work.files("here");
        for (Moment moment : moments) {
            prepare("dir", "flat", "");
            assertThat(process.strike("SIGKILL", moment, command).status()).isIn(0, KILLED);
            work.ambidock("verify", work.at("dir", "here/flat"));
            work.ambidock(command);
            work.ambidock("verify", work.at("dir", "here/flat"));
            assertThat(work.files("here")).as(moment.toString()).isEqualTo(complete);
        }
    }

    /** SIGTERM ends a run with 143, SIGINT with 130; what it had begun it takes away. */
    @ParameterizedTest
    @CsvSource({
        "SIGTERM, 143, oci, lay, ''",
        "SIGTERM, 143, oci-archive, a.tar, --compress gzip",
        "SIGTERM, 143, docker-archive, a.tar, ''",
        "SIGTERM, 143, dir, flat, ''",
        "SIGINT, 130, oci, lay, --compress zstd",
    })
    void interruptedRunLeavesNothing(String signal, int expected, String scheme, String name, String options)
            throws Exception {
        String[] command = copy(work.at(scheme, "here/" + name), options);
        List<Moment> moments = moments(scheme, name, "", 8, LARGE ? 3 : 1, command);
        for (Moment moment : moments) {
            prepare(scheme, name, "");
            PeerTool.Output ended = process.strike(signal, moment, command);
            // The last write is the digest on standard output: then it is too late.
            assertThat(ended.status()).as(moment + ended.err()).isIn(0, expected);
            assertThat(process.temporary()).isEmptyDirectory();
            assertThat(work.files("here")).allMatch(KilledProcessTest::isWhole);
            work.ambidock("verify", work.at(scheme, "here/" + name) + (scheme.equals("oci") ? ":before" : ""));
        }
    }

    /** The process hangs on a pipe that gives no more, with a part of the archive spooled. */
    @Test
    void interruptedWhileItWaitsForAPipeItEndsAtOnce() throws Exception {
        work.copy(after, work.at("docker-archive", "after.tar"), "");
        byte[] archive = Files.readAllBytes(work.path("after.tar"));
        Process reading = new ProcessBuilder(new ChildProcess(process.temporary())
                        .command("copy", "docker-archive:-", work.at("oci", "here/lay")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            // More than a pipe holds, so that a part has been read when this returns.
            reading.getOutputStream().write(archive, 0, 1_000_000);
            reading.getOutputStream().flush();
            // Not Process.destroy(), which ends the pipe too.
            assertThat(reading.toHandle().destroy()).isTrue();
            assertThat(reading.waitFor(5, TimeUnit.SECONDS))
                    .as("ends in five seconds")
                    .isTrue();
            assertThat(reading.exitValue()).isEqualTo(143);
        } finally {
            reading.destroyForcibly();
        }
        assertThat(process.temporary()).isEmptyDirectory();
        assertThat(work.path("here/lay/index.json")).doesNotExist();
    }

    /** Moments of a run over the image before. */
    private List<Moment> moments(String scheme, String name, String options, long seed, int count, String... command)
            throws Exception {
        prepare(scheme, name, options);
        return process.moments(seed, count, command);
    }

    /** Makes the destination as it was before: with one image in it. */
    private void prepare(String scheme, String name, String options) throws Exception {
        work.peer("rm", "-rf", "here");
        Files.createDirectory(work.path("here"));
        work.copy(before, work.at(scheme, "here/" + name), options);
    }

    private String[] copy(String to, String options) {
        return ("copy " + after + " " + to + " " + options).strip().split(" ");
    }

    private String digest(String file) throws IOException {
        return Session.digest(Files.readAllBytes(work.path(file)));
    }

    private static boolean isWhole(String file) {
        return file.matches("lay/(blobs/sha256/[0-9a-f]{64}|index\\.json|oci-layout|\\.ambidock\\.lock)"
                + "|flat/([0-9a-f]{64}|manifest\\.json|version|\\.ambidock\\.lock)|a\\.tar");
    }
}
