// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Finding;
import dev.ambidock.model.Severity;
import dev.ambidock.transport.NamedImage;
import java.util.List;

/**
 * What checking an image found.
 *
 * @param image what was checked
 * @param findings mismatches with severity error, then oddities
 * @param documents how many documents were read
 * @param blobs how many configs and layers were read beside them
 * @param bytes sum of their sizes
 */
public record Verification(NamedImage image, List<Finding> findings, int documents, int blobs, long bytes) {

    /** Copies the list. */
    public Verification {
        findings = List.copyOf(findings);
    }

    /** Whether every digest, size and diff ID is right. */
    public boolean isSound() {
        return findings.stream().noneMatch(f -> f.severity() == Severity.ERROR);
    }
}
