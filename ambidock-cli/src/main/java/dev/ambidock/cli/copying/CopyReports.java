// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.copying;

import dev.ambidock.copy.CopyReport;
import dev.ambidock.copy.PlannedCopy;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Platform;
import dev.ambidock.plan.DocumentPlan;
import dev.ambidock.plan.Outcome;
import dev.ambidock.report.ReportWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies as JSON. {@code docs/schemas.md} describes the members. */
final class CopyReports {
    private CopyReports() {}

    /** Plans that were not carried out. */
    static byte[] planned(String source, String destination, List<PlannedCopy> plans) {
        ReportWriter out = head(source, destination, true);
        out.objects("images", plans, planned -> {
            out.descriptor("source", planned.image().root());
            out.texts("names", planned.names());
            out.flag("restored", planned.restored());
            out.object("plan", () -> out.plan(planned.plan()));
            out.findings("findings", planned.findings());
        });
        return out.end();
    }

    /** What was copied. */
    static byte[] copied(String source, String destination, List<CopyReport> reports) {
        ReportWriter out = head(source, destination, false);
        out.objects("images", reports, report -> {
            out.descriptor("source", report.image().root());
            out.texts("names", report.names());
            out.flag("restored", report.restored());
            out.descriptor("result", report.root());
            report.originRecord().ifPresent(record -> out.descriptor("originRecord", record));
            out.number("blobsMoved", report.blobsMoved());
            out.number("blobsSkipped", report.blobsSkipped());
            out.number("bytesRead", report.bytesRead());
            out.texts("codecs", report.codecs());
            out.object("plan", () -> out.plan(report.plan()));
            out.findings("findings", report.findings());
        });
        return out.end();
    }

    private static ReportWriter head(String source, String destination, boolean dryRun) {
        ReportWriter out = new ReportWriter("ambidock.copy.v1");
        out.text("from", source);
        out.text("to", destination);
        out.flag("dryRun", dryRun);
        return out;
    }

    /** Old and new digest of the root and of every document that stays, one JSON object each. */
    static List<byte[]> mapping(String source, String destination, CopyReport report) {
        List<byte[]> lines = new ArrayList<>();
        for (DocumentPlan document : report.plan().documents()) {
            if (document.outcome() instanceof Outcome.Known known) {
                ReportWriter out = new ReportWriter("ambidock.mapping.v1");
                Descriptor before = document.source().descriptor();
                boolean root = lines.isEmpty();
                Map.Entry<Digest, Descriptor> entry =
                        Map.entry(root ? report.image().root().digest() : before.digest(), known.descriptor());
                out.mapping(entry, root ? report.image().root() : before);
                out.text("from", source);
                out.text("to", destination);
                platform(document, report).ifPresent(p -> out.text("platform", p.toString()));
                lines.add(out.end());
            }
        }
        return lines;
    }

    /** As the entry of an index says it. */
    private static Optional<Platform> platform(DocumentPlan document, CopyReport report) {
        return report.plan().graph().documents().stream()
                .flatMap(parent -> parent.edges().stream())
                .map(edge -> edge.descriptor())
                .filter(d -> d.digest().equals(document.source().digest()))
                .flatMap(d -> d.platform().stream())
                .findFirst();
    }
}
