// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.peers;

import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What was found out of a result, by kind. */
final class Facts {
    private final Set<String> lines = new LinkedHashSet<>();
    private final Map<String, Integer> losses = new LinkedHashMap<>();
    private final Map<String, String> words = new TreeMap<>();

    /** Something neither good nor bad. */
    void fact(String text) {
        lines.add("fact\t" + text);
    }

    /** The result is invalid, says what is not so, or is not what was asked for. */
    void wrong(String text) {
        lines.add("wrong\t" + text);
    }

    /**
     * Something of the source is gone or changed.
     *
     * @param word one of which a tool must print to have told it, as an extended regular expression
     */
    void lost(String word, String text) {
        losses.merge(text, 1, Integer::sum);
        words.put(text, word);
    }

    /** Compares two objects' members of the given kind of importance; {@code word} as above. */
    void members(String word, String where, JsonValue before, JsonValue after, Set<String> not) {
        for (JsonValue member : before.children()) {
            if (not.contains(member.key()) || Doc.isVoid(member)) {
                continue;
            }
            String path = where.isEmpty() ? member.key() : where + "." + member.key();
            JsonValue other = after.member(member.key()).orElse(null);
            if (other == null || Doc.isVoid(other)) {
                lost(word.isEmpty() ? member.key() : word, path);
            } else if (member.is(JsonKind.OBJECT) && other.is(JsonKind.OBJECT)) {
                members(word.isEmpty() ? member.key() : word, path, member, other, Set.of());
            } else if (!same(member, other)) {
                lost(word.isEmpty() ? member.key() : word, path + " (changed)");
            }
        }
    }

    /** Compares the annotations of two descriptors, but for some. */
    void annotations(String where, Doc.Ref before, Doc.Ref after, Set<String> not) {
        before.json().member("annotations").ifPresent(annotations -> {
            // A descriptor has none of their names itself, so it serves as an empty object.
            JsonValue others = after.json().member("annotations").orElse(after.json());
            members("annotation", where + ".annotations", annotations, others, not);
        });
    }

    /** Whether two values say the same, however they are spelled. */
    private static boolean same(JsonValue one, JsonValue two) {
        if (one.kind() != two.kind()) {
            return false;
        }
        if (one.is(JsonKind.STRING)) {
            return one.text().equals(two.text());
        }
        if (one.children().size() != two.children().size()) {
            return false;
        }
        if (one.children().isEmpty()) {
            return one.raw().replaceAll("\\s", "").equals(two.raw().replaceAll("\\s", ""));
        }
        for (int i = 0; i < one.children().size(); i++) {
            JsonValue child = one.children().get(i);
            JsonValue other = one.is(JsonKind.OBJECT)
                    ? two.member(child.key()).orElse(two)
                    : two.children().get(i);
            if (!same(child, other)) {
                return false;
            }
        }
        return true;
    }

    /** A line for each: its kind, for a loss the word by which it is told, the text. */
    String text() {
        StringBuilder out = new StringBuilder();
        lines.forEach(line -> out.append(line).append('\n'));
        losses.forEach((text, times) -> out.append("lost\t")
                .append(words.get(text))
                .append('\t')
                .append(text)
                .append(times > 1 ? " (" + times + " times)" : "")
                .append('\n'));
        return out.toString();
    }
}
