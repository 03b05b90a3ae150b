// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec.deflate;

/** Takes literals and matches and writes a block whenever there are enough. */
final class TokenSink {
    private final Tokens tokens;
    private final BlockWriter writer;
    private final byte[] data;
    private int blockStart;
    private int position;

    TokenSink(Tokens tokens, BlockWriter writer, byte[] data, int from) {
        this.tokens = tokens;
        this.writer = writer;
        this.data = data;
        this.blockStart = from;
        this.position = from;
    }

    /** The literals from where the last token ended to here, then a match that begins here. */
    void match(int at, int length, int distance) {
        literals(at);
        if (tokens.isFull()) {
            block(false);
        }
        tokens.match(length, distance);
        position = at + length;
    }

    /** Literals from where the last token ended to here. */
    void literals(int to) {
        while (position < to) {
            if (tokens.isFull()) {
                block(false);
            }
            int end = Math.min(to, position + tokens.room());
            tokens.literals(data, position, end);
            position = end;
        }
    }

    /** Writes what is left, though it be nothing if the stream ends here. */
    void finish(boolean last) {
        if (last || !tokens.isEmpty()) {
            block(last);
        }
    }

    private void block(boolean last) {
        writer.write(tokens, data, blockStart, position, last);
        blockStart = position;
    }
}
