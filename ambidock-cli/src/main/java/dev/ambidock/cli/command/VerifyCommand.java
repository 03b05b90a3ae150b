// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.copying.DocumentCheck;
import dev.ambidock.cli.copying.VerifyRun;
import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.cli.place.Locator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ambidock verify}. */
final class VerifyCommand implements Command {
    private static final String LINT = "--lint";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "Reads all of an image and recomputes every digest, size and diff ID. Of a place without a choice, every"
                        + " image in it. Of a document, what can be told without the layers.");
        Options.operand(spec, "REF", 0, true, SharedOptions.OPERAND);
        Options.flag(spec, LINT, "Fail (exit 5) also where anything is odd that is more than a note");
        CopyOptions.addForReading(spec);
        SharedOptions.addInput(spec);
        RegistryOptions.add(spec);
        return SharedOptions.finish(spec, ExitStatus.DONE, ExitStatus.FAILED, ExitStatus.USAGE, ExitStatus.MISMATCH);
    }

    @Override
    public ExitStatus run(ParseResult parsed, Console console) throws Problem, IOException {
        String ref = Options.operand(parsed, 0).orElseThrow();
        Optional<Locator> locator = Locator.find(ref);
        boolean lint = Options.isSet(parsed, LINT);
        if (locator.isPresent()) {
            SharedOptions.refuseForImages(parsed, ref);
            return new VerifyRun(
                            console,
                            CopyOptions.places(parsed, console),
                            CopyOptions.jobs(parsed),
                            CopyOptions.progress(parsed),
                            lint)
                    .run(locator.get());
        }
        CopyOptions.refuseForDocuments(parsed, ref);
        List<String> children = SharedOptions.children(parsed);
        return DocumentCheck.run(SharedOptions.images(parsed, console), ref, children, lint, console);
    }
}
