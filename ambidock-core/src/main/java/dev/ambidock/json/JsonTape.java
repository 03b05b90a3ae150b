// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The growing columns behind a {@link JsonTree}: slot i describes value i. */
final class JsonTape {
    /** Bytes for each value of a compact manifest, rounded down. */
    private static final int USUAL_BYTES = 24;

    private static final int LEAST_CAPACITY = 16;
    private static final int MOST_AT_FIRST = 1 << 15;
    private static final JsonKind[] KINDS = JsonKind.values();

    int size;
    int[] start;
    int[] end;
    /** Slot after the last descendant, so the next sibling if there is one. */
    int[] after;

    int[] parent;
    int[] nameStart;

    @Nullable
    String[] name;

    private byte[] kind;

    JsonTape(int sourceBytes) {
        int capacity = Math.min(LEAST_CAPACITY + sourceBytes / USUAL_BYTES, MOST_AT_FIRST);
        start = new int[capacity];
        end = new int[capacity];
        after = new int[capacity];
        parent = new int[capacity];
        nameStart = new int[capacity];
        name = new String[capacity];
        kind = new byte[capacity];
    }

    @SuppressWarnings("EnumOrdinal") // a column of bytes, gone with the tree
    int add(JsonKind valueKind, int from, int to, int parentSlot) {
        if (size == start.length) {
            grow();
        }
        int slot = size++;
        start[slot] = from;
        end[slot] = to;
        after[slot] = slot + 1;
        parent[slot] = parentSlot;
        nameStart[slot] = from;
        kind[slot] = (byte) valueKind.ordinal();
        return slot;
    }

    JsonKind kind(int slot) {
        return KINDS[kind[slot]];
    }

    private void grow() {
        int capacity = start.length + (start.length >> 1);
        start = Arrays.copyOf(start, capacity);
        end = Arrays.copyOf(end, capacity);
        after = Arrays.copyOf(after, capacity);
        parent = Arrays.copyOf(parent, capacity);
        nameStart = Arrays.copyOf(nameStart, capacity);
        name = Arrays.copyOf(name, capacity);
        kind = Arrays.copyOf(kind, capacity);
    }
}
