// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.document.Edge;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Role;
import dev.ambidock.table.FormatRow;
import dev.ambidock.table.FormatTable;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.codec.LayerDecoder;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one blob to its end: digest, size, and of a layer how it is wrapped and what it unpacks to. Thread-safe. */
final class BlobCheck {
    private static final int BUFFER = 64 << 10;

    private final ImageSource source;
    private final DiffIds diffIds;
    private final CopyListener listener;

    BlobCheck(ImageSource source, DiffIds diffIds, CopyListener listener) {
        this.source = source;
        this.diffIds = diffIds;
        this.listener = listener;
    }

    /** What is wrong with the blob; failures that say nothing of its bytes are thrown. */
    List<Finding> check(Digest document, Edge edge) throws IOException {
        Descriptor blob = edge.descriptor();
        Optional<FormatRow> layer =
                FormatTable.find(blob.mediaType()).filter(row -> row.role() == Role.LAYER && !row.encrypted());
        if (!source.exists(blob)) {
            boolean foreign = layer.filter(row -> !row.distributable()).isPresent();
            return foreign
                    ? List.of()
                    : List.of(Finding.at(
                            FindingCode.BLOB_MISSING, document, edge.pointer(), blob.digest() + " is not there"));
        }
        List<Finding> findings = new ArrayList<>();
        try {
            read(blob, layer, document, edge, findings);
        } catch (ContentException e) {
            findings.add(Finding.at(code(e), document, edge.pointer(), blob.digest() + ": " + e.problem()));
        }
        return findings;
    }

    private static FindingCode code(ContentException failure) throws ContentException {
        return switch (failure.kind()) {
            case MISMATCH, MALFORMED -> FindingCode.BLOB_CORRUPT;
            case NOT_FOUND -> FindingCode.BLOB_MISSING;
            case UNSUPPORTED -> FindingCode.LAYER_UNREADABLE;
            case AMBIGUOUS, DENIED, LIMIT_EXCEEDED, CONFLICT, BROKEN -> throw failure;
        };
    }

    private void read(Descriptor blob, Optional<FormatRow> layer, Digest document, Edge edge, List<Finding> findings)
            throws IOException {
        listener.begin(blob);
        try (InputStream stored = new ReportingInput(source.open(blob), source, blob, listener)) {
            if (layer.isPresent() && blob.size() > 0) {
                unpack(stored, blob, layer.get(), document, edge, findings);
            }
            drain(stored);
        }
        listener.end(blob, false);
    }

    private void unpack(
            InputStream stored, Descriptor blob, FormatRow layer, Digest document, Edge edge, List<Finding> findings)
            throws IOException {
        String what = blob.digest().toString();
        LayerDecoder.Opened opened;
        try {
            opened = LayerDecoder.open(stored, what);
        } catch (ContentException e) {
            if (e.kind() != FailureKind.UNSUPPORTED) {
                throw e;
            }
            findings.add(Finding.at(FindingCode.LAYER_UNREADABLE, document, edge.pointer(), e.problem()));
            return;
        }
        Compression real = opened.format().compression().orElse(Compression.NONE);
        if (layer.compression().filter(c -> c != real).isPresent()) {
            String text = "the type " + blob.mediaType() + " is of bytes that are "
                    + opened.format().label();
            findings.add(Finding.at(FindingCode.LABEL_MISMATCH, document, edge.pointer() + "/mediaType", text));
        }
        Optional<Digest> expected = diffIds.of(blob.digest());
        DigestAlgorithm algorithm = expected.map(Digest::algorithm).orElse(DigestAlgorithm.SHA256);
        MessageDigest hasher = algorithm.newHasher();
        byte[] buffer = new byte[BUFFER];
        for (int n = opened.tar().read(buffer); n >= 0; n = opened.tar().read(buffer)) {
            hasher.update(buffer, 0, n);
        }
        Digest actual = algorithm.of(hasher);
        if (expected.filter(e -> !e.equals(actual)).isPresent()) {
            String text = blob.digest() + " unpacks to " + actual + ", the config's diff ID is " + expected.get();
            findings.add(Finding.at(FindingCode.DIFF_ID_MISMATCH, document, edge.pointer(), text));
        }
    }

    private static void drain(InputStream stored) throws IOException {
        byte[] buffer = new byte[BUFFER];
        while (stored.read(buffer) >= 0) {
            // Only the check at the end matters.
        }
    }
}
