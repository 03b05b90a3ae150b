// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.transport;

import dev.ambidock.testkit.hostile.HostileArchive;
import dev.ambidock.testkit.hostile.HostileArchives;
import dev.ambidock.transport.error.FailureKind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Runs in a JVM with a small heap: writes each hostile archive into a folder and reads it there. */
public final class HostileArchiveProbe {
    private HostileArchiveProbe() {}

    /**
     * Ends with another status than 0 if anything is not as it must be, memory included; names what it was.
     *
     * @param arguments a folder to work in, and the length of the longest archive to read
     */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]).resolve("archive.tar");
        long mostBytes = Long.parseLong(arguments[1]);
        int right = 0;
        int wrong = 0;
        int leftOut = 0;
        for (HostileArchive hostile : HostileArchives.all()) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                hostile.content().writeTo(out);
            }
            if (Files.size(file) > mostBytes) {
                leftOut++;
            } else if (isRight(hostile, file)) {
                right++;
            } else {
                wrong++;
            }
        }
        System.out.println(right + " right, " + wrong + " wrong, " + leftOut + " left out");
        System.exit(wrong == 0 ? 0 : 1);
    }

    private static boolean isRight(HostileArchive hostile, Path file) {
        try {
            Optional<FailureKind> failure = ArchiveReading.failure(hostile.scheme(), file, file.getParent());
            if (!failure.equals(hostile.refusal())) {
                System.out.println(hostile + ": " + failure + " instead of " + hostile.refusal());
            }
            return failure.equals(hostile.refusal());
        } catch (Throwable e) {
            System.out.println(hostile + ": " + e);
            for (StackTraceElement element : e.getStackTrace()) {
                System.out.println("    at " + element);
            }
            return false;
        }
    }
}
