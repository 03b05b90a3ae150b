// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What {@link JsonSplice#replaceText} writes for strings of every spelling. */
class JsonSpliceTextTest {

    @Test
    void touchesOnlyWhatDiffers() throws MalformedJsonException {
        assertThat(replaced("[ \"a/old/z\" ]", "a/new/z", true)).isEqualTo("[ \"a/new/z\" ]");
        assertThat(replaced("[\"same\"]", "same", true)).isEqualTo("[\"same\"]");
        assertThat(replaced("[\"\"]", "x", true)).isEqualTo("[\"x\"]");
        assertThat(replaced("[\"aaa\"]", "aa", true)).isEqualTo("[\"aa\"]");
        assertThat(replaced("[\"plain\"]", "a\"\\\n", true)).isEqualTo("[\"a\\\"\\\\\\n\"]");
    }

    @Test
    void keepsEscapesOfTheCommonHeadAndTail() throws MalformedJsonException {
        assertThat(replaced("[\"a\\/old\\u002fz\"]", "a/new/z", true)).isEqualTo("[\"a\\/new\\u002fz\"]");
    }

    @Test
    void tellsWhenAnEscapeGivesWay() throws MalformedJsonException {
        assertThat(replaced("[\"a\\u006fz\"]", "axz", false)).isEqualTo("[\"axz\"]");
    }

    @Test
    void neverSplitsASurrogatePair() throws MalformedJsonException {
        String face = "\ud83d\ude00";
        assertThat(replaced("[\"x" + face + "z\"]", "x\ud83d\ude01z", true)).isEqualTo("[\"x\ud83d\ude01z\"]");
        assertThat(replaced("[\"x" + face + "z\"]", "x\ud83e\ude00z", true)).isEqualTo("[\"x\ud83e\ude00z\"]");
        assertThat(replaced("[\"x\\ud83d\\ude00z\"]", "x\ud83d\ude01z", false)).isEqualTo("[\"x\ud83d\ude01z\"]");
        assertThat(replaced("[\"x\\ud83d\\ude00z\"]", "x\ud83e\ude00z", false)).isEqualTo("[\"x\ud83e\ude00z\"]");
    }

    private static String replaced(String json, String text, boolean restorable) throws MalformedJsonException {
        byte[] source = json.getBytes(StandardCharsets.UTF_8);
        JsonTree tree = JsonTree.parse(source, new JsonLimits(1_000, 8, 100, 100));
        JsonSplice splice = new JsonSplice(tree);
        assertThat(splice.replaceText(tree.root().children().get(0), text)).isEqualTo(restorable);
        return new String(splice.apply(), StandardCharsets.UTF_8);
    }
}
