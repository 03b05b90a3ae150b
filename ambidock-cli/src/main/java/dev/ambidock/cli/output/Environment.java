// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.output;

import java.util.Map;

/**
 * What surrounds the process, as a value.
 *
 * @param variables environment variables
 * @param outIsTerminal whether a person sees standard output
 * @param errIsTerminal whether a person sees standard error
 */
public record Environment(Map<String, String> variables, boolean outIsTerminal, boolean errIsTerminal) {
    private static final int DEFAULT_COLUMNS = 80;
    private static final int FEWEST_COLUMNS = 40;
    private static final int MOST_COLUMNS = 200;

    /** Copies the map. */
    public Environment {
        variables = Map.copyOf(variables);
    }

    /** The variable's text; empty if it is not set. */
    public String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    /** Whether colours are welcome on a terminal (no-color.org; dumb terminals show escapes as text). */
    public boolean wantsColor() {
        return variable("NO_COLOR").isEmpty() && !variable("TERM").equals("dumb");
    }

    /** The width to write for: the terminal's where it is known, else 80. */
    public int columns() {
        String text = variable("COLUMNS");
        boolean number = !text.isEmpty() && text.length() < 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int columns = number ? Integer.parseInt(text) : DEFAULT_COLUMNS;
        return Math.max(FEWEST_COLUMNS, Math.min(MOST_COLUMNS, columns));
    }
}
