// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.document.Reading;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Limits;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.origin.OriginDocument;
import dev.ambidock.origin.OriginRecord;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.io.BoundedRead;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Origin records as attachments: those to write, and those that stand beside an image already. */
final class OriginRecords {
    /** An image has one; whoever puts more there does not make us read them all. */
    private static final int MOST = 16;

    private final ImageSource source;
    private final Limits limits;

    OriginRecords(ImageSource source, Limits limits) {
        this.source = source;
        this.limits = limits;
    }

    /** The record for a plan whose result is known, if one is wanted, needed and can be kept: nothing refers to schema 1. */
    Optional<Attachment> of(ConversionPlan plan, OriginPolicy policy, SinkAbilities abilities, List<Finding> findings)
            throws IOException {
        boolean wanted =
                policy != OriginPolicy.OFF && plan.request().schemaOne().isEmpty();
        Optional<OriginRecord> record = wanted ? OriginRecord.of(plan) : Optional.empty();
        if (record.isEmpty()) {
            return Optional.empty();
        }
        if (!abilities.attachments()) {
            findings.add(
                    Finding.of(
                            FindingCode.ORIGIN_IMPOSSIBLE,
                            "the destination has no place for an origin record, so the way back will not restore the original"));
            return Optional.empty();
        }
        for (Descriptor blob : record.get().blobs()) {
            if (!Sides.source(source.locator(), () -> source.exists(blob))) {
                findings.add(Finding.of(
                        FindingCode.ORIGIN_IMPOSSIBLE,
                        "no origin record is written, since " + blob.digest() + " is missing at the source"));
                return Optional.empty();
            }
        }
        findings.add(Finding.of(
                FindingCode.ORIGIN_WRITTEN,
                "an origin record is kept beside the image, so that the way back restores the original"));
        return Optional.of(attachment(record.get()));
    }

    private static Attachment attachment(OriginRecord record) {
        Map<Descriptor, Bytes> documents = new LinkedHashMap<>();
        for (OriginDocument document : record.documents()) {
            documents.put(document.descriptor(), document.bytes());
        }
        return new Attachment(List.of(), record.descriptor(), record.manifest(), documents, record.blobs());
    }

    /** The records about an image that the source holds whole. */
    List<Attachment> beside(Descriptor root) throws IOException {
        List<Attachment> found = new ArrayList<>();
        for (Descriptor record : about(root)) {
            Bytes manifest = read(record);
            Reading reading = Documents.read(
                    manifest, Optional.of(record.mediaType()), record.digest().algorithm(), limits);
            if (reading.kind() == Reading.Kind.REJECTED) {
                continue;
            }
            List<Descriptor> blobs = new ArrayList<>();
            for (Edge edge : reading.orThrow().edges()) {
                Descriptor blob = edge.descriptor();
                if (Sides.source(source.locator(), () -> source.exists(blob))) {
                    blobs.add(blob);
                }
            }
            if (blobs.size() == reading.orThrow().edges().size()) {
                found.add(new Attachment(List.of(), record, manifest, Map.of(), blobs));
            }
        }
        return found;
    }

    /** What the source holds about an image that says it is an origin record. */
    List<Descriptor> about(Descriptor root) throws IOException {
        String type = OriginRecord.ARTIFACT_TYPE.text();
        return Sides.source(source.locator(), () -> source.referrers(root.digest())).stream()
                .filter(d -> d.artifactType().filter(type::equals).isPresent())
                .limit(MOST)
                .toList();
    }

    /** A document at the source. */
    Bytes read(Descriptor document) throws IOException {
        String what = document.digest().toString();
        return new Attempts(source.isRemote())
                .run(() -> Sides.source(what, () -> {
                    try (InputStream in = source.open(document)) {
                        return BoundedRead.all(in, limits.documentBytes(), what);
                    }
                }));
    }
}
