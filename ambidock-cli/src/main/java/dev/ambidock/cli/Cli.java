// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import dev.ambidock.cli.command.Command;
import dev.ambidock.cli.command.CommandTree;
import dev.ambidock.cli.command.SharedOptions;
import dev.ambidock.cli.command.UsageProblem;
import dev.ambidock.cli.command.Verb;
import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.Environment;
import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.OutputFiles;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.cli.output.ProblemLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** One run of the command line, with everything that surrounds it passed in. */
public final class Cli {
    private Console console;

    private Cli(Console console) {
        this.console = console;
    }

    /**
     * Runs a command.
     *
     * @return the exit status
     */
    public static int run(String[] args, InputStream in, OutputStream out, OutputStream err, Environment environment) {
        Console console = new Console(in, out, err, environment, Console.Settings.DEFAULT);
        return new Cli(console).guarded(Arrays.asList(args)).number();
    }

    private ExitStatus guarded(List<String> args) {
        boolean debug = args.contains("--debug");
        try {
            return dispatch(args);
        } catch (Problem problem) {
            ProblemLines.print(problem, console);
            trace(problem, debug);
            return problem.status();
        } catch (IOException e) {
            if (!OutputFiles.isClosedPipe(e)) {
                ProblemLines.print(Problem.failed("standard output", String.valueOf(e.getMessage()), ""), console);
                trace(e, debug);
            }
            return ExitStatus.FAILED;
        } catch (OutOfMemoryError e) {
            ProblemLines.print(
                    Problem.failed("", "the document needs more memory than Java was given", "java -Xmx"), console);
            return ExitStatus.FAILED;
        } catch (RuntimeException e) {
            ProblemLines.print(
                    Problem.failed("", "this is a bug in ambidock: " + e, "--debug, and report what it prints"),
                    console);
            trace(e, debug);
            return ExitStatus.FAILED;
        }
    }

    private ExitStatus dispatch(List<String> args) throws Problem, IOException {
        if (args.isEmpty()) {
            throw Problem.usage("", "a verb is missing", "ambidock --help");
        }
        String word = args.get(0);
        if (word.equals("--help") || word.equals("-h")) {
            console.result(CommandTree.help());
            return ExitStatus.DONE;
        }
        if (word.equals("--version") || word.equals("-V")) {
            console.result("ambidock " + version() + "\n");
            return ExitStatus.DONE;
        }
        Optional<Verb> verb = Verb.find(word);
        if (verb.isEmpty()) {
            throw CommandTree.unknownVerb(word);
        }
        return run(verb.get(), args.subList(1, args.size()));
    }

    private ExitStatus run(Verb verb, List<String> args) throws Problem, IOException {
        Command command = verb.command();
        CommandLine parser = CommandTree.parser(verb, command);
        ParseResult parsed;
        try {
            parsed = parser.parseArgs(args.toArray(new String[0]));
        } catch (ParameterException e) {
            throw UsageProblem.of(verb, e);
        }
        if (parsed.isUsageHelpRequested()) {
            console.result(CommandTree.help(verb));
            return ExitStatus.DONE;
        }
        console = console.with(SharedOptions.settings(parsed));
        return command.run(parsed, console);
    }

    private static String version() {
        @Nullable String version = Cli.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }

    private void trace(Throwable error, boolean wanted) {
        for (@Nullable Throwable cause = error; wanted && cause != null; cause = cause.getCause()) {
            console.error(cause.toString());
            for (StackTraceElement element : cause.getStackTrace()) {
                console.error("    at " + element);
            }
        }
    }
}
