// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSpliceTest {
    private static final JsonLimits LIMITS = new JsonLimits(1 << 20, 64, 10_000, 10_000);

    private static JsonTree tree(String text) {
        try {
            return JsonTree.parse(text.getBytes(StandardCharsets.UTF_8), LIMITS);
        } catch (MalformedJsonException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String edit(String text, BiConsumer<JsonSplice, JsonValue> edits) {
        JsonTree tree = tree(text);
        JsonSplice splice = new JsonSplice(tree);
        edits.accept(splice, tree.root());
        return new String(splice.apply(), StandardCharsets.UTF_8);
    }

    private static JsonValue at(JsonValue root, String name) {
        return root.member(name).orElseThrow();
    }

    /** Every set of removals of four members, in three layouts; the rest is what is left of the layout. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a|{ 'b': 2, 'c': 3, 'd': 4 }",
                "b|{ 'a': 1, 'c': 3, 'd': 4 }",
                "c|{ 'a': 1, 'b': 2, 'd': 4 }",
                "d|{ 'a': 1, 'b': 2, 'c': 3 }",
                "ab|{ 'c': 3, 'd': 4 }",
                "ac|{ 'b': 2, 'd': 4 }",
                "ad|{ 'b': 2, 'c': 3 }",
                "bc|{ 'a': 1, 'd': 4 }",
                "bd|{ 'a': 1, 'c': 3 }",
                "cd|{ 'a': 1, 'b': 2 }",
                "abc|{ 'd': 4 }",
                "abd|{ 'c': 3 }",
                "acd|{ 'b': 2 }",
                "bcd|{ 'a': 1 }",
                "abcd|{  }"
            })
    void removesAnySetOfMembers(String names, String left) {
        String source = "{ 'a': 1, 'b': 2, 'c': 3, 'd': 4 }".replace('\'', '"');
        String expected = left.replace('\'', '"');
        BiConsumer<JsonSplice, JsonValue> removal =
                (splice, root) -> names.chars().forEach(c -> splice.remove(at(root, Character.toString(c))));
        assertThat(edit(source, removal)).isEqualTo(expected);
        assertThat(edit(source.replace(" ", ""), removal)).isEqualTo(expected.replace(" ", ""));
        assertThat(edit(source.replace(" '", "\n  '").replace(", ", ",\n\t"), removal))
                .isEqualTo(names.equals("abcd") ? expected : expected.replace(", ", ",\n\t"));
    }

    @Test
    void orderOfRemovingDoesNotMatter() {
        assertThat(edit("[1, 2, 3]", (s, r) -> {
                    s.remove(r.children().get(2));
                    s.remove(r.children().get(0));
                    s.remove(r.children().get(2));
                }))
                .isEqualTo("[2]");
    }

    @Test
    void nestedRemovalsOfDifferentParentsDoNotMeet() {
        assertThat(edit("{\"a\":{\"x\":1,\"y\":2},\"b\":[1,2]}", (s, r) -> {
                    s.remove(at(at(r, "a"), "x"));
                    s.remove(at(r, "b").children().get(1));
                }))
                .isEqualTo("{\"a\":{\"y\":2},\"b\":[1]}");
    }

    @Test
    void rootCannotBeRemoved() {
        JsonTree tree = tree("{}");
        assertThatThrownBy(() -> new JsonSplice(tree).remove(tree.root())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void removalIsKnownBeforeItIsDone() {
        JsonTree tree = tree("{\"a\":1,\"b\":2}");
        JsonSplice splice = new JsonSplice(tree);
        splice.remove(at(tree.root(), "a"));
        assertThat(splice.removes(at(tree.root(), "a"))).isTrue();
        assertThat(splice.removes(at(tree.root(), "b"))).isFalse();
        assertThat(splice.isEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "{'a':1}|{'a':1,'n':0}",
                "{ 'a' : 1 }|{ 'a' : 1, 'n' : 0 }",
                "{'a':1,'b':2}|{'a':1,'n':0,'b':2}",
                "{ 'a': 1,  'b': 2 }|{ 'a': 1,  'n': 0,  'b': 2 }"
            })
    void insertedMemberIsLaidOutLikeItsSibling(String before, String after) {
        assertThat(edit(before.replace('\'', '"'), (s, r) -> s.insertAfter(at(r, "a"), "n", "0")))
                .isEqualTo(after.replace('\'', '"'));
    }

    @Test
    void insertedMemberGetsALineWhereSiblingsHaveOne() {
        assertThat(edit("{\n   \"a\": 1\n}", (s, r) -> s.insertAfter(at(r, "a"), "n", "0")))
                .isEqualTo("{\n   \"a\": 1,\n   \"n\": 0\n}");
        assertThat(edit("{\r\n\t\"a\": 1,\r\n\t\"b\": 2\r\n}", (s, r) -> s.insertAfter(at(r, "b"), "n", "0")))
                .isEqualTo("{\r\n\t\"a\": 1,\r\n\t\"b\": 2,\r\n\t\"n\": 0\r\n}");
    }

    @Test
    void insertionsAtOnePlaceKeepTheirOrderBesideARemoval() {
        assertThat(edit("{\"a\":1,\"b\":2,\"c\":3}", (s, r) -> {
                    s.insertAfter(at(r, "a"), "x", "8");
                    s.remove(at(r, "b"));
                    s.remove(at(r, "c"));
                    s.insertAfter(at(r, "a"), "y", "9");
                    s.replaceRaw(at(r, "a"), "[]");
                }))
                .isEqualTo("{\"a\":[],\"x\":8,\"y\":9}");
    }

    @Test
    void replacedTextKeepsEscapesInHeadAndTail() {
        String source = "\"\\u0061b\\/OLD\\u0063\"";
        assertThat(edit(
                        source,
                        (s, r) -> assertThat(s.replaceText(r, "ab/NEWc")).isTrue()))
                .isEqualTo("\"\\u0061b\\/NEW\\u0063\"");
    }

    @Test
    void replacedEscapesAreToldSinceTheyAreLost() {
        assertThat(edit(
                        "\"a\\u0062c\"",
                        (s, r) -> assertThat(s.replaceText(r, "aXc")).isFalse()))
                .isEqualTo("\"aXc\"");
        assertThat(edit(
                        "\"abc\"",
                        (s, r) -> assertThat(s.replaceText(r, "a\"\nc")).isTrue()))
                .isEqualTo("\"a\\\"\\nc\"");
    }

    @Test
    void replacedTextNeverSplitsASurrogatePair() {
        String grin = "\uD83D\uDE00";
        String smile = "\uD83D\uDE03";
        String otherHigh = "\uD83C\uDE00";
        for (String[] pair : new String[][] {{grin, smile}, {grin, otherHigh}, {"a" + grin + "b", "a" + smile + "b"}}) {
            assertThat(edit("\"" + pair[0] + "\"", (s, r) -> s.replaceText(r, pair[1])))
                    .isEqualTo("\"" + pair[1] + "\"");
        }
    }

    @Test
    void renamedMemberKeepsItsValueAndLayout() {
        assertThat(edit("{ \"a\" : [1 ,2] }", (s, r) -> s.rename(at(r, "a"), "\u00e9\"")))
                .isEqualTo("{ \"\u00e9\\\"\" : [1 ,2] }");
    }

    @Test
    void separatorIsThatOfTheNeighbours() {
        JsonTree tree = tree("[1,  2 ,3]");
        JsonSplice splice = new JsonSplice(tree);
        assertThat(splice.separator(tree.root().children().get(0))).isEqualTo(",  ");
        assertThat(splice.separator(tree.root().children().get(1))).isEqualTo(",  ");
        assertThat(splice.separator(tree.root().children().get(2))).isEqualTo(" ,");
        JsonTree one = tree("[\n 1\n]");
        assertThat(new JsonSplice(one).separator(one.root().children().get(0))).isEqualTo(",\n ");
    }

    @Test
    void editBeneathAReplacedValueGoesWithIt() {
        assertThat(edit("{\"a\":{\"b\":1}}", (s, r) -> {
                    s.replaceRaw(at(at(r, "a"), "b"), "2");
                    s.replaceRaw(at(r, "a"), "1");
                }))
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void overlappingEditsAreAFaultOfTheCaller() {
        assertThatThrownBy(() -> edit("{\"a\":{\"b\":1}}", (s, r) -> {
                    s.replaceRaw(at(r, "a"), "1");
                    s.replaceRaw(at(r, "a"), "2");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("edits overlap at byte 5");
    }
}
