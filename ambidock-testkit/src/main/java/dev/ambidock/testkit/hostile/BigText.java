// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.hostile;

import java.util.function.Consumer;

/**
 * A large ASCII text made in an array of exactly its length: written twice, first to be counted, so that a test with
 * little memory can hold it.
 */
final class BigText {
    private byte[] bytes = new byte[0];
    private boolean counting = true;
    private int length;

    private BigText() {}

    static byte[] of(Consumer<BigText> content) {
        BigText text = new BigText();
        content.accept(text);
        text.bytes = new byte[text.length];
        text.length = 0;
        text.counting = false;
        content.accept(text);
        return text.bytes;
    }

    BigText add(String ascii) {
        if (!counting) {
            for (int i = 0; i < ascii.length(); i++) {
                bytes[length + i] = (byte) ascii.charAt(i);
            }
        }
        length += ascii.length();
        return this;
    }

    BigText repeat(String ascii, int times) {
        for (int i = 0; i < times; i++) {
            add(ascii);
        }
        return this;
    }
}
