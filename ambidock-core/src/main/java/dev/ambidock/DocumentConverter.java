// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock;

import dev.ambidock.document.Documents;
import dev.ambidock.document.Reading;
import dev.ambidock.graph.GraphBuilder;
import dev.ambidock.graph.GraphReading;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.plan.Planner;
import dev.ambidock.plan.Planning;
import java.util.Optional;
import java.util.function.Function;

/**
 * The library's front door for documents: bytes in, a plan with the converted bytes out. Immutable and thread-safe.
 *
 * <pre>{@code
 * DocumentConverter converter = DocumentConverter.to(Family.OCI);
 * ConversionPlan plan = converter.plan(manifest).orThrow();
 * byte[] converted = plan.rootBytes().toArray();
 * }</pre>
 */
public final class DocumentConverter {
    private final ConversionRequest request;
    private final Limits limits;

    private DocumentConverter(ConversionRequest request, Limits limits) {
        this.request = request;
        this.limits = limits;
    }

    /** A converter to OCI or Docker with default policies. */
    public static DocumentConverter to(Family target) {
        return new DocumentConverter(ConversionRequest.to(target), Limits.defaults());
    }

    /** A converter with policies and limits of the caller's. */
    public static DocumentConverter of(ConversionRequest request, Limits limits) {
        return new DocumentConverter(request, limits);
    }

    /** Plans the conversion of a manifest or config alone. Never throws on bad input: the answer says what is wrong. */
    public Planning plan(byte[] document) {
        return plan(document, descriptor -> Optional.empty());
    }

    /**
     * Plans the conversion of a document with those beneath it.
     *
     * @param children asked for each child manifest and each config by descriptor; what it gives is checked against size
     *     and digest
     */
    public Planning plan(byte[] document, Function<Descriptor, Optional<Bytes>> children) {
        // Not copied here: reading makes the copy that the documents keep.
        Reading root = Documents.read(Bytes.wrap(document), limits);
        if (root.kind() == Reading.Kind.REJECTED) {
            return new Planning.Refused(root.findings());
        }
        GraphReading graph = GraphBuilder.read(root.orThrow(), limits, children);
        if (graph.kind() == GraphReading.Kind.REJECTED) {
            return new Planning.Refused(graph.findings());
        }
        return Planner.plan(graph.orThrow(), request);
    }
}
