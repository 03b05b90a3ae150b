// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.origin;

import dev.ambidock.json.GoJsonWriter;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.table.MediaTypes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the manifest of a record, compactly and always in the same order.
 *
 * @ambidock.rule image-spec, manifest.md, "Guidelines for Artifact Usage"
 */
final class RecordWriter {
    private RecordWriter() {}

    static Bytes write(Descriptor subject, List<Descriptor> layers, Map<String, String> annotations) {
        GoJsonWriter out = new GoJsonWriter();
        out.beginObject();
        out.name("schemaVersion");
        out.integer(2);
        out.name("mediaType");
        out.text(MediaTypes.OCI_MANIFEST.text());
        out.name("artifactType");
        out.text(OriginRecord.ARTIFACT_TYPE.text());
        out.name("config");
        out.beginObject();
        members(out, OriginRecord.EMPTY.descriptor());
        out.name("data");
        out.text("e30=");
        out.endObject();
        out.name("layers");
        out.beginArray();
        for (Descriptor layer : layers) {
            descriptor(out, layer);
        }
        out.endArray();
        out.name("subject");
        descriptor(out, subject);
        out.name("annotations");
        out.beginObject();
        new TreeMap<>(annotations).forEach((key, value) -> {
            out.name(key);
            out.text(value);
        });
        out.endObject();
        out.endObject();
        return Bytes.wrap(out.toBytes());
    }

    private static void descriptor(GoJsonWriter out, Descriptor descriptor) {
        out.beginObject();
        members(out, descriptor);
        out.endObject();
    }

    /** The three members that every descriptor has. */
    static void members(GoJsonWriter out, Descriptor descriptor) {
        out.name("mediaType");
        out.text(descriptor.mediaType().text());
        out.name("digest");
        out.text(descriptor.digest().toString());
        out.name("size");
        out.integer(descriptor.size());
    }
}
