// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

import dev.ambidock.testkit.transport.ArchiveReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Archives, by both schemes: every content that is given has the digest it was asked by, and nothing is left behind. */
final class ArchiveRule implements Rule {
    private static final String[] SCHEMES = {"docker-archive", "oci-archive"};

    private final Path folder;

    /** A rule with a folder of its own for temporary files. */
    ArchiveRule(Path folder) {
        this.folder = folder;
    }

    @Override
    public boolean accepts(byte[] input) throws IOException {
        Path file = Files.write(folder.resolve("archive"), input);
        boolean accepted = false;
        for (String scheme : SCHEMES) {
            accepted |= Refusals.declared(
                    () -> !ArchiveReading.of(scheme, file, folder).content().isEmpty());
        }
        try (var left = Files.list(folder)) {
            Refusals.require(left.count() == 1, "files left in", folder);
        }
        return accepted;
    }
}
