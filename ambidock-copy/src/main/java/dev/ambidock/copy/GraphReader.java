// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.document.Document;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Reading;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.graph.GraphBuilder;
import dev.ambidock.graph.GraphReading;
import dev.ambidock.graph.Wanted;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Finding;
import dev.ambidock.model.Limits;
import dev.ambidock.transport.ContentSource;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.error.Side;
import dev.ambidock.transport.io.BoundedRead;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Reads the documents of an image from a source: each digest once, layers never. */
public final class GraphReader {
    private final ContentSource source;
    private final Limits limits;

    public GraphReader(ContentSource source, Limits limits) {
        this.source = source;
        this.limits = limits;
    }

    /**
     * Reads the graph beneath a root. Documents that the source does not have are missing from the graph.
     *
     * @throws ContentException of kind MALFORMED if a document is refused, MISMATCH if it is not what its parent says
     */
    public DescriptorGraph read(Descriptor root) throws IOException {
        Bytes content = document(root);
        Reading reading = Documents.read(
                content, Optional.of(root.mediaType()), root.digest().algorithm(), limits);
        if (reading.kind() == Reading.Kind.REJECTED) {
            throw refused(root, reading.findings());
        }
        return beneath(reading.orThrow(), root);
    }

    private DescriptorGraph beneath(Document document, Descriptor root) throws IOException {
        GraphBuilder builder = new GraphBuilder(document, limits);
        for (Optional<Wanted> next = builder.wanted(); next.isPresent(); next = builder.wanted()) {
            Descriptor wanted = next.get().descriptor();
            Optional<Bytes> found = find(wanted);
            if (found.isPresent()) {
                builder.supply(next.get(), found.get());
            }
        }
        GraphReading graph = builder.finish();
        if (graph.kind() == GraphReading.Kind.REJECTED) {
            throw refused(root, graph.findings());
        }
        return graph.orThrow();
    }

    private Optional<Bytes> find(Descriptor descriptor) throws IOException {
        try {
            return Optional.of(document(descriptor));
        } catch (ContentException e) {
            if (e.kind() == FailureKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Bytes document(Descriptor descriptor) throws IOException {
        return new Attempts(source.isRemote())
                .run(() -> Sides.source(place(descriptor), () -> {
                    try (InputStream in = source.open(descriptor)) {
                        return BoundedRead.all(in, limits.documentBytes(), place(descriptor));
                    }
                }));
    }

    private static String place(Descriptor descriptor) {
        return descriptor.digest().toString();
    }

    private static ContentException refused(Descriptor root, List<Finding> findings) {
        Finding first = findings.get(0);
        return ContentException.of(FailureKind.MALFORMED, root.digest().toString(), first.text())
                .trying(first.code().remedy())
                .at(Side.SOURCE);
    }
}
