// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of layers' bytes, which a planner never sees. Immutable.
 *
 * @param observed how layers are really wrapped, told by their first bytes; those that are not in here are believed to be
 *     what their media type says, and so are foreign and encrypted ones
 * @param transcoded what layers became that were compressed anew already, by their old digest
 * @param read layers of schema 1 images, whose manifests tell nothing of them but their digests
 */
public record LayerFacts(
        Map<Digest, Compression> observed, Map<Digest, Descriptor> transcoded, Map<Digest, ReadLayer> read) {
    private static final LayerFacts NONE = new LayerFacts(Map.of(), Map.of(), Map.of());

    /** Copies the maps, keeping their order. */
    public LayerFacts {
        observed = Collections.unmodifiableMap(new LinkedHashMap<>(observed));
        transcoded = Collections.unmodifiableMap(new LinkedHashMap<>(transcoded));
        read = Collections.unmodifiableMap(new LinkedHashMap<>(read));
    }

    /** Nothing is known. */
    public static LayerFacts none() {
        return NONE;
    }

    /** These observations. */
    public static LayerFacts observed(Map<Digest, Compression> observed) {
        return new LayerFacts(observed, Map.of(), Map.of());
    }

    /** The same observations with other results of compressing anew. */
    public LayerFacts withTranscoded(Map<Digest, Descriptor> results) {
        return new LayerFacts(observed, results, read);
    }

    /** The same with layers that were read. */
    public LayerFacts withRead(Map<Digest, ReadLayer> layers) {
        return new LayerFacts(observed, transcoded, layers);
    }
}
