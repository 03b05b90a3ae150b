// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.copying;

import dev.ambidock.cli.output.Shown;
import dev.ambidock.copy.CopyReport;
import java.util.ArrayList;
import java.util.List;

/** What the copy of one image did, as a person reads it. */
final class CopyLines {
    /** The profile of no compression. */
    private static final String PLAIN = "none";

    private CopyLines() {}

    static List<String> summary(CopyReport report, String destination) {
        List<String> lines = new ArrayList<>();
        lines.add("copied " + CopyOutcome.title(report.names(), report.root().digest()) + " to "
                + Shown.text(destination) + ": " + families(report) + ", " + bytes(report));
        if (report.restored()) {
            lines.add("  restored the originals that an origin record kept");
        }
        report.originRecord()
                .ifPresent(record ->
                        lines.add("  beside it origin record " + record.digest() + ", for an exact way back"));
        List<String> codecs =
                report.codecs().stream().filter(c -> !c.equals(PLAIN)).toList();
        if (!codecs.isEmpty()) {
            lines.add("  layers compressed anew: " + String.join(", ", codecs));
        }
        if (codecs.size() < report.codecs().size()) {
            lines.add("  layers unpacked to plain tars");
        }
        return lines;
    }

    private static String families(CopyReport report) {
        String before = report.plan().graph().root().family().label();
        if (report.restored()) {
            return report.plan().request().resultFamily().label();
        }
        if (report.plan().isExact()) {
            return before + ", unchanged";
        }
        String after = report.plan().request().resultFamily().label();
        return before.equals(after) ? before + ", changed" : before + " -> " + after;
    }

    private static String bytes(CopyReport report) {
        String skipped = report.blobsSkipped() > 0 ? ", " + report.blobsSkipped() + " not needed" : "";
        return Shown.count(report.blobsMoved(), "blob") + " moved (" + Shown.size(report.bytesRead()) + ")" + skipped;
    }
}
