// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The inputs in {@code fixtures/fuzz}: seeds of a fuzzing run, and what former runs found. */
final class FuzzCorpus {
    private FuzzCorpus() {}

    static Path folder() {
        return Path.of(System.getProperty("ambidock.root"), "fixtures", "fuzz");
    }

    /** Every file beneath a folder of the corpus, by path. */
    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<byte[]> inputs(String target) {
        return files(folder().resolve(target)).stream().map(FuzzCorpus::read);
    }
}
