// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.copying.CopyRun;
import dev.ambidock.cli.copying.CopyWish;
import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.cli.place.Locator;
import dev.ambidock.cli.place.Scheme;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ambidock copy}. */
final class CopyCommand implements Command {
    private static final List<String> FORMATS = List.of("docker", "oci", "docker-v1", "keep");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "Copies an image from one place to another, with all its platforms, into the format that the destination"
                        + " holds by nature: oci: and oci-archive: OCI, docker-archive: Docker, registries and dir: either.",
                "",
                "Only what must change changes. The digest of the result goes to standard output (to standard error"
                        + " where - as a file stands for it); what was lost or odd is told on standard error. Without a"
                        + " name at the destination, the image keeps those that it has.");
        Options.operand(spec, "SRC", 0, true, "Where the image is: " + Locator.forms() + "; - as FILE for a pipe");
        Options.operand(spec, "DST", 1, true, "Where it shall be, spelled likewise");
        Options.choice(
                spec,
                "--format",
                FORMATS,
                "Format of the result (the destination's own); docker-v1 is schema 1, for what reads nothing newer");
        CopyOptions.add(spec);
        SharedOptions.addLimits(spec);
        PolicyOptions.add(spec);
        RegistryOptions.addSides(spec);
        return SharedOptions.finish(
                spec, ExitStatus.DONE, ExitStatus.FAILED, ExitStatus.USAGE, ExitStatus.REFUSED, ExitStatus.MISMATCH);
    }

    @Override
    public ExitStatus run(ParseResult parsed, Console console) throws Problem, IOException {
        Locator from = Locator.require(Options.operand(parsed, 0).orElseThrow(), "source");
        Locator to = Locator.require(Options.operand(parsed, 1).orElseThrow(), "destination");
        Optional<String> format = Options.choice(parsed, "--format", FORMATS);
        CopyWish.Format wanted = format.isPresent() ? CopyWish.Format.named(format.get()) : natural(to.scheme());
        run(parsed, console, from, to, wanted);
        return ExitStatus.DONE;
    }

    private static CopyWish.Format natural(Scheme scheme) {
        return scheme.natural()
                .map(family -> CopyWish.Format.valueOf(family.name()))
                .orElse(CopyWish.Format.KEEP);
    }

    /** Copies as the options say. */
    static void run(ParseResult parsed, Console console, Locator from, Locator to, CopyWish.Format format)
            throws Problem, IOException {
        CopyWish wish = CopyOptions.wish(parsed, format);
        CopyOptions.check(parsed, to, wish, console.json());
        new CopyRun(console, CopyOptions.places(parsed, console), wish).run(from, to);
    }

    /** Converts where the images are. */
    static void runInPlace(ParseResult parsed, Console console, Locator place, CopyWish.Format format)
            throws Problem, IOException {
        CopyWish wish = CopyOptions.wish(parsed, format);
        CopyOptions.check(parsed, place, wish, console.json());
        new CopyRun(console, CopyOptions.places(parsed, console), wish).inPlace(place);
    }
}
