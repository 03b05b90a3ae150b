// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.copying.CopyItem;
import dev.ambidock.cli.copying.CopyRun;
import dev.ambidock.cli.copying.CopyWish;
import dev.ambidock.cli.copying.DigestFiles;
import dev.ambidock.cli.copying.ManyCopies;
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
        Options.operands(
                spec,
                "SRC... DST",
                "Where the image is, or several are: " + Locator.forms()
                        + "; - as FILE for a pipe. Last, where it shall be, spelled"
                        + " likewise");
        CopyItems.add(spec);
        Options.choice(
                spec,
                "--format",
                FORMATS,
                "Format of the result (the destination's own); docker-v1 is schema 1, for what reads nothing newer");
        CopyOptions.add(spec);
        SharedOptions.addLimits(spec);
        return CopyOptions.finish(spec);
    }

    @Override
    public ExitStatus run(ParseResult parsed, Console console) throws Problem, IOException {
        List<String> operands = Options.operands(parsed);
        Optional<CopyWish.Format> format =
                Options.choice(parsed, "--format", FORMATS).map(CopyWish.Format::named);
        CopyItems several = new CopyItems(scheme -> format.orElse(natural(scheme)));
        Optional<String> list = Options.value(parsed, CopyItems.FROM_FILE);
        if (list.isPresent()) {
            if (operands.size() > 1) {
                throw Problem.usage(CopyItems.FROM_FILE, "one operand may stand beside it: the destination", "");
            }
            several.addLines(list.get(), console, operands.stream().findFirst());
            several.requireDestinations();
            return run(parsed, console, several);
        }
        if (operands.size() < 2) {
            throw Problem.usage("copy", "it needs a source and a destination", "ambidock copy --help");
        }
        String last = operands.get(operands.size() - 1);
        if (operands.size() > 2) {
            several.add(operands.subList(0, operands.size() - 1), Optional.of(last));
            return run(parsed, console, several);
        }
        Locator to = Locator.require(last, "destination");
        Locator from = Locator.require(operands.get(0), "source");
        run(parsed, console, from, to, format.orElse(natural(to.scheme())));
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
        DigestFiles files = CopyOptions.files(parsed);
        files.prepare();
        files.write(new CopyRun(console, CopyOptions.places(parsed, console), wish).run(from, to));
    }

    /** Converts where the images are. */
    static void runInPlace(ParseResult parsed, Console console, Locator place, CopyWish.Format format)
            throws Problem, IOException {
        CopyWish wish = CopyOptions.wish(parsed, format);
        CopyOptions.check(parsed, place, wish, console.json());
        DigestFiles files = CopyOptions.files(parsed);
        files.prepare();
        files.write(new CopyRun(console, CopyOptions.places(parsed, console), wish).inPlace(place));
    }

    /** Does several copies as the options say. */
    static ExitStatus run(ParseResult parsed, Console console, CopyItems several) throws Problem, IOException {
        CopyWish any = CopyOptions.wish(parsed, several.items().get(0).format());
        for (CopyItem item : several.items()) {
            CopyWish wish = CopyOptions.wish(parsed, item.format());
            CopyOptions.check(parsed, item.to().orElse(item.from()), wish, console.json());
        }
        DigestFiles files = CopyOptions.files(parsed);
        files.prepare();
        return new ManyCopies(console, CopyOptions.places(parsed, console), any).run(several.items(), files);
    }
}
