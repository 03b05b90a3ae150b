// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

import static dev.ambidock.testkit.fuzz.Refusals.require;

import dev.ambidock.transport.codec.LayerDecoder;
import dev.ambidock.transport.error.ContentException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** What wraps a layer: the same bytes come out, or the same refusal, in whatever pieces it arrives. */
final class LayerRule {
    private static final int MOST_BYTES = 64 << 20;
    private static final int PIECE = 7;

    private LayerRule() {}

    static boolean accepts(byte[] input) throws IOException {
        byte[] whole;
        try {
            whole = read(new ByteArrayInputStream(input));
        } catch (ContentException e) {
            require(!Refusals.declared(() -> inPieces(input) != null), "accepted in pieces only", e);
            throw e;
        }
        require(Arrays.equals(whole, inPieces(input)), "other bytes in pieces", whole.length);
        return true;
    }

    private static byte[] inPieces(byte[] input) throws IOException {
        return read(new FilterInputStream(new ByteArrayInputStream(input)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return super.read(buffer, offset, Math.min(length, PIECE));
            }
        });
    }

    /** A bomb is somebody else's to stop: whoever reads a layer counts. */
    private static byte[] read(InputStream layer) throws IOException {
        try (InputStream tar = LayerDecoder.open(layer, "layer").tar()) {
            return tar.readNBytes(MOST_BYTES);
        }
    }
}
