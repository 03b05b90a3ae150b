// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import dev.ambidock.json.JsonValue;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.model.MediaType;
import dev.ambidock.table.FormatTable;
import java.util.List;
import java.util.Optional;

/**
 * A document of one of the {@link DocumentKind}s that keeps the bytes it was read from. Immutable. Got from
 * {@link Documents#read}; switch on {@link #kind}.
 */
public sealed interface Document
        permits ArtifactManifestDocument, ConfigDocument, IndexDocument, ManifestDocument, SchemaOneDocument {

    /** What kind of document this is. */
    DocumentKind kind();

    /** The bytes and what follows from them. */
    DocumentText text();

    /** The descriptors that make this document a whole, in source order, the config first; no subject. */
    List<Edge> edges();

    /** What this document is about, if it says so. */
    Optional<Edge> subject();

    default Bytes bytes() {
        return text().bytes();
    }

    default Digest digest() {
        return text().digest();
    }

    default MediaType mediaType() {
        return text().mediaType();
    }

    default Family family() {
        return FormatTable.family(mediaType());
    }

    /** The outermost JSON object. */
    default JsonValue root() {
        return text().tree().root();
    }

    /** A reference to this document. */
    default Descriptor descriptor() {
        return text().descriptor();
    }

    /** The {@code artifactType} member, if there is one and it is not empty. */
    default Optional<String> artifactType() {
        return root().text("artifactType").filter(t -> !t.isEmpty());
    }
}
