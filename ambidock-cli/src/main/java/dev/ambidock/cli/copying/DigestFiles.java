// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.copying;

import dev.ambidock.cli.output.OutputFiles;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.model.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * Files for the digests of what is copied.
 *
 * @param mapping for old and new digests
 * @param digests for those of the results
 */
public record DigestFiles(Optional<String> mapping, Optional<String> digests) {

    /** Makes sure that files can be written where they are wanted, before anything is copied. */
    public void prepare() throws Problem {
        try (OutputFiles files = new OutputFiles()) {
            for (Optional<String> file : List.of(mapping, digests)) {
                if (file.isPresent()) {
                    files.stage(OutputFiles.path(file.get()), Bytes.of(""));
                }
            }
        }
    }

    /** Writes both, or none. */
    public void write(DigestLines lines) throws Problem {
        try (OutputFiles files = new OutputFiles()) {
            if (mapping.isPresent()) {
                files.stage(OutputFiles.path(mapping.get()), lines.mapping());
            }
            if (digests.isPresent()) {
                files.stage(OutputFiles.path(digests.get()), lines.digests());
            }
            files.commit();
        }
    }
}
