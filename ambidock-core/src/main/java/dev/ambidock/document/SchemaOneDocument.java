// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import dev.ambidock.json.JsonValue;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.table.MediaTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Docker V2 schema 1 manifest. Its digest is that of its {@link #payload}.
 *
 * @param layers digests of the layers, <b>top layer first</b>, as the format has them
 * @param history the JSON text of each layer, in the same order
 * @param architecture what the manifest itself says, if it does
 * @param payload the bytes that are signed; of an unsigned manifest all of them
 * @ambidock.rule distribution, "Image Manifest Version 2, Schema 1"
 */
public record SchemaOneDocument(
        DocumentText text, List<Digest> layers, List<String> history, Optional<String> architecture, Bytes payload)
        implements Document {

    /** Copies the lists. */
    public SchemaOneDocument {
        layers = List.copyOf(layers);
        history = List.copyOf(history);
    }

    /** Whether it carries signatures, valid or not. */
    public boolean signed() {
        return !payload.equals(text.bytes());
    }

    @Override
    public DocumentKind kind() {
        return DocumentKind.SCHEMA1;
    }

    /** The layers in the document's order, by digest alone: their type is Docker's usual one, their size unknown. */
    @Override
    public List<Edge> edges() {
        List<JsonValue> values = root().member("fsLayers").orElseThrow().children();
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            Descriptor layer = Descriptor.of(MediaTypes.DOCKER_GZIP, layers.get(i), Descriptor.SIZE_UNKNOWN);
            edges.add(new Edge(EdgeRole.LAYER, "/fsLayers/" + i, layer, values.get(i)));
        }
        return edges;
    }

    @Override
    public Optional<Edge> subject() {
        return Optional.empty();
    }
}
