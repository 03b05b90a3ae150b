// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.Problem;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A verb: what it takes, and what it does with that. */
public interface Command {

    /** The options and operands; a new value at each call. */
    CommandSpec spec();

    /**
     * Does it. Prints nothing on standard output before it is sure of success.
     *
     * @throws IOException if standard output fails
     */
    ExitStatus run(ParseResult parsed, Console console) throws Problem, IOException;
}
