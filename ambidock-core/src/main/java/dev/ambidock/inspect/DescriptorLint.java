// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.inspect;

import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Edge;
import dev.ambidock.document.EdgeRole;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.model.Family;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Role;
import dev.ambidock.table.FormatRow;
import dev.ambidock.table.FormatTable;
import dev.ambidock.table.Status;
import java.util.List;
import java.util.Optional;

/** What is odd about the descriptors of one document. */
final class DescriptorLint {
    private final Lint lint;
    private final Document document;
    private final boolean image;

    DescriptorLint(Lint lint, Document document) {
        this.lint = lint;
        this.document = document;
        this.image = document.kind() == DocumentKind.MANIFEST && lint.isImage((ManifestDocument) document);
    }

    void check(Edge edge) {
        Optional<FormatRow> row = FormatTable.find(edge.descriptor().mediaType());
        family(edge, row);
        row.ifPresent(known -> type(edge, known));
        if (document.family() == Family.DOCKER) {
            undefined(edge);
        }
    }

    private void family(Edge edge, Optional<FormatRow> row) {
        Family family = row.map(FormatRow::family).orElse(Family.OTHER);
        boolean known = family == Family.OCI || family == Family.DOCKER;
        boolean untyped = document.kind() == DocumentKind.SCHEMA1;
        if (known && !untyped && family != document.family() && !isAttestation(edge)) {
            find(
                    FindingCode.MIXED_FAMILIES,
                    edge,
                    "/mediaType",
                    family.mixedInto(document.family(), document.kind().label()));
        }
    }

    /** An attestation stays in OCI form in a Docker list: every engine takes that. */
    private static boolean isAttestation(Edge edge) {
        return edge.descriptor().annotations().containsKey("vnd.docker.reference.type");
    }

    private void type(Edge edge, FormatRow row) {
        if (row.status() == Status.UNOFFICIAL || row.status() == Status.INVENTED) {
            find(
                    FindingCode.UNOFFICIAL_TYPE,
                    edge,
                    "/mediaType",
                    row.mediaType() + " is " + row.status().label());
        }
        if (isMisplaced(edge.role(), row.role())) {
            find(FindingCode.TYPE_MISPLACED, edge, "/mediaType", row.mediaType() + " is no type of what stands here");
        }
        boolean foreign = row.role() == Role.LAYER && !row.distributable();
        if (foreign && edge.descriptor().urls().isEmpty()) {
            find(FindingCode.FOREIGN_WITHOUT_URLS, edge, "", "the layer is foreign, and no url says where it is");
        }
    }

    /** What artifacts hold, and what indexes of caches list, is their own affair. */
    private boolean isMisplaced(EdgeRole place, Role role) {
        return switch (place) {
            case CONFIG -> role == Role.LAYER || role == Role.MANIFEST || role == Role.INDEX;
            case LAYER -> image && (role == Role.CONFIG || role == Role.MANIFEST || role == Role.INDEX);
            case ENTRY -> role == Role.CONFIG;
            case BLOB, SUBJECT -> false;
        };
    }

    private void undefined(Edge edge) {
        for (String name : List.of("annotations", "data", "artifactType")) {
            edge.json()
                    .member(name)
                    .ifPresent(m -> find(
                            FindingCode.MEMBER_UNDEFINED,
                            edge,
                            "/" + name,
                            "Docker's descriptors do not define \"" + name + "\""));
        }
    }

    private void find(FindingCode code, Edge edge, String member, String text) {
        lint.find(code, document, edge.pointer() + member, text);
    }
}
