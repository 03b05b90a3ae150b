// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.schema1;

import dev.ambidock.document.RejectedDocumentException;
import dev.ambidock.document.SchemaOneDocument;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The image that a schema 1 manifest describes. Immutable.
 *
 * @ambidock.rule moby v20.10, distribution/pull_v2.go, pullSchema1
 */
public final class SchemaOneImage {
    private final SchemaOneDocument document;
    private final V1Chain chain;

    private SchemaOneImage(SchemaOneDocument document, V1Chain chain) {
        this.document = document;
        this.chain = chain;
    }

    /**
     * Reads the entries of a manifest.
     *
     * @throws RejectedDocumentException if layers and history do not pair, or the entries are no chain
     */
    public static SchemaOneImage read(SchemaOneDocument document, Limits limits) {
        List<String> texts = document.history();
        if (texts.size() != document.layers().size()) {
            throw new RejectedDocumentException(List.of(Finding.at(
                    FindingCode.INVALID_MEMBER,
                    document.digest(),
                    "/history",
                    "it has " + texts.size() + " entries, fsLayers has "
                            + document.layers().size())));
        }
        List<V1Entry> topFirst = new ArrayList<>();
        for (String text : texts) {
            topFirst.add(V1Entry.read(Bytes.wrap(text.getBytes(StandardCharsets.UTF_8)), limits));
        }
        return new SchemaOneImage(document, V1Chain.of(topFirst));
    }

    /** Digests of the layers that the image really has, <b>base first</b>; one may come several times. */
    public List<Digest> layers() {
        return chain.layers().stream().map(document.layers()::get).toList();
    }

    /** The same image without layers that bring nothing: their entries stay in the history. */
    public SchemaOneImage without(Predicate<Digest> empty) {
        List<Integer> kept = chain.layers().stream()
                .filter(place -> !empty.test(document.layers().get(place)))
                .toList();
        return new SchemaOneImage(document, chain.withLayers(kept::contains));
    }

    /**
     * The config that Docker makes of the image. See {@link V1Chain#config}.
     *
     * @param diffIds of the uncompressed {@link #layers}, in their order
     */
    public V1Config config(List<Digest> diffIds) {
        return chain.config(diffIds, document.architecture().filter(a -> !a.isEmpty()));
    }
}
