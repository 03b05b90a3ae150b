// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.model;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Read-only bytes of a document. Equal if the bytes are. Immutable and thread-safe. */
public final class Bytes {
    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** A copy of the given bytes. */
    public static Bytes of(byte[] content) {
        return new Bytes(content.clone());
    }

    /** The text in UTF-8. */
    public static Bytes of(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The given bytes themselves, which the caller hands over and must not change any more. */
    public static Bytes wrap(byte[] content) {
        return new Bytes(content);
    }

    /** How many bytes. */
    public int length() {
        return content.length;
    }

    /** A copy of the bytes. */
    public byte[] toArray() {
        return content.clone();
    }

    /** A stream over the bytes; closing it is not needed. */
    public InputStream stream() {
        return new ByteArrayInputStream(content);
    }

    /** The bytes as UTF-8 text; broken sequences become U+FFFD. */
    public String utf8() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** The digest of the bytes. */
    public Digest digest(DigestAlgorithm algorithm) {
        return algorithm.of(content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** How many bytes, not which. */
    @Override
    public String toString() {
        return content.length + " bytes";
    }
}
