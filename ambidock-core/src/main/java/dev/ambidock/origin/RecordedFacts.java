// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.origin;

import dev.ambidock.json.GoJsonWriter;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Role;
import dev.ambidock.plan.LayerFacts;
import dev.ambidock.table.FormatTable;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a conversion knew beside the documents' bytes, as lines of JSON, each in an annotation of its own; what says nothing
 * is left out.
 *
 * @param layers what was known of layers
 * @param missing documents that the original names and that were not at hand; so they must not be on proving either
 */
record RecordedFacts(LayerFacts layers, Set<Digest> missing) {
    static final String TRANSCODED = "dev.ambidock.origin.transcoded";
    static final String OBSERVED = "dev.ambidock.origin.observed";
    static final String MISSING = "dev.ambidock.origin.missing";

    RecordedFacts {
        missing = Collections.unmodifiableSet(new LinkedHashSet<>(missing));
    }

    /** The annotations. */
    Map<String, String> toTexts() {
        Map<String, String> texts = new LinkedHashMap<>();
        if (!layers.transcoded().isEmpty()) {
            texts.put(
                    TRANSCODED,
                    list(out -> layers.transcoded().forEach((before, after) -> {
                        out.beginObject();
                        out.name("from");
                        out.text(before.toString());
                        RecordWriter.members(out, after);
                        out.endObject();
                    })));
        }
        if (!layers.observed().isEmpty()) {
            texts.put(
                    OBSERVED,
                    list(out -> layers.observed().forEach((layer, compression) -> {
                        out.beginObject();
                        out.name("layer");
                        out.text(layer.toString());
                        out.name("compression");
                        out.text(AnnotationJson.word(compression));
                        out.endObject();
                    })));
        }
        if (!missing.isEmpty()) {
            texts.put(MISSING, list(out -> missing.forEach(d -> out.text(d.toString()))));
        }
        return texts;
    }

    private static String list(Consumer<GoJsonWriter> elements) {
        GoJsonWriter out = new GoJsonWriter();
        out.beginArray();
        elements.accept(out);
        out.endArray();
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }

    static RecordedFacts parse(Map<String, String> texts, Limits limits) throws Doubt {
        Map<Digest, Compression> observed = new LinkedHashMap<>();
        for (AnnotationJson layer : elements(OBSERVED, texts, limits)) {
            observed.put(
                    layer.member("layer").digest(), layer.member("compression").choice(Compression.class));
        }
        Map<Digest, Descriptor> transcoded = new LinkedHashMap<>();
        for (AnnotationJson layer : elements(TRANSCODED, texts, limits)) {
            transcoded.put(layer.member("from").digest(), layer(layer));
        }
        Set<Digest> missing = new LinkedHashSet<>();
        for (AnnotationJson digest : elements(MISSING, texts, limits)) {
            missing.add(digest.digest());
        }
        return new RecordedFacts(LayerFacts.observed(observed).withTranscoded(transcoded), missing);
    }

    private static List<AnnotationJson> elements(String key, Map<String, String> texts, Limits limits) throws Doubt {
        String text = texts.get(key);
        return text == null
                ? List.of()
                : AnnotationJson.parse(key, text, limits).elements();
    }

    /** What a layer became. Its type ends in documents, so none is taken from a record that the table does not know. */
    private static Descriptor layer(AnnotationJson json) throws Doubt {
        MediaType type = MediaType.of(json.member("mediaType").text());
        if (FormatTable.role(type) != Role.LAYER) {
            throw new Doubt("its annotation " + TRANSCODED + " names a layer of no known type");
        }
        return Descriptor.of(
                type, json.member("digest").digest(), json.member("size").count());
    }
}
