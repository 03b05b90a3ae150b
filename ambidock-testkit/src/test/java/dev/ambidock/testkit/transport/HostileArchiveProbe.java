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
import java.util.List;
import java.util.Optional;

/** Runs in a JVM with a small heap: writes each hostile archive into a folder and reads it there. */
public final class HostileArchiveProbe {
    private HostileArchiveProbe() {}

    /** Ends with another status than 0 if anything is not as it must be, memory included; names what it was. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        List<HostileArchive> all = HostileArchives.all();
        int wrong = 0;
        for (HostileArchive hostile : all) {
            try {
                Optional<FailureKind> failure = probe(hostile, folder);
                if (!failure.equals(hostile.refusal())) {
                    wrong++;
                    System.out.println(hostile + ": " + failure + " instead of " + hostile.refusal());
                }
            } catch (Throwable e) {
                wrong++;
                System.out.println(hostile + ": " + e);
                e.printStackTrace(System.out);
            }
        }
        System.out.println(wrong == 0 ? "all " + all.size() + " done" : wrong + " are wrong");
        System.exit(wrong == 0 ? 0 : 1);
    }

    private static Optional<FailureKind> probe(HostileArchive hostile, Path folder) throws IOException {
        Path file = folder.resolve("archive.tar");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            hostile.content().writeTo(out);
        }
        return ArchiveReading.failure(hostile.scheme(), file, folder);
    }
}
