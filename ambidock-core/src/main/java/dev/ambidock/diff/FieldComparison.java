// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.diff;

import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonValue;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.MediaType;
import dev.ambidock.table.FormatRow;
import dev.ambidock.table.FormatTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares two JSON values field by field. */
final class FieldComparison {
    private static final Set<String> LINKS = Set.of("digest", "size", "data", "vnd.docker.reference.digest");

    private final EntryPairs pairs;
    private final List<DiffRow> rows = new ArrayList<>();

    FieldComparison(EntryPairs pairs) {
        this.pairs = pairs;
    }

    List<DiffRow> rows(JsonValue first, JsonValue second) {
        compare("", first, second);
        return rows;
    }

    private void compare(String pointer, JsonValue first, JsonValue second) {
        if (first.is(JsonKind.OBJECT) && second.is(JsonKind.OBJECT)) {
            objects(pointer, first, second);
        } else if (first.is(JsonKind.ARRAY) && second.is(JsonKind.ARRAY)) {
            arrays(pointer, first.children(), second.children());
        } else {
            scalars(pointer, first, second);
        }
    }

    private void objects(String pointer, JsonValue first, JsonValue second) {
        Set<String> seen = new HashSet<>();
        for (JsonValue member : first.children()) {
            seen.add(member.key());
            String at = pointer + "/" + escaped(member.key());
            Optional<JsonValue> partner = second.member(member.key());
            if (partner.isPresent()) {
                compare(at, member, partner.get());
            } else {
                single(at, member, Relation.LOST);
            }
        }
        for (JsonValue member : second.children()) {
            if (!seen.contains(member.key())) {
                single(pointer + "/" + escaped(member.key()), member, Relation.ADDED);
            }
        }
    }

    private void arrays(String pointer, List<JsonValue> first, List<JsonValue> second) {
        boolean paired = pointer.equals("/manifests");
        Set<Integer> used = new HashSet<>();
        for (int i = 0; i < first.size(); i++) {
            int j = paired ? pairs.partner(i) : i;
            if (j >= 0 && j < second.size()) {
                used.add(j);
                compare(pointer + "/" + i, first.get(i), second.get(j));
            } else {
                single(pointer + "/" + i, first.get(i), Relation.LOST);
            }
        }
        for (int j = 0; j < second.size(); j++) {
            if (!used.contains(j)) {
                single(pointer + "/" + j, second.get(j), Relation.ADDED);
            }
        }
    }

    private void scalars(String pointer, JsonValue first, JsonValue second) {
        if (equal(first, second)) {
            add(pointer, Relation.SAME, first, second, "");
            return;
        }
        Optional<String> renaming = renaming(first, second);
        if (renaming.isPresent()) {
            add(pointer, Relation.RENAMED, first, second, renaming.get());
        } else if (isLink(pointer, first)) {
            add(pointer, Relation.FOLLOWS, first, second, "follows the converted document that it names");
        } else {
            add(pointer, Relation.CHANGED, first, second, "");
        }
    }

    private boolean isLink(String pointer, JsonValue field) {
        return LINKS.contains(field.key()) && (pointer.startsWith("/manifests/") || pointer.startsWith("/subject/"));
    }

    private static boolean equal(JsonValue first, JsonValue second) {
        if (first.kind() != second.kind()) {
            return false;
        }
        return first.is(JsonKind.STRING)
                ? first.text().equals(second.text())
                : first.raw().equals(second.raw());
    }

    private static Optional<String> renaming(JsonValue first, JsonValue second) {
        if (!first.key().equals("mediaType") || !first.is(JsonKind.STRING) || !second.is(JsonKind.STRING)) {
            return Optional.empty();
        }
        Optional<FormatRow> one = FormatTable.find(MediaType.of(first.text()));
        Optional<FormatRow> two = FormatTable.find(MediaType.of(second.text()));
        if (one.isEmpty() || two.isEmpty() || one.get().role() != two.get().role()) {
            return Optional.empty();
        }
        if (!one.get().compression().equals(two.get().compression())) {
            return Optional.empty();
        }
        return Optional.of(
                one.get().family().label() + "'s and " + two.get().family().label() + "'s name for the same thing");
    }

    /** A field that one side has alone; annotations are told one by one. */
    private void single(String pointer, JsonValue value, Relation relation) {
        if (value.key().equals("annotations") && value.is(JsonKind.OBJECT)) {
            value.children().forEach(a -> single(pointer + "/" + escaped(a.key()), a, relation));
            return;
        }
        String text = text(value);
        rows.add(
                relation == Relation.LOST
                        ? new DiffRow(pointer, relation, text, "", reason(pointer, value))
                        : new DiffRow(pointer, relation, "", text, ""));
    }

    private static String reason(String pointer, JsonValue value) {
        if (pointer.contains("/annotations/")) {
            return FindingCode.ANNOTATION_DROP.meaning();
        }
        return switch (value.key()) {
            case "subject" -> FindingCode.SUBJECT_DROP.meaning();
            case "artifactType" -> FindingCode.ARTIFACT_TYPE_DROP.meaning();
            case "data" -> FindingCode.DATA_DROP.meaning();
            case "urls" -> FindingCode.URLS_DROP.meaning();
            default -> "";
        };
    }

    private void add(String pointer, Relation relation, JsonValue first, JsonValue second, String comment) {
        rows.add(new DiffRow(pointer, relation, text(first), text(second), comment));
    }

    private static String text(JsonValue value) {
        return value.is(JsonKind.STRING) ? value.text() : value.raw();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
