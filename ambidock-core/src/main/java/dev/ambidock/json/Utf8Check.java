// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes sure that the parser sees UTF-8 only: it would take a byte order mark, UTF-16 and some broken sequences. */
final class Utf8Check {
    static final int MOST_ODDITIES = 100;
    private static final int CHUNK = 4096;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final long BACKSLASHES = '\\' * LOW_BITS;

    private final byte[] source;
    private final boolean lenient;
    private final List<JsonOddity> oddities;
    private boolean escapes;

    Utf8Check(byte[] source, boolean lenient, List<JsonOddity> oddities) {
        this.source = source;
        this.lenient = lenient;
        this.oddities = oddities;
    }

    /** The source itself, or for a lenient reading of broken text a copy of equal length in which it is mended. */
    byte[] checked() throws MalformedJsonException {
        checkStart();
        int i = plainLength();
        escapes = i < source.length;
        while (i < source.length && source[i] >= 0) {
            i++;
        }
        return i == source.length ? source : decode(i);
    }

    /** False if there is no backslash in the source. To be asked after {@link #checked}. */
    boolean mayHoldEscapes() {
        return escapes;
    }

    /** How many bytes at least, from the start, are ASCII and no backslash; eight at a time. */
    private int plainLength() {
        int i = 0;
        for (; i <= source.length - Long.BYTES; i += Long.BYTES) {
            long eight = (long) EIGHT.get(source, i);
            long zeroWhereBackslash = eight ^ BACKSLASHES;
            long backslash = (zeroWhereBackslash - LOW_BITS) & ~zeroWhereBackslash;
            if (((eight | backslash) & HIGH_BITS) != 0) {
                return i;
            }
        }
        while (i < source.length && source[i] >= 0 && source[i] != '\\') {
            i++;
        }
        return i;
    }

    private void checkStart() throws MalformedJsonException {
        if (source.length >= 3 && source[0] == (byte) 0xEF && source[1] == (byte) 0xBB && source[2] == (byte) 0xBF) {
            throw new MalformedJsonException(JsonProblem.ENCODING, 0, "the text begins with a byte order mark");
        }
        // A NUL among the first bytes makes the parser guess UTF-16 or UTF-32.
        for (int i = 0; i < Math.min(4, source.length); i++) {
            if (source[i] == 0) {
                throw new MalformedJsonException(JsonProblem.ENCODING, i, "the text is not UTF-8");
            }
        }
    }

    private byte[] decode(int from) throws MalformedJsonException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(source, from, source.length - from);
        CharBuffer out = CharBuffer.allocate(CHUNK);
        byte[] mended = source;
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            out.clear();
            if (result.isUnderflow()) {
                return mended;
            }
            if (result.isError()) {
                broken(in.position());
                if (mended == source) {
                    mended = source.clone();
                }
                for (int i = 0; i < result.length(); i++) {
                    mended[in.position()] = '?';
                    in.position(in.position() + 1);
                }
                decoder.reset();
            }
        }
    }

    private void broken(int at) throws MalformedJsonException {
        String text = String.format("the byte 0x%02x is not UTF-8 here", source[at] & 0xFF);
        if (!lenient) {
            throw new MalformedJsonException(JsonProblem.ENCODING, at, text);
        }
        if (oddities.size() < MOST_ODDITIES) {
            oddities.add(new JsonOddity(JsonProblem.ENCODING, at, text));
        }
    }
}
