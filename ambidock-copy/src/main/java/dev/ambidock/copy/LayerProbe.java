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
import dev.ambidock.transport.ContentSource;
import dev.ambidock.transport.codec.LayerFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Looks at the first bytes of layers, since their media types may lie. */
final class LayerProbe {
    private final ContentSource source;
    private final String place;
    private final Map<Digest, Compression> observed = new LinkedHashMap<>();

    private LayerProbe(ContentSource source, String place) {
        this.source = source;
        this.place = place;
    }

    /** How the layers of a graph are really wrapped, so far as they are there and their bytes tell. */
    static Map<Digest, Compression> observe(ContentSource source, String place, DescriptorGraph graph)
            throws IOException {
        LayerProbe probe = new LayerProbe(source, place);
        for (Document document : graph.documents()) {
            if (document.kind() == DocumentKind.MANIFEST) {
                for (Edge layer : ((ManifestDocument) document).layers()) {
                    probe.look(layer.descriptor());
                }
            }
        }
        return probe.observed;
    }

    private void look(Descriptor layer) throws IOException {
        boolean telling = FormatTable.find(layer.mediaType())
                .filter(row -> row.role() == Role.LAYER && !row.encrypted())
                .isPresent();
        if (!telling || observed.containsKey(layer.digest()) || layer.size() == 0) {
            return;
        }
        if (Sides.source(place, () -> source.exists(layer))) {
            format(layer).compression().ifPresent(compression -> observed.put(layer.digest(), compression));
        }
    }

    private LayerFormat format(Descriptor layer) throws IOException {
        return Sides.source(place, () -> {
            try (InputStream in = source.open(layer)) {
                byte[] head = in.readNBytes(LayerFormat.HEAD);
                return LayerFormat.detect(head, head.length);
            }
        });
    }
}
