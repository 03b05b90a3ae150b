// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.output;

import dev.ambidock.model.Finding;
import dev.ambidock.model.Severity;
import java.util.List;

/** Ends a command. Says what failed on which object, and what to try. */
public final class Problem extends Exception {
    private static final long serialVersionUID = 1L;

    private final ExitStatus status;
    private final String object;
    private final String remedy;
    private final transient List<Finding> findings;
    private boolean wholeImage;

    private Problem(ExitStatus status, String object, String what, String remedy, List<Finding> findings) {
        super(what);
        this.status = status;
        this.object = object;
        this.remedy = remedy;
        this.findings = findings;
    }

    /** Something failed: malformed, or not to be read or written. */
    public static Problem failed(String object, String what, String remedy) {
        return new Problem(ExitStatus.FAILED, object, what, remedy, List.of());
    }

    /** The command line is wrong, or names what is not there. */
    public static Problem usage(String object, String what, String remedy) {
        return new Problem(ExitStatus.USAGE, object, what, remedy, List.of());
    }

    /** The library refused. */
    public static Problem refused(ExitStatus status, String object, List<Finding> findings) {
        Finding first = findings.stream()
                .filter(f -> f.severity() == Severity.ERROR)
                .findFirst()
                .orElseThrow();
        return new Problem(status, object, first.text(), first.code().remedy(), List.copyOf(findings));
    }

    /** The same refusal, of an image in a place: advice on how to give documents by hand is of no use there. */
    public Problem ofWholeImage() {
        wholeImage = true;
        return this;
    }

    public boolean isOfWholeImage() {
        return wholeImage;
    }

    public ExitStatus status() {
        return status;
    }

    /** What it is about: a file, an option; may be empty. */
    public String object() {
        return object;
    }

    public String what() {
        return String.valueOf(getMessage());
    }

    /** What to try; may be empty. */
    public String remedy() {
        return remedy;
    }

    /** Of a refusal, everything that was found; else empty. */
    public List<Finding> findings() {
        return findings;
    }
}
