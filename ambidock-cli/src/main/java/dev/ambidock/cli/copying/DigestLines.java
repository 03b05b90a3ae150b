// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.copying;

import dev.ambidock.copy.CopyReport;
import dev.ambidock.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** The digests of what was copied, in that order: those of results, and old ones with new ones as JSON Lines. */
public final class DigestLines {
    private final List<String> digests = new ArrayList<>();
    private final ByteArrayOutputStream mapping = new ByteArrayOutputStream();

    void add(String source, String destination, List<CopyReport> reports) {
        for (CopyReport report : reports) {
            digests.add(report.root().digest().toString());
            for (byte[] line : CopyReports.mapping(source, destination, report)) {
                mapping.writeBytes(line);
                mapping.write('\n');
            }
        }
    }

    void addAll(DigestLines more) {
        digests.addAll(more.digests);
        mapping.writeBytes(more.mapping.toByteArray());
    }

    Bytes mapping() {
        return Bytes.wrap(mapping.toByteArray());
    }

    /** One digest alone stands without a line end, as skopeo writes it. */
    Bytes digests() {
        return Bytes.of(digests.size() == 1 ? digests.get(0) : text());
    }

    /** A line for each. */
    String text() {
        StringBuilder lines = new StringBuilder();
        digests.forEach(digest -> lines.append(digest).append('\n'));
        return lines.toString();
    }
}
