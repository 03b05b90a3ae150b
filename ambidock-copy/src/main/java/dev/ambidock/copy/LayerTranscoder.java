// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.MediaType;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.SinkSession;
import dev.ambidock.transport.codec.LayerDecoder;
import dev.ambidock.transport.codec.LayerEncoder;
import dev.ambidock.transport.codec.LayerFormat;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** Compresses a layer anew in one pass: decode, hash and check the diff ID, encode, hash, write. */
final class LayerTranscoder {
    private final ImageSource source;
    private final SinkSession session;
    private final CopyListener listener;

    LayerTranscoder(ImageSource source, SinkSession session, CopyListener listener) {
        this.source = source;
        this.session = session;
        this.listener = listener;
    }

    /**
     * Writes the layer to the session, wrapped anew.
     *
     * @param expected the diff ID that the config says, if one is at hand
     */
    Descriptor transcode(Descriptor layer, Compression to, LayerEncoder encoder, Optional<Digest> expected)
            throws IOException {
        String what = layer.digest().toString();
        InputStream body = Sides.source(source.locator(), () -> source.open(layer));
        try (InputStream stored = Sides.reading(new ReportingInput(body, source, layer, listener), source.locator())) {
            LayerDecoder.Opened opened = Sides.source(what, () -> LayerDecoder.open(stored, what));
            InputStream tar = Sides.reading(opened.tar(), what);
            // A plain layer's digest is its diff ID, and the stored stream checks that.
            if (opened.format() == LayerFormat.TAR
                    && expected.filter(layer.digest()::equals).isPresent()) {
                return session.write(type(to), out -> {
                    encoder.encode(tar, out);
                    drain(stored);
                });
            }
            DigestAlgorithm algorithm = expected.map(Digest::algorithm).orElse(DigestAlgorithm.SHA256);
            MessageDigest hasher = algorithm.newHasher();
            return session.write(type(to), out -> {
                encoder.encode(new DigestInputStream(tar, hasher), out);
                drain(stored);
                Digest actual = algorithm.of(hasher);
                Sides.source(what, () -> check(expected, actual, what));
            });
        }
    }

    /** Only digest and size of the result count: the plan knows the type in its place. */
    private static MediaType type(Compression to) {
        return switch (to) {
            case NONE -> MediaTypes.OCI_TAR;
            case GZIP -> MediaTypes.OCI_GZIP;
            case ZSTD -> MediaTypes.OCI_ZSTD;
        };
    }

    /** Reads what the decoder left behind the last frame, so that the stored bytes are verified to their end. */
    private static void drain(InputStream stored) throws IOException {
        byte[] buffer = new byte[8192];
        while (stored.read(buffer) >= 0) {
            // Only the check at the end matters.
        }
    }

    private static boolean check(Optional<Digest> expected, Digest actual, String what) throws ContentException {
        if (expected.isPresent() && !expected.get().equals(actual)) {
            throw ContentException.of(
                    FailureKind.MISMATCH,
                    what,
                    "it unpacks to " + actual + ", the config's diff ID is " + expected.get());
        }
        return true;
    }
}
