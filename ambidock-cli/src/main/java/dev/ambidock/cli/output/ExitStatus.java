// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.output;

/** How a run ended, for scripts. The numbers never change. */
public enum ExitStatus {
    DONE(0, "done; of diff: the same image; of verify: sound"),
    FAILED(1, "failed: malformed or broken content, I/O; of diff: not to be told"),
    USAGE(2, "wrong usage, or input not found"),
    PARTLY(3, "of several copies, some were done and some were not"),
    REFUSED(4, "refused: the image or a policy forbids the conversion"),
    MISMATCH(
            5,
            "diff: different images; verify, --verify-diff-ids: content that is not what its digest, size or diff ID says");

    private final int number;
    private final String meaning;

    ExitStatus(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** What the process ends with. */
    public int number() {
        return number;
    }

    /** For the help pages. */
    public String meaning() {
        return meaning;
    }
}
