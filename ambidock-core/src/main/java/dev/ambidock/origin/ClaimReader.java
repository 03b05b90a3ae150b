// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.origin;

import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.document.Reading;
import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonValue;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MediaType;
import dev.ambidock.table.MediaTypes;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the manifest of a record; bounds all that it would make others read. */
final class ClaimReader {
    /** All documents of a record together are no longer than this many of the longest ones. */
    private static final long MOST_LONGEST = 16;

    private ClaimReader() {}

    static OriginClaim read(Bytes content, Limits limits) throws Doubt {
        ManifestDocument manifest = manifest(content, limits);
        Optional<Edge> subject = manifest.subject();
        if (subject.isEmpty()) {
            throw new Doubt("it names no subject");
        }
        Map<String, String> annotations = annotations(manifest);
        List<Descriptor> layers =
                manifest.layers().stream().map(Edge::descriptor).toList();
        int count = count(annotations, layers.size());
        List<Descriptor> documents = layers.subList(0, count);
        bound(documents, limits);
        return new OriginClaim(
                subject.get().descriptor(),
                documents,
                layers.subList(count, layers.size()),
                RecordedPolicies.parse(required(annotations, RecordedPolicies.KEY), limits),
                RecordedFacts.parse(annotations, limits));
    }

    private static ManifestDocument manifest(Bytes content, Limits limits) throws Doubt {
        Reading reading = Documents.read(content, Optional.of(MediaTypes.OCI_MANIFEST), DigestAlgorithm.SHA256, limits);
        if (reading.kind() == Reading.Kind.REJECTED) {
            throw new Doubt(reading.findings().get(0).text());
        }
        Document document = reading.orThrow();
        boolean record = document.artifactType()
                .filter(t -> MediaType.of(t).equals(OriginRecord.ARTIFACT_TYPE))
                .isPresent();
        if (document.kind() != DocumentKind.MANIFEST || !record) {
            throw new Doubt("its artifactType is not that of an origin record");
        }
        return (ManifestDocument) document;
    }

    private static Map<String, String> annotations(Document manifest) {
        Map<String, String> annotations = new LinkedHashMap<>();
        manifest.root()
                .member("annotations")
                .map(JsonValue::children)
                .orElse(List.of())
                .forEach(a -> {
                    if (a.is(JsonKind.STRING)) {
                        annotations.put(a.key(), a.text());
                    }
                });
        return annotations;
    }

    private static String required(Map<String, String> annotations, String key) throws Doubt {
        String text = annotations.get(key);
        if (text == null) {
            throw new Doubt("it has no annotation " + key);
        }
        return text;
    }

    private static int count(Map<String, String> annotations, int layers) throws Doubt {
        String text = required(annotations, Keepsakes.DOCUMENTS);
        if (!text.matches("[1-9][0-9]{0,8}") || Integer.parseInt(text) > layers) {
            throw new Doubt("its annotation " + Keepsakes.DOCUMENTS + " does not tell how many of its " + layers
                    + " layers are documents");
        }
        return Integer.parseInt(text);
    }

    private static void bound(List<Descriptor> documents, Limits limits) throws Doubt {
        if (documents.size() > limits.nodes()) {
            throw new Doubt("it names more than " + limits.nodes() + " documents");
        }
        Set<Digest> digests = new HashSet<>();
        long left = MOST_LONGEST * limits.documentBytes();
        for (Descriptor document : documents) {
            if (document.size() > limits.documentBytes()) {
                throw new Doubt(
                        document.digest() + " is longer than the limit of " + limits.documentBytes() + " bytes");
            }
            if (!digests.add(document.digest())) {
                throw new Doubt("it names " + document.digest() + " twice");
            }
            left -= document.size();
        }
        if (left < 0) {
            throw new Doubt("its documents are longer than the limit of " + MOST_LONGEST * limits.documentBytes()
                    + " bytes together");
        }
    }
}
