// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import dev.ambidock.json.GoJsonWriter;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.table.MediaTypes;
import java.util.List;

/** Writes the Docker manifest of an image that came without one, as Go writes it: compact, members in Docker's order. */
public final class DockerManifestText {
    private DockerManifestText() {}

    /**
     * A manifest.
     *
     * @param layers base first; of all descriptors type, size and digest only
     */
    public static Bytes of(Descriptor config, List<Descriptor> layers) {
        GoJsonWriter out = new GoJsonWriter();
        out.beginObject();
        out.name("schemaVersion");
        out.integer(2);
        out.name("mediaType");
        out.text(MediaTypes.DOCKER_MANIFEST.text());
        out.name("config");
        descriptor(out, config);
        out.name("layers");
        out.beginArray();
        layers.forEach(layer -> descriptor(out, layer));
        out.endArray();
        out.endObject();
        return Bytes.wrap(out.toBytes());
    }

    private static void descriptor(GoJsonWriter out, Descriptor descriptor) {
        out.beginObject();
        out.name("mediaType");
        out.text(descriptor.mediaType().text());
        out.name("size");
        out.integer(descriptor.size());
        out.name("digest");
        out.text(descriptor.digest().toString());
        out.endObject();
    }
}
