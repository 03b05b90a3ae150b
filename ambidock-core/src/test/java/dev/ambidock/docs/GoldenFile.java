// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the checkout whose content the code decides. */
final class GoldenFile {
    private final Path path;
    private final String name;

    GoldenFile(String name) {
        this.name = name;
        this.path = Path.of(System.getProperty("ambidock.root")).resolve(name);
    }

    String text() {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compares byte for byte, or with {@code -Dgolden.update=true} writes the file. */
    void mustBe(String expected) {
        if (Boolean.getBoolean("golden.update")) {
            write(expected);
        }
        assertThat(text())
                .as(name + " is generated: run the tests with -Dgolden.update=true and look at the difference")
                .isEqualTo(expected);
    }

    private void write(String text) {
        try {
            Files.createDirectories(path.getParent());
            Files.write(path, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
