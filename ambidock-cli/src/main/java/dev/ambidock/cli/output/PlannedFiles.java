// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.output;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.DocumentPlan;
import dev.ambidock.plan.Outcome;
import dev.ambidock.report.Reports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Writes what a plan's documents become: all of it, or nothing. */
public final class PlannedFiles {
    private final Optional<String> place;
    private final Optional<String> mapping;
    private final Optional<String> digestFile;

    /**
     * Where to write.
     *
     * @param place a file, or a folder; empty for standard output
     * @param mapping file for old and new digests
     * @param digestFile file for the root's new digest
     */
    public PlannedFiles(Optional<String> place, Optional<String> mapping, Optional<String> digestFile) {
        this.place = place;
        this.mapping = mapping;
        this.digestFile = digestFile;
    }

    /** Writes a plan whose results are all known. */
    public void write(ConversionPlan plan, Console console) throws Problem, IOException {
        boolean many = plan.documents().size() > 1;
        boolean folder =
                place.isPresent() && (place.get().endsWith("/") || Files.isDirectory(OutputFiles.path(place.get())));
        if (many && !folder && (place.isEmpty() || Files.exists(OutputFiles.path(place.get())))) {
            throw Problem.usage(
                    place.map(p -> "-o " + p).orElse("standard output"),
                    "the result is " + plan.documents().size() + " documents, so it needs a folder"
                            + (place.isPresent() ? ", this is a file" : ""),
                    "-o DIR");
        }
        try (OutputFiles files = new OutputFiles()) {
            if (mapping.isPresent()) {
                files.stage(OutputFiles.path(mapping.get()), mapping(plan));
            }
            if (digestFile.isPresent()) {
                Bytes digest = Bytes.of(plan.rootDescriptor().digest().toString());
                files.stage(OutputFiles.path(digestFile.get()), digest);
            }
            if (many || folder) {
                stageAll(plan, OutputFiles.path(place.orElseThrow()), files);
            } else if (place.isPresent()) {
                files.stage(OutputFiles.path(place.get()), plan.rootBytes());
            } else {
                console.result(plan.rootBytes());
            }
            files.commit();
        }
        if (many || folder) {
            list(plan, console);
        }
        if (console.json()) {
            console.resultLine(Reports.plan(plan));
        }
    }

    private static void stageAll(ConversionPlan plan, Path folder, OutputFiles files) throws Problem {
        files.folder(folder);
        for (DocumentPlan document : plan.documents()) {
            if (document.outcome() instanceof Outcome.Known known) {
                files.stage(folder.resolve(name(known.descriptor().digest())), known.bytes());
            }
        }
        files.stage(folder.resolve("root.json"), plan.rootBytes());
    }

    private static String name(Digest digest) {
        return digest.algorithm().id() + "-" + digest.hex() + ".json";
    }

    private static void list(ConversionPlan plan, Console console) {
        for (DocumentPlan document : plan.documents()) {
            if (document.outcome() instanceof Outcome.Known known) {
                Digest before = document.source().digest();
                Digest after = known.descriptor().digest();
                console.note(before + " -> " + (before.equals(after) ? "unchanged" : after.toString()) + "  "
                        + document.source().kind().label());
            }
        }
    }

    private static Bytes mapping(ConversionPlan plan) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (DocumentPlan document : plan.documents()) {
            if (document.outcome() instanceof Outcome.Known known) {
                Map.Entry<Digest, Descriptor> entry =
                        Map.entry(document.source().digest(), known.descriptor());
                lines.writeBytes(Reports.mapping(entry, document.source().descriptor()));
                lines.write('\n');
            }
        }
        return Bytes.wrap(lines.toByteArray());
    }
}
