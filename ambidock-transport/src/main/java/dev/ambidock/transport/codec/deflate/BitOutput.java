// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bits into bytes, lowest bit first. Grows as needed. */
final class BitOutput {
    /** Bits are written out when there are so many; up to 48 more fit then. */
    static final int FLUSH = 16;

    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes;
    private int length;
    private long bits;
    private int count;

    BitOutput(int capacity) {
        bytes = new byte[capacity + 16];
    }

    /** Makes room for so many bytes more. */
    void reserve(int more) {
        if (bytes.length - length < more + 16) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more + 16));
        }
    }

    /** Up to 48 bits; room must be reserved. */
    void put(long value, int width) {
        bits |= value << count;
        count += width;
        if (count >= FLUSH) {
            LONG.set(bytes, length, bits);
            int whole = count >>> 3;
            length += whole;
            bits >>>= whole << 3;
            count &= 7;
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    long bits() {
        return bits;
    }

    int bitCount() {
        return count;
    }

    /** Goes on where somebody who wrote into {@link #bytes} stopped. */
    void resume(int newLength, long newBits, int newCount) {
        length = newLength;
        bits = newBits;
        count = newCount;
    }

    /** Fills the last byte up with zeros. */
    void align() {
        if (count > 0) {
            reserve(8);
            LONG.set(bytes, length, bits);
            length += (count + 7) >>> 3;
            bits = 0;
            count = 0;
        }
    }

    /** Whole bytes; only when aligned. */
    void write(byte[] from, int offset, int size) {
        reserve(size);
        System.arraycopy(from, offset, bytes, length, size);
        length += size;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
