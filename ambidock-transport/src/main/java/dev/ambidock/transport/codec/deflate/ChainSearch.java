// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Chains of all places with one hash; a match waits for a better one that begins a byte later. */
final class ChainSearch implements MatchSearch {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int HASH_BITS = 16;
    private static final int MASK = Symbols.WINDOW - 1;
    private static final int NOWHERE = -Symbols.WINDOW - 1;

    private final int[] heads = new int[1 << HASH_BITS];
    private final int[] chain = new int[Symbols.WINDOW];
    private final int depth;
    private final int nice;
    private int bestLength;
    private int bestAt;

    /**
     * A search.
     *
     * @param depth how many places to look at
     * @param nice length of a match that is good enough
     */
    ChainSearch(int depth, int nice) {
        this.depth = depth;
        this.nice = nice;
    }

    @Override
    public void search(byte[] data, int from, int to, TokenSink sink) {
        Arrays.fill(heads, NOWHERE);
        int limit = to - 8;
        for (int i = Math.max(0, from - Symbols.WINDOW); i < from; i++) {
            insert(data, i);
        }
        int at = from;
        while (at < limit) {
            find(data, at, to);
            int length = bestLength;
            int found = bestAt;
            insert(data, at);
            if (length < 4) {
                at++;
                continue;
            }
            while (length < nice && at + 1 < limit) {
                find(data, at + 1, to);
                if (bestLength <= length) {
                    break;
                }
                at++;
                length = bestLength;
                found = bestAt;
                insert(data, at);
            }
            sink.match(at, length, at - found);
            int end = Math.min(at + length, limit);
            for (int i = at + 1; i < end; i++) {
                insert(data, i);
            }
            at += length;
        }
        sink.literals(to);
    }

    private void insert(byte[] data, int at) {
        int hash = hash((int) INT.get(data, at));
        chain[at & MASK] = heads[hash];
        heads[hash] = at;
    }

    private void find(byte[] data, int at, int to) {
        int value = (int) INT.get(data, at);
        bestLength = 3;
        int place = heads[hash(value)];
        for (int i = 0; i < depth && at - place <= Symbols.WINDOW; i++) {
            boolean longer = at + bestLength >= to || data[place + bestLength] == data[at + bestLength];
            if (longer && place < at && (int) INT.get(data, place) == value) {
                int length = FastSearch.length(data, place, at, to);
                if (length > bestLength) {
                    bestLength = length;
                    bestAt = place;
                    if (length >= nice) {
                        return;
                    }
                }
            }
            int next = chain[place & MASK];
            if (next >= place) {
                return;
            }
            place = next;
        }
    }

    private static int hash(int value) {
        return (value * 0x9E3779B1) >>> (32 - HASH_BITS);
    }
}
