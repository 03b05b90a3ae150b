// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testing;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.DigestAlgorithm;
import java.util.List;

/**
 * Some content with the media type that others name it by: a document, or a stand-in for a layer.
 *
 * @param type media type in references to it
 * @param algorithm of its digest
 * @param bytes the content
 */
public record Doc(String type, DigestAlgorithm algorithm, Bytes bytes) {

    public static Doc of(String type, String text) {
        return new Doc(type, DigestAlgorithm.SHA256, Bytes.of(text));
    }

    /** The same content under a sha512 digest. */
    public Doc sha512() {
        return new Doc(type, DigestAlgorithm.SHA512, bytes);
    }

    /** The same content under another media type. */
    public Doc as(String other) {
        return new Doc(other, algorithm, bytes);
    }

    public String text() {
        return bytes.utf8();
    }

    public String digest() {
        return bytes.digest(algorithm).toString();
    }

    public int size() {
        return bytes.length();
    }

    /** A descriptor, members in OCI's order, more members behind. */
    public String ref(String... more) {
        return descriptor(type, digest(), size(), more);
    }

    /** A descriptor, members in Docker's order, more members behind. */
    public String dockerRef(String... more) {
        return "{\"mediaType\":\"" + type + "\",\"size\":" + size() + ",\"digest\":\"" + digest() + "\"" + joined(more)
                + "}";
    }

    public static String descriptor(String type, String digest, long size, String... more) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest + "\",\"size\":" + size + joined(more) + "}";
    }

    static String joined(String... members) {
        StringBuilder out = new StringBuilder();
        List.of(members).forEach(m -> out.append(',').append(m));
        return out.toString();
    }
}
