// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Finding;
import java.io.IOException;
import java.util.List;

/** The image or a policy forbids the copy. Nothing was written. */
public final class CopyRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    /**
     * A refusal.
     *
     * @param findings at least one of severity error
     */
    public CopyRefusedException(List<Finding> findings) {
        super(findings.get(0).text());
        this.findings = List.copyOf(findings);
    }

    /** Why, among other things that were found. */
    public List<Finding> findings() {
        return findings;
    }
}
