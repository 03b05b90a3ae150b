// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Finding;
import dev.ambidock.transport.NamedImage;
import java.io.IOException;
import java.util.List;

/** The image or a policy forbids the copy. Nothing was written. */
public final class CopyRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient NamedImage image;
    private final transient List<Finding> findings;

    /**
     * A refusal.
     *
     * @param image which, as the source has it
     * @param findings at least one of severity error
     */
    public CopyRefusedException(NamedImage image, List<Finding> findings) {
        super(findings.get(0).text());
        this.image = image;
        this.findings = List.copyOf(findings);
    }

    /** The image that is not copied, as the source has it. */
    public NamedImage image() {
        return image;
    }

    /** Why, among other things that were found. */
    public List<Finding> findings() {
        return findings;
    }
}
