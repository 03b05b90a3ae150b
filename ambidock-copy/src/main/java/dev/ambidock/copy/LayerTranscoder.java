// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.ContentSource;
import dev.ambidock.transport.SinkSession;
import dev.ambidock.transport.codec.GzipEncoder;
import dev.ambidock.transport.codec.GzipProfile;
import dev.ambidock.transport.codec.LayerDecoder;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.error.Side;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Compresses a layer anew in one pass: decode, hash and check the diff ID, encode, hash, write. */
final class LayerTranscoder {
    private static final int BLOCKS_AHEAD = 4;

    private final ContentSource source;
    private final SinkSession session;
    private final GzipProfile profile;
    private final Executor executor;
    private final DiffIds diffIds;

    LayerTranscoder(
            ContentSource source, SinkSession session, GzipProfile profile, Executor executor, DiffIds diffIds) {
        this.source = source;
        this.session = session;
        this.profile = profile;
        this.executor = executor;
        this.diffIds = diffIds;
    }

    /** The layer as gzip, written to the session. */
    Descriptor transcode(Descriptor layer) throws IOException {
        try (InputStream stored = source.open(layer)) {
            String what = layer.digest().toString();
            LayerDecoder.Opened opened = LayerDecoder.open(stored, what);
            Optional<Digest> expected = diffIds.of(layer.digest());
            DigestAlgorithm algorithm = expected.map(Digest::algorithm).orElse(DigestAlgorithm.SHA256);
            MessageDigest hasher = algorithm.newHasher();
            InputStream tar = new DigestInputStream(opened.tar(), hasher);
            return session.write(MediaTypes.DOCKER_GZIP, out -> {
                new GzipEncoder(profile, executor, BLOCKS_AHEAD).encode(tar, out);
                drain(stored);
                check(expected, new Digest(algorithm, HexFormat.of().formatHex(hasher.digest())), what);
            });
        } catch (ContentException e) {
            throw e.at(Side.SOURCE);
        }
    }

    /** Reads what the decoder left behind the last frame, so that the stored bytes are verified to their end. */
    private static void drain(InputStream stored) throws IOException {
        byte[] buffer = new byte[8192];
        while (stored.read(buffer) >= 0) {
            // Only the check at the end matters.
        }
    }

    private static void check(Optional<Digest> expected, Digest actual, String what) throws ContentException {
        if (expected.isPresent() && !expected.get().equals(actual)) {
            throw ContentException.of(
                    FailureKind.MISMATCH,
                    what,
                    "it unpacks to " + actual + ", the config's diff ID is " + expected.get());
        }
    }
}
