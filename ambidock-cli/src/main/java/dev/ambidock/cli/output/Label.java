// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.output;

import dev.ambidock.model.Severity;

/** The word that a line about a finding begins with. */
public enum Label {
    NOTE("note:"),
    WARNING("warning:"),
    CORRECTED("corrected:"),
    LOST("lost:"),
    ERROR("error:");

    private final String word;

    Label(String word) {
        this.word = word;
    }

    /** The label of a severity. */
    public static Label of(Severity severity) {
        return switch (severity) {
            case NOTE -> NOTE;
            case WARNING -> WARNING;
            case CORRECTION -> CORRECTED;
            case LOSS -> LOST;
            case ERROR -> ERROR;
        };
    }

    /** The label of what was found and not touched: nothing was corrected. */
    public static Label asFound(Severity severity) {
        return severity == Severity.CORRECTION ? WARNING : of(severity);
    }

    /** The word in its colour. */
    public String painted(Palette palette) {
        return switch (this) {
            case NOTE -> palette.cyan(word);
            case WARNING, CORRECTED -> palette.yellow(word);
            case LOST, ERROR -> palette.red(word);
        };
    }
}
