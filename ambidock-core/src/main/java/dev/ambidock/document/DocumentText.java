// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import dev.ambidock.json.JsonTree;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.MediaType;

/**
 * A document's bytes and what is known of them without regard to its kind.
 *
 * @param bytes exactly as read
 * @param tree their ordered view
 * @param mediaType the stated type, else the declared one, else the one that the shape tells
 * @param mediaTypeStated whether the document has the member {@code mediaType}
 * @param digest computed from the bytes, never taken from a peer; of a signed schema 1 manifest from those that are signed
 */
public record DocumentText(Bytes bytes, JsonTree tree, MediaType mediaType, boolean mediaTypeStated, Digest digest) {

    /** A reference to this document, with nothing but the three required members. */
    public Descriptor descriptor() {
        return Descriptor.of(mediaType, digest, bytes.length());
    }
}
