// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Edge;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Role;
import dev.ambidock.table.FormatTable;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.codec.LayerFormat;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Looks at the first bytes of layers, since their media types may lie. */
final class LayerProbe {
    private final ImageSource source;

    LayerProbe(ImageSource source) {
        this.source = source;
    }

    /** How the layers of a graph are really wrapped, so far as they are there and their bytes tell. */
    Map<Digest, Compression> observe(DescriptorGraph graph) throws IOException {
        Map<Digest, Compression> observed = new LinkedHashMap<>();
        for (Descriptor layer : telling(graph).values()) {
            format(layer).compression().ifPresent(compression -> observed.put(layer.digest(), compression));
        }
        return observed;
    }

    /** Layers whose bytes can tell; at a remote place without those that are fetched by nobody. */
    private Map<Digest, Descriptor> telling(DescriptorGraph graph) {
        Map<Digest, Descriptor> layers = new LinkedHashMap<>();
        for (Document document : graph.documents()) {
            if (document.kind() == DocumentKind.MANIFEST) {
                for (Edge layer : ((ManifestDocument) document).layers()) {
                    Descriptor descriptor = layer.descriptor();
                    boolean telling = FormatTable.find(descriptor.mediaType())
                            .filter(row -> row.role() == Role.LAYER && !row.encrypted())
                            .filter(row -> row.distributable() || !source.isRemote())
                            .isPresent();
                    if (telling && descriptor.size() > 0) {
                        layers.putIfAbsent(descriptor.digest(), descriptor);
                    }
                }
            }
        }
        return layers;
    }

    private LayerFormat format(Descriptor layer) throws IOException {
        try {
            return Sides.source(source.locator(), () -> {
                if (!source.isRemote() && !source.exists(layer)) {
                    return LayerFormat.UNKNOWN;
                }
                long length = Math.min(LayerFormat.HEAD, layer.size());
                try (InputStream in = source.openAt(layer, 0, length)) {
                    byte[] head = in.readNBytes((int) length);
                    return LayerFormat.detect(head, head.length);
                }
            });
        } catch (ContentException e) {
            if (source.isRemote() && e.kind() == FailureKind.NOT_FOUND) {
                return LayerFormat.UNKNOWN;
            }
            throw e;
        }
    }
}
