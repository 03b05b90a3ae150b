// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.input.Subject;
import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.InspectionLines;
import dev.ambidock.cli.output.LintLines;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.cli.output.Shown;
import dev.ambidock.cli.place.Locator;
import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.inspect.Inspection;
import dev.ambidock.inspect.Inspector;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Finding;
import dev.ambidock.model.Limits;
import dev.ambidock.report.Reports;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ambidock inspect}. */
final class InspectCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "Tells what an image or a document is: its kind, format, platforms and sizes, what its config says, and"
                        + " what is odd about it. Of a place with several images and no choice among them, lists them.");
        Options.operand(spec, "REF", 0, true, SharedOptions.OPERAND);
        Options.flag(spec, "--tree", "One line for each document: format, platform, size");
        Options.flag(spec, "--raw", "The document's own bytes, checked to be a document");
        Options.flag(spec, "--config", "The bytes of the image's config (of a document: needs --children)");
        Options.flag(spec, "--lint", "Only what is odd, each place in each document by its pointer (RFC 6901)");
        Options.flag(spec, "--list", "The images of a place, even if it holds one");
        SharedOptions.addInput(spec);
        RegistryOptions.add(spec);
        return SharedOptions.finish(spec, ExitStatus.DONE, ExitStatus.FAILED, ExitStatus.USAGE);
    }

    @Override
    public ExitStatus run(ParseResult parsed, Console console) throws Problem, IOException {
        String ref = Options.operand(parsed, 0).orElseThrow();
        List<String> views = Stream.of("--raw", "--config", "--tree", "--lint", "--list")
                .filter(option -> Options.isSet(parsed, option))
                .toList();
        if (views.size() > 1) {
            throw Problem.usage("inspect", String.join(" and ", views) + " exclude each other", "one of them");
        }
        String view = views.isEmpty() ? "" : views.get(0);
        Optional<Locator> locator = Locator.find(ref);
        if (locator.isPresent()) {
            SharedOptions.refuseForImages(parsed, ref);
            PlaceInspection.show(locator.get(), CopyOptions.readingPlaces(parsed, console), view, console);
            return ExitStatus.DONE;
        }
        if (view.equals("--list")) {
            throw Problem.usage("--list", ref + " is a document", "a place of images: " + Locator.forms());
        }
        try (Subject subject = Subjects.open(parsed, console, ref, SharedOptions.children(parsed))) {
            show(subject, view, console);
        }
        return ExitStatus.DONE;
    }

    /** Shows an image or a document, in the way that an option says; empty for the usual way. */
    static void show(Subject subject, String view, Console console) throws Problem, IOException {
        if (view.equals("--raw")) {
            console.result(subject.graph().root().bytes());
        } else if (view.equals("--config")) {
            console.result(config(subject));
        } else if (view.equals("--lint")) {
            lint(subject, console);
        } else {
            show(subject, Inspector.inspect(subject.graph(), Limits.defaults().nodes()), !view.isEmpty(), console);
        }
    }

    private static void lint(Subject subject, Console console) throws Problem, IOException {
        List<Finding> findings =
                Inspector.inspect(subject.graph(), Limits.defaults().nodes()).findings();
        if (console.json()) {
            console.resultLine(LintLines.json(subject.name(), findings));
        } else {
            console.result(LintLines.text(findings, console.palette()));
        }
    }

    private static void show(Subject subject, Inspection inspection, boolean tree, Console console) throws IOException {
        if (console.json()) {
            console.resultLine(Reports.inspection(inspection));
            return;
        }
        String names = subject.names().isEmpty()
                ? ""
                : "names  " + Shown.text(String.join(", ", subject.names())) + "\n" + (tree ? "" : "\n");
        console.result(names
                + (tree
                        ? InspectionLines.tree(inspection, console.palette(), console.verbose())
                        : InspectionLines.full(inspection, console.palette(), console.columns(), console.verbose())));
    }

    private static Bytes config(Subject subject) throws Problem {
        Document root = subject.graph().root();
        if (root.kind() == DocumentKind.CONFIG) {
            return root.bytes();
        }
        if (root.kind() != DocumentKind.MANIFEST) {
            throw Problem.usage(
                    subject.name(), "this is no manifest, so it names no config", "the manifest of one platform");
        }
        Optional<Document> config = subject.graph()
                .document(((ManifestDocument) root).config().descriptor().digest());
        if (config.isEmpty()) {
            throw Problem.usage(subject.name(), "its config is not at hand", subject.remedyForMissing());
        }
        return config.get().bytes();
    }
}
