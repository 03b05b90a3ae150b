// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTreeTest {
    private static final JsonLimits WIDE = new JsonLimits(1 << 20, 64, 10_000, 10_000);

    private static MalformedJsonException refusal(byte[] text, JsonLimits limits) {
        return catchThrowableOfType(MalformedJsonException.class, () -> JsonTree.parse(text, limits));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'a':1,'a':2}|DUPLICATE_MEMBER|7",
                "{'a':1,'\\u0061':2}|DUPLICATE_MEMBER|7",
                "{'o':{'a':1,'b':1,'a':2}}|DUPLICATE_MEMBER|18",
                "{} {}|TRAILING_DATA|3",
                "1 2|TRAILING_DATA|2",
                "'\\ud800'|LONE_SURROGATE|1",
                "'a\\udc00'|LONE_SURROGATE|2",
                "{'\\ud800\\u0041':1}|LONE_SURROGATE|2"
            })
    void refusesWhatReadersWouldReadDifferently(String text, JsonProblem problem, int offset) {
        MalformedJsonException refusal = refusal(utf8(text.replace('\'', '"')), WIDE);
        assertThat(refusal.problem()).isEqualTo(problem);
        assertThat(refusal.offset()).isEqualTo(offset);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {"{|1", "[1,]|3", "nul|0", "{'a' 1}|5", "01|1", "{a:1}|1", "['\\x']|3", "// c|0", "[1 2]|3", "NaN|0"
            })
    void refusesWhatIsNotJson(String text, int atLeast) {
        MalformedJsonException refusal = refusal(utf8(text.replace('\'', '"')), WIDE);
        assertThat(refusal.problem()).isEqualTo(JsonProblem.SYNTAX);
        assertThat(refusal.offset()).isBetween(atLeast, text.length());
        assertThat(refusal.getMessage()).doesNotContain("\n").isNotBlank();
    }

    @Test
    void emptyTextIsRefusedAtItsEnd() {
        assertThat(refusal(new byte[0], WIDE).problem()).isEqualTo(JsonProblem.SYNTAX);
        assertThat(refusal(utf8("  "), WIDE).offset()).isEqualTo(2);
    }

    @Test
    void otherEncodingsAreRefused() {
        assertThat(refusal(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '1'}, WIDE)
                        .problem())
                .isEqualTo(JsonProblem.ENCODING);
        assertThat(refusal("{}".getBytes(StandardCharsets.UTF_16LE), WIDE).offset())
                .isEqualTo(1);
        MalformedJsonException broken = refusal(new byte[] {'"', 'a', (byte) 0xC3, '"'}, WIDE);
        assertThat(broken.problem()).isEqualTo(JsonProblem.ENCODING);
        assertThat(broken.offset()).isEqualTo(2);
        byte[] overlong = {'"', (byte) 0xC0, (byte) 0xAF, '"'};
        assertThat(refusal(overlong, WIDE).offset()).isEqualTo(1);
        byte[] surrogate = {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'};
        assertThat(refusal(surrogate, WIDE).offset()).isEqualTo(1);
    }

    @Test
    void limitsHoldToTheLastUnit() throws MalformedJsonException {
        byte[] text = utf8("[[1,2],{\"a\":3}]");
        assertThat(JsonTree.parse(text, new JsonLimits(text.length, 2, 6, 1)).size())
                .isEqualTo(6);
        assertLimit(text, new JsonLimits(text.length - 1, 2, 6, 1));
        assertLimit(text, new JsonLimits(text.length, 1, 6, 1));
        assertLimit(text, new JsonLimits(text.length, 2, 5, 1));
        assertLimit(utf8("{\"a\":1,\"b\":2}"), new JsonLimits(99, 2, 6, 1));
        assertLimit(utf8("[" + "1".repeat(5000) + "]"), WIDE);
    }

    private static void assertLimit(byte[] text, JsonLimits limits) {
        assertThat(refusal(text, limits).problem()).isEqualTo(JsonProblem.LIMIT);
    }

    @Test
    void lenientReadingNamesOdditiesAndKeepsSpans() throws MalformedJsonException {
        byte[] text = utf8("{\"a\":\"?\",\"a\":\"\\ud800\"}");
        text[6] = (byte) 0xFF;
        JsonTree tree = JsonTree.parseLeniently(text, WIDE);
        assertThat(tree.oddities())
                .extracting(JsonOddity::problem, JsonOddity::offset)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(JsonProblem.ENCODING, 6),
                        org.assertj.core.groups.Tuple.tuple(JsonProblem.LONE_SURROGATE, 14),
                        org.assertj.core.groups.Tuple.tuple(JsonProblem.DUPLICATE_MEMBER, 9));
        List<JsonValue> members = tree.root().children();
        assertThat(members.get(0).start()).isEqualTo(5);
        assertThat(members.get(1).nameStart()).isEqualTo(9);
        assertThat(members.get(1).end()).isEqualTo(text.length - 1);
        assertThat(catchThrowableOfType(MalformedJsonException.class, () -> JsonTree.parseLeniently(utf8("{} x"), WIDE))
                        .problem())
                .isIn(JsonProblem.SYNTAX, JsonProblem.TRAILING_DATA);
    }

    @Test
    void halfAPairInANameIsAnOddityLikeAnyOther() throws MalformedJsonException {
        byte[] text = utf8("{\"\\ud800\":1,\"\\uD83D\\uDE00\":2,\"x\\udc00\\udc00\":3}");
        JsonTree tree = JsonTree.parseLeniently(text, WIDE);
        assertThat(tree.oddities()).extracting(JsonOddity::offset).containsExactly(2, 31);
        assertThat(tree.root().children()).extracting(JsonValue::raw).containsExactly("1", "2", "3");
        assertThat(tree.root().children().get(1).key()).isEqualTo("\uD83D\uDE00");
    }

    @Test
    void manyMembersAreComparedToo() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < 40; i++) {
            text.append("\"m").append(i).append("\":0,");
        }
        assertThat(refusal(utf8(text + "\"m7\":1}"), WIDE).problem()).isEqualTo(JsonProblem.DUPLICATE_MEMBER);
        assertThat(refusal(utf8(text + "\"m40\":1}"), WIDE)).isNull();
    }

    @Test
    void valuesKnowWhatTheySay() throws MalformedJsonException {
        JsonValue root = JsonTree.parse(
                        utf8("{\"s\":\"a\\u00e9\\/\\n\",\"n\":9223372036854775807,\"m\":-7,\"f\":1.0,\"e\":1e3,"
                                + "\"b\":9223372036854775808,\"t\":true,\"x~/\":[null,{}]}"),
                        WIDE)
                .root();
        assertThat(root.text("s")).contains("a\u00e9/\n");
        assertThat(root.member("s").orElseThrow().printable()).isEqualTo("a\u00e9/\\u000a");
        assertThat(root.member("n").orElseThrow().integer()).hasValue(Long.MAX_VALUE);
        assertThat(root.member("m").orElseThrow().integer()).hasValue(-7);
        for (String name : List.of("f", "e", "b", "t")) {
            assertThat(root.member(name).orElseThrow().integer()).as(name).isEmpty();
        }
        JsonValue list = root.member("x~/").orElseThrow();
        assertThat(list.children().get(1).pointer()).isEqualTo("/x~0~1/1");
        assertThat(list.raw()).isEqualTo("[null,{}]");
        assertThat(root.pointer()).isEmpty();
        assertThat(root.member("missing")).isEmpty();
        assertThat(root.text("n")).isEmpty();
    }
}
