// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonValue;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Role;
import dev.ambidock.table.FormatTable;
import dev.ambidock.table.MediaTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells the kind of a document from its members, and refuses one that is of two kinds.
 *
 * @ambidock.rule image-spec, manifest.md and image-index.md, "mediaType"; CVE-2021-41190
 */
final class Shape {
    private static final List<String> CONFIG_MARKS =
            List.of("rootfs", "architecture", "os", "container_config", "config", "diff_ids");

    private final JsonValue root;

    Shape(JsonValue root) {
        this.root = root;
    }

    DocumentKind kind(Optional<MediaType> stated) throws Refusal {
        if (!root.is(JsonKind.OBJECT)) {
            throw unknown(
                    root.is(JsonKind.ARRAY)
                            ? "a list is no manifest, index or config (the manifest.json of a docker save archive is one:"
                                    + " give the archive itself)"
                            : "a manifest, index or config is a JSON object");
        }
        List<DocumentKind> kinds = kindsByMember();
        if (kinds.size() > 1) {
            throw ambiguous("it has the members of " + article(kinds.get(0)) + " and of " + article(kinds.get(1)));
        }
        Optional<DocumentKind> byType = stated.flatMap(Shape::kindOf);
        if (kinds.isEmpty()) {
            return byType.orElseGet(() -> DocumentKind.CONFIG) == DocumentKind.CONFIG ? config(byType) : byType.get();
        }
        DocumentKind kind = kinds.get(0);
        if (byType.isPresent() && byType.get() != kind) {
            throw new Refusal(
                    FindingCode.MEDIA_TYPE_CONFLICT,
                    "/mediaType",
                    root,
                    "the media type is that of " + article(byType.get()) + ", the members are those of "
                            + article(kind));
        }
        refuseForeignMembers(kind);
        return kind;
    }

    private DocumentKind config(Optional<DocumentKind> byType) throws Refusal {
        if (byType.isPresent()) {
            return DocumentKind.CONFIG;
        }
        if (looksLikeConfig()) {
            return DocumentKind.CONFIG;
        }
        if (has("imageLayoutVersion")) {
            throw unknown("this is the marker file of an OCI layout; its index.json is the document");
        }
        throw unknown("it has none of the members of a manifest, an index or an image config");
    }

    private boolean looksLikeConfig() {
        return !has("schemaVersion") && CONFIG_MARKS.stream().anyMatch(this::has);
    }

    /** Each kind whose own members are there. A config object alone marks a manifest only beside a schemaVersion. */
    private List<DocumentKind> kindsByMember() {
        List<DocumentKind> kinds = new ArrayList<>(1);
        if (has("manifests")) {
            kinds.add(DocumentKind.INDEX);
        }
        if (has("layers") || (has("config") && has("schemaVersion"))) {
            kinds.add(DocumentKind.MANIFEST);
        }
        if (has("fsLayers") || has("signatures")) {
            kinds.add(DocumentKind.SCHEMA1);
        }
        if (has("blobs")) {
            kinds.add(DocumentKind.ARTIFACT_MANIFEST);
        }
        return kinds;
    }

    /** What is essential to a kind that {@link #kindsByMember} cannot see by itself. */
    private void refuseForeignMembers(DocumentKind kind) throws Refusal {
        List<String> foreign = switch (kind) {
            case INDEX, ARTIFACT_MANIFEST -> List.of("config", "history", "rootfs");
            case MANIFEST -> List.of("history", "rootfs");
            case SCHEMA1 -> List.of("config", "rootfs");
            case CONFIG -> List.of();
        };
        for (String name : foreign) {
            if (has(name)) {
                throw ambiguous(
                        article(kind) + " does not have the member \"" + name + "\", which makes it another document");
            }
        }
    }

    private boolean has(String name) {
        return root.member(name).isPresent();
    }

    private Refusal ambiguous(String text) {
        return new Refusal(FindingCode.AMBIGUOUS_DOCUMENT, "", root, text);
    }

    private Refusal unknown(String text) {
        return new Refusal(FindingCode.UNKNOWN_DOCUMENT, "", root, text);
    }

    /** The kind of document that a type says, if it says one. */
    static Optional<DocumentKind> kindOf(MediaType type) {
        if (type.equals(MediaTypes.OCI_ARTIFACT_MANIFEST)) {
            return Optional.of(DocumentKind.ARTIFACT_MANIFEST);
        }
        if (type.equals(MediaTypes.DOCKER_SCHEMA1) || type.equals(MediaTypes.DOCKER_SCHEMA1_SIGNED)) {
            return Optional.of(DocumentKind.SCHEMA1);
        }
        Role role = FormatTable.role(type);
        return switch (role) {
            case INDEX -> Optional.of(DocumentKind.INDEX);
            case MANIFEST -> Optional.of(DocumentKind.MANIFEST);
            case CONFIG -> Optional.of(DocumentKind.CONFIG);
            case LAYER, OTHER, UNKNOWN -> Optional.empty();
        };
    }

    static String article(DocumentKind kind) {
        return switch (kind) {
            case INDEX, ARTIFACT_MANIFEST -> "an " + kind.label();
            case MANIFEST, CONFIG, SCHEMA1 -> "a " + kind.label();
        };
    }
}
