// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.testkit.registry.BigImage;
import dev.ambidock.testkit.registry.BlobData;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.RegistryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Layers on their way from registry to registry through a process with little memory: ten of 40 MiB in 48 MiB of heap, or of
 * 1 GiB in 128 MiB with {@code -Dambidock.large=true}. Nothing of them touches a disk.
 */
@Timeout(1200)
class RegistryMemoryTest {
    private static final boolean LARGE = Boolean.getBoolean("ambidock.large");
    private static final int LAYERS = 10;
    private static final long LAYER = (LARGE ? 1024L : 40L) << 20;
    private static final String HEAP = LARGE ? "-Xmx128m" : "-Xmx48m";

    /** What Java itself may write, and the file system's bookkeeping. */
    private static final long LITTLE = 4 << 20;

    @TempDir
    Path folder;

    @Test
    void layersPassThroughWithoutHeapAndDisk() throws Exception {
        try (FakeRegistry source = FakeRegistry.start();
                FakeRegistry destination =
                        FakeRegistry.start(RegistryOptions.standard().discarding())) {
            List<BlobData> layers = LongStream.range(0, LAYERS)
                    .mapToObj(seed -> BlobData.generated(seed, LAYER))
                    .toList();
            BigImage big = BigImage.of(source, "from/big", "v1", layers);
            long written =
                    copy("docker://" + source.host() + "/from/big:v1", "docker://" + destination.host() + "/to/big:v1");
            assertThat(destination.content().tags("to/big"))
                    .containsEntry("v1", big.root().digest());
            assertThat(destination.wire().received()).isGreaterThan(LAYERS * LAYER);
            assertThat(written).isLessThan(LITTLE);
        }
    }

    /** Copies; gives how many bytes went to a disk, as far as that was seen. */
    private long copy(String from, String to) throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path said = folder.resolve("said");
        ChildProcess child = new ChildProcess(temporary, List.of(HEAP));
        Process process = new ProcessBuilder(child.command("copy", from, to, "--tmpdir", temporary.toString()))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        long written = 0;
        while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
            written = Math.max(written, written(process.pid()));
            try (Stream<Path> files = Files.list(temporary)) {
                assertThat(files).isEmpty();
            }
        }
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        return written;
    }

    private static long written(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "io"))) {
            return lines.filter(l -> l.startsWith("write_bytes: "))
                    .mapToLong(l -> Long.parseLong(l.substring("write_bytes: ".length())))
                    .sum();
        } catch (IOException | java.io.UncheckedIOException e) {
            // It has just ended.
            return 0;
        }
    }
}
