// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.docs;

import dev.ambidock.model.Family;
import dev.ambidock.table.Counterpart;
import dev.ambidock.table.FormatRow;
import dev.ambidock.table.FormatTable;
import dev.ambidock.table.Status;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Writes {@code docs/conversion-table.md} from the format table. */
class ConversionTableDocTest {
    private static final String HEAD = """
            # Conversion table

            Every media type that Ambidock knows, and what becomes of it in each direction. This file is written from the
            code's one table (`FormatTable`) by `ConversionTableDocTest`; `-Dgolden.update=true` writes it anew. Types that
            are not listed stay as they are on the way to OCI; on the way to Docker an image with a config or layer of such
            a type is refused, because Docker's format holds images only (in an index, `--artifacts` decides).

            - **same** means that the type belongs to the target already and stays.
            - A renamed type changes the document that names it, never the blob behind it.
            - **compressed anew** means that the layer's bytes change; its diff ID, the config and the image ID do not.
            - **refused** and **untouched** say why.

            """;

    @Test
    void tableSaysWhatTheCodeDoes() {
        new GoldenFile("docs/conversion-table.md").mustBe(document());
    }

    private static String document() {
        StringBuilder out = new StringBuilder(HEAD);
        for (Family family : Family.values()) {
            out.append("## ").append(title(family)).append("\n\n");
            out.append("| media type | short name | role | compression | status | becomes in OCI"
                    + " | becomes in Docker | remark |\n");
            out.append("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
            FormatTable.all().stream().filter(row -> row.family() == family).forEach(row -> out.append(line(row)));
            out.append('\n');
        }
        out.append("## What the status says\n\n| status | meaning |\n| --- | --- |\n");
        for (Status status : Status.values()) {
            out.append("| ")
                    .append(lower(status))
                    .append(" | ")
                    .append(status.label())
                    .append(" |\n");
        }
        return out.toString();
    }

    private static String title(Family family) {
        return switch (family) {
            case OCI -> "OCI";
            case DOCKER -> "Docker V2 schema 2";
            case DOCKER_SCHEMA1 -> "Docker V2 schema 1";
            case OTHER -> "Other projects";
        };
    }

    private static String line(FormatRow row) {
        return "| `" + row.mediaType() + "` | `" + row.shortName() + "` | " + role(row) + " | " + compression(row)
                + " | "
                + lower(row.status()) + " | " + becomes(row, row.toOci()) + " | " + becomes(row, row.toDocker()) + " | "
                + row.remark() + " |\n";
    }

    private static String role(FormatRow row) {
        return lower(row.role()) + (row.encrypted() ? ", encrypted" : "") + (row.distributable() ? "" : ", foreign");
    }

    private static String compression(FormatRow row) {
        return row.compression().map(ConversionTableDocTest::lower).orElse("");
    }

    private static String becomes(FormatRow row, Counterpart counterpart) {
        return switch (counterpart.kind()) {
            case EXACT -> {
                var type = ((Counterpart.Exact) counterpart).mediaType();
                yield type.equals(row.mediaType()) ? "same" : "`" + type + "`";
            }
            case TRANSCODE -> {
                Counterpart.Transcode names = (Counterpart.Transcode) counterpart;
                yield "`" + names.mediaType() + "`, compressed anew; with `--zstd keep` "
                        + (names.unofficial().equals(row.mediaType()) ? "same" : "`" + names.unofficial() + "`");
            }
            case UNTOUCHED -> "untouched: " + ((Counterpart.Untouched) counterpart).reason();
            case ABSENT -> "refused: " + ((Counterpart.Absent) counterpart).reason();
        };
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
