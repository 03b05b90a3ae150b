// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec.deflate;

/**
 * Compresses parts of a stream one by one, each primed with what comes before it, so that the parts may be made side by
 * side and joined. Holds tables of some hundred KiB; confined to one thread at a time.
 */
public final class BlockDeflater {
    /** How many bytes before a part matches may reach back. */
    public static final int WINDOW = Symbols.WINDOW;

    /** How many bytes the array must have behind a part. */
    public static final int SLACK = 8;

    private static final int[] DEPTHS = {0, 0, 0, 0, 16, 24, 48, 96, 256, 1024};
    private static final int[] NICE = {0, 0, 0, 0, 32, 64, 96, 128, 258, 258};

    private final Tokens tokens = new Tokens();
    private final MatchSearch search;

    /**
     * A compressor.
     *
     * @param level 1 is the fastest, 9 gives the smallest result
     */
    public BlockDeflater(int level) {
        this.search = switch (level) {
            case 1 -> new FastSearch(5, 8);
            case 2 -> new FastSearch(6, 3);
            case 3 -> new FastSearch(7, 1);
            default -> new ChainSearch(DEPTHS[level], NICE[level]);
        };
    }

    /**
     * Compresses one part.
     *
     * @param data the part, before it up to {@link #WINDOW} bytes of what comes before, behind it {@link #SLACK} bytes
     * @param from where the part begins
     * @param to where it ends
     * @param last whether the stream ends with it; else the result ends on a byte boundary and others may follow
     */
    public byte[] deflate(byte[] data, int from, int to, boolean last) {
        BitOutput out = new BitOutput((to - from) / 2 + 1024);
        BlockWriter writer = new BlockWriter(out);
        tokens.clear();
        TokenSink sink = new TokenSink(tokens, writer, data, from);
        search.search(data, from, to, sink);
        sink.finish(last);
        if (last) {
            out.align();
        } else {
            writer.flush();
        }
        return out.toBytes();
    }
}
