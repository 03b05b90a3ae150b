// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GoJsonWriterTest {
    private static String text(String value) {
        GoJsonWriter out = new GoJsonWriter();
        out.text(value);
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void escapesAsGoDoes() {
        assertThat(text("<>&")).isEqualTo("\"\\u003c\\u003e\\u0026\"");
        assertThat(text("\u2028\u2029")).isEqualTo("\"\\u2028\\u2029\"");
        assertThat(text("\b\f\n\r\t")).isEqualTo("\"\\b\\f\\n\\r\\t\"");
        assertThat(text("\u0000\u001f\u007f")).isEqualTo("\"\\u0000\\u001f\u007f\"");
        assertThat(text("\\ \" / '")).isEqualTo("\"\\\\ \\\" / '\"");
        assertThat(text("\u00e9\uD83D\uDE00")).isEqualTo("\"\u00e9\uD83D\uDE00\"");
    }

    @Test
    void commasComeByThemselves() {
        GoJsonWriter out = new GoJsonWriter();
        out.beginObject();
        out.name("a");
        out.beginArray();
        out.integer(1);
        out.bool(true);
        out.beginObject();
        out.endObject();
        out.endArray();
        out.name("b");
        out.text("");
        out.endObject();
        assertThat(new String(out.toBytes(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":[1,true,{}],\"b\":\"\"}");
    }

    @Test
    void mapsAreSortedByBytesNotByUnits() throws MalformedJsonException {
        String source = "{\"\uD83D\uDE00\":1, \"\uFFFD\":2 , \"b\":[ 1.50 ], \"a\":null}";
        JsonTree tree = JsonTree.parse(source.getBytes(StandardCharsets.UTF_8), new JsonLimits(999, 9, 99, 99));
        GoJsonWriter out = new GoJsonWriter();
        out.sorted(tree.root());
        assertThat(new String(out.toBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":null,\"b\":[1.50],\"\uFFFD\":2,\"\uD83D\uDE00\":1}");
    }
}
