// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.place;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Recognises places of images that somebody named without a scheme. */
public final class BarePath {
    private static final int TAR_MAGIC = 257;
    private static final int HEAD = 265;

    private BarePath() {}

    /** The locators that would name what is under this path; empty if it looks like no place of images. */
    public static Optional<String> locators(String path) {
        try {
            return locators(path, Path.of(path));
        } catch (InvalidPathException | IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> locators(String name, Path path) throws IOException {
        if (Files.isDirectory(path)) {
            if (Files.isRegularFile(path.resolve("oci-layout")) || Files.isRegularFile(path.resolve("index.json"))) {
                return Optional.of("oci:" + name);
            }
            return Files.isRegularFile(path.resolve("manifest.json")) ? Optional.of("dir:" + name) : Optional.empty();
        }
        return Files.isRegularFile(path) && isArchive(path)
                ? Optional.of("docker-archive:" + name + " or oci-archive:" + name)
                : Optional.empty();
    }

    private static boolean isArchive(Path file) throws IOException {
        byte[] head = new byte[HEAD];
        int read;
        try (InputStream in = Files.newInputStream(file)) {
            read = in.readNBytes(head, 0, HEAD);
        }
        boolean gzip = read > 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
        boolean zstd = read > 4
                && (head[0] & 0xff) == 0x28
                && (head[1] & 0xff) == 0xb5
                && (head[2] & 0xff) == 0x2f
                && (head[3] & 0xff) == 0xfd;
        boolean tar = read == HEAD && new String(head, TAR_MAGIC, 5, StandardCharsets.US_ASCII).equals("ustar");
        return gzip || zstd || tar;
    }
}
