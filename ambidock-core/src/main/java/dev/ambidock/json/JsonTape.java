// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The growing columns behind a {@link JsonTree}: slot i describes value i. */
final class JsonTape {
    private static final int FIRST_CAPACITY = 128;
    private static final JsonKind[] KINDS = JsonKind.values();

    int size;
    int[] start = new int[FIRST_CAPACITY];
    int[] end = new int[FIRST_CAPACITY];
    /** Slot after the last descendant, so the next sibling if there is one. */
    int[] after = new int[FIRST_CAPACITY];

    int[] parent = new int[FIRST_CAPACITY];
    int[] nameStart = new int[FIRST_CAPACITY];

    @Nullable
    String[] name = new String[FIRST_CAPACITY];

    private byte[] kind = new byte[FIRST_CAPACITY];

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
