// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.tar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One header block of 512 bytes. Says mode 0644, no owner, no time, unless told otherwise; nothing is checked, so that wrong
 * headers can be made as well. Confined to one thread.
 */
public final class TarHeaderDraft {
    /** Length of a block in bytes. */
    public static final int BLOCK = 512;

    private static final int NAME = 0;
    private static final int NAME_LENGTH = 100;
    private static final int MODE = 100;
    private static final int OWNER = 108;
    private static final int GROUP = 116;
    private static final int SIZE = 124;
    private static final int TIME = 136;
    private static final int CHECKSUM = 148;
    private static final int KIND = 156;
    private static final int LINK = 157;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;
    private static final int PREFIX_LENGTH = 155;
    private static final int CHECKSUM_LENGTH = 8;
    private static final long MOST_OCTAL = 077777777777L;

    private final byte[] block = new byte[BLOCK];
    private boolean wrongChecksum;

    private TarHeaderDraft(char kind) {
        block[KIND] = (byte) kind;
        text(MODE, "0000644\0");
        text(OWNER, "0000000\0");
        text(GROUP, "0000000\0");
        text(SIZE, "00000000000\0");
        text(TIME, "00000000000\0");
        text(MAGIC, "ustar\00000");
    }

    /** A header of a kind, by its letter: {@code 0} file, {@code 1} hard link, {@code 2} symbolic link, {@code 5} folder ... */
    public static TarHeaderDraft of(char kind, String name) {
        return new TarHeaderDraft(kind).name(name.getBytes(StandardCharsets.UTF_8));
    }

    /** A header whose name is any bytes; what does not fit the field is cut off. */
    public static TarHeaderDraft of(char kind, byte[] name) {
        return new TarHeaderDraft(kind).name(name);
    }

    /** Whether a name fits the header, in one field or in two. */
    static boolean fits(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= NAME_LENGTH || split(bytes) > 0;
    }

    private TarHeaderDraft name(byte[] name) {
        int slash = name.length <= NAME_LENGTH ? 0 : split(name);
        if (slash > 0) {
            put(PREFIX, Arrays.copyOf(name, slash), PREFIX_LENGTH);
            put(NAME, Arrays.copyOfRange(name, slash + 1, name.length), NAME_LENGTH);
        } else {
            put(NAME, name, NAME_LENGTH);
        }
        return this;
    }

    private static int split(byte[] name) {
        for (int i = Math.max(1, name.length - NAME_LENGTH - 1);
                i < Math.min(name.length - 1, PREFIX_LENGTH + 1);
                i++) {
            if (name[i] == '/') {
                return i;
            }
        }
        return 0;
    }

    /** Where a link leads. */
    public TarHeaderDraft target(String target) {
        put(LINK, target.getBytes(StandardCharsets.UTF_8), NAME_LENGTH);
        return this;
    }

    /** Permissions, for example octal 0. */
    public TarHeaderDraft mode(int mode) {
        octal(block, MODE, 7, mode);
        return this;
    }

    /** Length of the content in bytes, true or not; above 8 GiB in GNU's binary form. */
    public TarHeaderDraft size(long size) {
        if (size >= 0 && size <= MOST_OCTAL) {
            octal(block, SIZE, 11, size);
            return this;
        }
        block[SIZE] = (byte) (size < 0 ? 0xFF : 0x80);
        for (int i = 1; i < 12; i++) {
            int shift = (11 - i) * 8;
            block[SIZE + i] = (byte) (shift >= Long.SIZE ? size >> 63 : size >> shift);
        }
        return this;
    }

    /** The twelve bytes of the size field as they are. */
    public TarHeaderDraft sizeField(String text) {
        put(SIZE, text.getBytes(StandardCharsets.ISO_8859_1), 12);
        return this;
    }

    /** Any bytes anywhere. */
    public TarHeaderDraft bytes(int offset, byte[] bytes) {
        System.arraycopy(bytes, 0, block, offset, bytes.length);
        return this;
    }

    /** GNU's magic in place of POSIX's. */
    public TarHeaderDraft gnu() {
        text(MAGIC, "ustar  \0");
        return this;
    }

    /** Makes the checksum wrong. */
    public TarHeaderDraft wrongChecksum() {
        wrongChecksum = true;
        return this;
    }

    /** The block. */
    public byte[] toBytes() {
        byte[] out = block.clone();
        Arrays.fill(out, CHECKSUM, CHECKSUM + CHECKSUM_LENGTH, (byte) ' ');
        int sum = 0;
        for (byte b : out) {
            sum += b & 0xFF;
        }
        octal(out, CHECKSUM, 6, wrongChecksum ? sum + 1 : sum);
        out[CHECKSUM + 7] = ' ';
        return out;
    }

    /** So many digits and a NUL. */
    private static void octal(byte[] out, int offset, int digits, long value) {
        for (int i = 0; i < digits; i++) {
            out[offset + i] = (byte) ('0' + ((value >> (3 * (digits - 1 - i))) & 7));
        }
        out[offset + digits] = 0;
    }

    private void text(int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, offset, bytes.length);
    }

    private void put(int offset, byte[] bytes, int most) {
        Arrays.fill(block, offset, offset + most, (byte) 0);
        System.arraycopy(bytes, 0, block, offset, Math.min(most, bytes.length));
    }
}
