// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.Document;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Reading;
import dev.ambidock.graph.GraphBuilder;
import dev.ambidock.graph.GraphReading;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Limits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The graph that a plan leads to, made of its results and of the documents that stay as they are. Pure. */
public final class ResultGraph {
    private ResultGraph() {}

    /**
     * Builds the graph of a plan's results.
     *
     * @param limits the results are read within these; an edit may have made one a little longer than its source was
     * @return the graph; rejected with {@link FindingCode#LAYER_BYTES_NEEDED} if the root's outcome is pending, or if a
     *     limit is passed
     */
    public static GraphReading of(ConversionPlan plan, Limits limits) {
        if (!(plan.root() instanceof Outcome.Known root)) {
            return new GraphReading.Rejected(List.of(Finding.of(
                    FindingCode.LAYER_BYTES_NEEDED, "the result is not known before a layer is compressed anew")));
        }
        Map<Digest, Bytes> contents = new HashMap<>();
        for (Document document : plan.graph().documents()) {
            contents.put(document.digest(), document.bytes());
        }
        for (DocumentPlan document : plan.documents()) {
            if (document.outcome() instanceof Outcome.Known known) {
                contents.put(known.descriptor().digest(), known.bytes());
            }
        }
        Descriptor descriptor = root.descriptor();
        Reading reading = Documents.read(
                root.bytes(),
                Optional.of(descriptor.mediaType()),
                descriptor.digest().algorithm(),
                limits);
        if (reading.kind() == Reading.Kind.REJECTED) {
            return new GraphReading.Rejected(reading.findings());
        }
        return GraphBuilder.read(reading.orThrow(), limits, d -> Optional.ofNullable(contents.get(d.digest())));
    }
}
