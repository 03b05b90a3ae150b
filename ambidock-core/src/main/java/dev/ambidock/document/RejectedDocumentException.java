// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import dev.ambidock.model.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** Somebody wanted a document, or its conversion, where there is none; the findings say why. */
public final class RejectedDocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    /** The message joins the texts of the findings. */
    public RejectedDocumentException(List<Finding> findings) {
        super(findings.stream().map(Finding::text).collect(Collectors.joining("; ")));
        this.findings = List.copyOf(findings);
    }

    /** Why. */
    public List<Finding> findings() {
        return findings;
    }
}
