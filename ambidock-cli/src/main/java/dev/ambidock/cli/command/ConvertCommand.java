// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.copying.CopyWish;
import dev.ambidock.cli.input.DocumentFile;
import dev.ambidock.cli.input.Images;
import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.FindingLines;
import dev.ambidock.cli.output.Label;
import dev.ambidock.cli.output.PlanLines;
import dev.ambidock.cli.output.PlannedFiles;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.cli.place.Locator;
import dev.ambidock.document.Document;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.Family;
import dev.ambidock.model.Severity;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.report.Reports;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ambidock convert}. */
final class ConvertCommand implements Command {
    private static final String IN_PLACE = "--in-place";
    private static final List<String> FORMATS = List.of("docker", "oci", "docker-v1");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "Turns an image, or one document of it, from the OCI image format into Docker Image Manifest V2 Schema 2,"
                        + " or back. Only what must change changes: every other byte stays.",
                "",
                "Of an image in a place, as copy does; without DST, the result takes the place of the image under the same"
                        + " names.",
                "",
                "Of a document (FILE or -), the result goes to standard output, or where -o says. An index needs its"
                        + " manifests (--children DIR) and a folder for the results (-o DIR): root.json, and every"
                        + " document as ALGORITHM-HEX.json.");
        Options.operands(
                spec, "SRC [DST]", SharedOptions.OPERAND + ". Of an image, then, where it shall be (where it is)");
        Options.choice(
                spec,
                "--to",
                FORMATS,
                "Format to convert to (the one that SRC does not have); docker-v1, of images only, is schema 1");
        Options.flag(spec, IN_PLACE, "Every operand is an image, to be converted where it is");
        CopyItems.add(spec);
        Options.value(spec, "-o", "FILE|DIR", "Of a document: a file, - or, for an index, a folder");
        CopyOptions.add(spec);
        SharedOptions.addInput(spec);
        return CopyOptions.finish(spec);
    }

    @Override
    public ExitStatus run(ParseResult parsed, Console console) throws Problem, IOException {
        List<String> operands = Options.operands(parsed);
        Optional<CopyWish.Format> target =
                Options.choice(parsed, "--to", FORMATS).map(CopyWish.Format::named);
        CopyItems several = new CopyItems(scheme -> target.orElse(CopyWish.Format.OTHER));
        if (several(parsed, console, operands, several)) {
            SharedOptions.refuseForImages(parsed, "several images", "-o");
            return CopyCommand.run(parsed, console, several);
        }
        if (operands.isEmpty()) {
            throw Problem.usage("convert", "it needs an image or a document", "ambidock convert --help");
        }
        if (operands.size() > 2) {
            throw Problem.usage(
                    "convert",
                    "\"" + operands.get(2) + "\" is one operand too many",
                    IN_PLACE + " to convert all of them where they are");
        }
        String source = operands.get(0);
        Optional<String> destination = operands.stream().skip(1).findFirst();
        Optional<Locator> image = Locator.find(source);
        if (image.isPresent()) {
            SharedOptions.refuseForImages(parsed, source, "-o");
            move(parsed, console, image.get(), destination, target);
            return ExitStatus.DONE;
        }
        if (destination.isPresent()) {
            DocumentFile.refuseArchive(source);
            throw Problem.usage(
                    destination.get(), "the result of a document goes where -o says", "-o " + destination.get());
        }
        CopyOptions.refuseForDocuments(parsed, source);
        if (target.filter(t -> t == CopyWish.Format.DOCKER_V1).isPresent()) {
            throw Problem.usage(
                    "--to docker-v1",
                    "schema 1 tells the image's repository and tag, which a document does not have",
                    "an image and a destination, such as oci:DIR docker://HOST/REPO:TAG");
        }
        document(parsed, console, source, target.map(t -> Family.valueOf(t.name())));
        return ExitStatus.DONE;
    }

    /** Finds out whether several images are meant. */
    private static boolean several(ParseResult parsed, Console console, List<String> operands, CopyItems several)
            throws Problem {
        Optional<String> list = Options.value(parsed, CopyItems.FROM_FILE);
        boolean inPlace = Options.isSet(parsed, IN_PLACE);
        if (list.isPresent() && (inPlace || !operands.isEmpty())) {
            throw Problem.usage(CopyItems.FROM_FILE, "the file names all, operands do not stand beside it", "");
        }
        if (list.isPresent()) {
            several.addLines(list.get(), console, Optional.empty());
        } else if (inPlace && operands.isEmpty()) {
            throw Problem.usage(IN_PLACE, "it needs an image at least", "ambidock convert --help");
        } else if (inPlace) {
            several.add(operands, Optional.empty());
        }
        return list.isPresent() || inPlace;
    }

    private static void move(
            ParseResult parsed,
            Console console,
            Locator image,
            Optional<String> destination,
            Optional<CopyWish.Format> target)
            throws Problem, IOException {
        CopyWish.Format format = target.orElse(CopyWish.Format.OTHER);
        if (destination.isPresent()) {
            CopyCommand.run(parsed, console, image, Locator.require(destination.get(), "destination"), format);
        } else {
            CopyCommand.runInPlace(parsed, console, image, format);
        }
    }

    private static void document(ParseResult parsed, Console console, String file, Optional<Family> target)
            throws Problem, IOException {
        boolean dryRun = Options.isSet(parsed, "--dry-run");
        Optional<String> place = Options.value(parsed, "-o").filter(o -> !o.equals(DocumentFile.STDIN));
        if (console.json() && !dryRun && place.isEmpty()) {
            throw Problem.usage(
                    "--output json",
                    "standard output cannot carry both the document and the report",
                    "-o FILE for the document, or --dry-run for the report alone");
        }
        ConversionRequest policies = PolicyOptions.request(parsed, target.orElse(Family.OCI));
        List<String> children = SharedOptions.children(parsed);
        DescriptorGraph graph = SharedOptions.images(parsed, console).graph(file, children);
        ConversionRequest request = target.isPresent()
                ? policies
                : PolicyOptions.request(parsed, graph.root().family().opposite());
        ConversionPlan plan = Images.plan(file, children, graph, request);
        if (dryRun) {
            show(plan, console);
        } else {
            Images.requireKnown(file, plan);
            PlannedFiles files =
                    new PlannedFiles(place, Options.value(parsed, "--mapping"), Options.value(parsed, "--digestfile"));
            files.write(plan, console);
            tell(plan, console);
        }
    }

    private static void show(ConversionPlan plan, Console console) throws IOException {
        if (console.json()) {
            console.resultLine(Reports.plan(plan));
            return;
        }
        console.result(PlanLines.of(plan, console.palette(), console.columns()));
        findings(plan, Severity.NOTE, console);
    }

    private static void tell(ConversionPlan plan, Console console) {
        if (console.json()) {
            return;
        }
        Document root = plan.graph().root();
        if (plan.isExact()) {
            boolean there = root.family() == plan.request().target();
            console.note(
                    Label.NOTE,
                    there
                            ? "already in " + root.family().label() + "'s format: passed through unchanged"
                            : "nothing in this " + root.kind().label() + " has to change: passed through unchanged");
        }
        boolean all = plan.isExact() || console.verbose();
        findings(plan, all ? Severity.NOTE : Severity.WARNING, console);
    }

    private static void findings(ConversionPlan plan, Severity mildest, Console console) {
        new FindingLines(plan.graph().root().digest(), console.verbose()).print(plan.findings(), mildest, console);
    }
}
