// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.schema1;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Finding;
import java.util.List;

/**
 * The config that a chain becomes.
 *
 * @param bytes its text, whose SHA-256 digest is the image ID
 * @param findings what had to be put right, so that the image ID is another one than Docker's; else empty
 */
public record V1Config(Bytes bytes, List<Finding> findings) {

    /** Copies the list. */
    public V1Config {
        findings = List.copyOf(findings);
    }
}
