// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.copying;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.Environment;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.table.MediaTypes;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Progress, told by a clock that the test turns. */
class ProgressTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Descriptor BLOB = blob("a", 1_000_000);
    private static final Descriptor OTHER = blob("b", 500_000);

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long now;

    private static Descriptor blob(String name, long size) {
        return Descriptor.of(MediaTypes.OCI_TAR, Bytes.of(name).digest(DigestAlgorithm.SHA256), size);
    }

    private Console console(boolean terminal, Map<String, String> variables, boolean quiet) {
        return new Console(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                err,
                new Environment(variables, false, terminal),
                new Console.Settings(Console.Color.AUTO, false, quiet, false));
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aShortRunTellsNoLine() {
        try (Progress progress = new PlainProgress(console(false, Map.of(), false), () -> now)) {
            progress.begin(BLOB);
            now += 4 * SECOND;
            progress.moved(BLOB, 1_000_000);
            progress.end(BLOB, false);
        }
        assertThat(told()).isEmpty();
    }

    @Test
    void aLongRunTellsALineEveryFewSeconds() {
        Progress progress = new PlainProgress(console(false, Map.of(), false), () -> now);
        progress.begin(BLOB);
        for (int i = 0; i < 20; i++) {
            now += SECOND;
            progress.moved(BLOB, 50_000);
        }
        progress.end(BLOB, false);
        assertThat(told().lines()).hasSize(4);
        assertThat(told()).startsWith("progress: 250.0 kB of ").contains("0 of 1 blob");
    }

    @Test
    void theBarIsOneLineAndGoneAtTheEnd() {
        Progress progress = new BarProgress(console(true, Map.of("COLUMNS", "90"), false), () -> now);
        progress.begin(BLOB);
        progress.begin(OTHER);
        progress.end(OTHER, true);
        for (int i = 0; i < 10; i++) {
            now += SECOND / 20;
            progress.moved(BLOB, 100_000);
        }
        progress.close();
        assertThat(told()).doesNotContain("\n").endsWith("\r\u001B[K");
        assertThat(told().split("\r")).hasSize(7).allMatch(drawn -> drawn.length() <= 92);
        assertThat(told()).contains("1 of 2 blobs");
    }

    @Test
    void aBarIsDrawnOnTerminalsOnly() {
        assertThat(natural(true, Map.of(), false)).isInstanceOf(BarProgress.class);
        assertThat(natural(true, Map.of("TERM", "dumb"), false)).isInstanceOf(PlainProgress.class);
        assertThat(natural(false, Map.of(), false)).isInstanceOf(PlainProgress.class);
        assertThat(natural(true, Map.of(), true)).isInstanceOf(SilentProgress.class);
        assertThat(Progress.of(Optional.of(CopyWish.ProgressMode.BAR), console(false, Map.of(), true)))
                .isInstanceOf(BarProgress.class);
    }

    private Progress natural(boolean terminal, Map<String, String> variables, boolean quiet) {
        return Progress.of(Optional.empty(), console(terminal, variables, quiet));
    }

    @Test
    void eventsTellEveryBlobAndAtMostOneMoveASecond() {
        Progress progress = new ProgressEvents(console(false, Map.of(), false), () -> now);
        progress.begin(BLOB);
        for (int i = 0; i < 10; i++) {
            now += SECOND / 4;
            progress.moved(BLOB, 100_000);
        }
        progress.end(BLOB, false);
        progress.end(OTHER, true);
        String moved = "\"event\":\"moved\"";
        assertThat(told().lines().filter(l -> l.contains(moved))).hasSize(2);
        assertThat(told().lines().filter(l -> l.contains(moved)).findFirst().orElseThrow())
                .isEqualTo("{\"schema\":\"ambidock.progress.v1\"," + moved
                        + ",\"bytesMoved\":400000,\"bytesTotal\":400000,\"blobsEnded\":0,\"blobsTotal\":1,\"digest\":\""
                        + BLOB.digest() + "\",\"size\":1000000,\"done\":400000}");
        assertThat(told().lines().reduce((a, b) -> b).orElseThrow())
                .contains("\"event\":\"end\"")
                .endsWith("\"size\":500000,\"skipped\":true}");
    }
}
