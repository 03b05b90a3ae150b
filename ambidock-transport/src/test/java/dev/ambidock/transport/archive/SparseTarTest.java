// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sparse files in each of the forms in which GNU tar writes them. */
class SparseTarTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path folder;

    @BeforeEach
    void needsTar() {
        boolean there = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "tar")));
        if ("1".equals(System.getenv("AMBIDOCK_CI"))) {
            assertThat(there).as("tar is installed").isTrue();
        }
        assumeThat(there).as("tar is installed").isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--format=gnu",
                "--format=posix --sparse-version=0.0",
                "--format=posix --sparse-version=0.1",
                "--format=posix --sparse-version=1.0"
            })
    void aSparseFileIsReadAsAWhole(String form) throws IOException, InterruptedException {
        Path hole = sparse("hole", 3 * MIB, 0);
        Path many = sparse("many", 40 * MIB, 30);
        Path last = Files.writeString(folder.resolve("last"), "not sparse at all");
        List<String> command = new ArrayList<>(List.of("tar", "--sparse", "-cf", "sparse.tar"));
        command.addAll(List.of(form.split(" ")));
        command.addAll(List.of("hole", "many", "last"));
        run(command);
        try (TarArchive tar = TarArchive.open(FileChannel.open(folder.resolve("sparse.tar")), "sparse.tar", 1L << 34)) {
            assertThat(tar.find("many").orElseThrow().pieces()).hasSizeGreaterThan(20);
            for (Path file : List.of(hole, many, last)) {
                TarEntry entry = tar.find(file.getFileName().toString()).orElseThrow();
                assertThat(entry.size()).isEqualTo(Files.size(file));
                try (InputStream in = tar.content(entry);
                        InputStream expected = Files.newInputStream(file)) {
                    assertThat(in).hasSameContentAs(expected);
                }
            }
        }
    }

    private Path sparse(String name, int length, int parts) throws IOException {
        Path path = folder.resolve(name);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(length);
            for (int i = 0; i < parts; i++) {
                file.seek((long) i * MIB + 5000L * i);
                file.write(("part " + i).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            }
        }
        return path;
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("said")))
                .isZero();
    }
}
