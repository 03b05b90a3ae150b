// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.model.Bytes;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.nio.charset.StandardCharsets;

/**
 * One header block, read strictly: what two readers could take for two things is refused.
 *
 * @param name as spelled, with POSIX's prefix; bytes that are no UTF-8 become U+FFFD
 * @param kind the letter
 * @param size length of what follows in the tar
 * @param target of a link, as spelled
 * @param block all 512 bytes
 * @ambidock.rule POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format"
 */
record TarHeader(String name, char kind, long size, String target, Bytes block) {
    static final int BLOCK = 512;

    private static final int NAME_LENGTH = 100;
    private static final int SIZE = 124;
    private static final int NUMBER_LENGTH = 12;
    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_LENGTH = 8;
    private static final int KIND = 156;
    private static final int TARGET = 157;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;
    private static final int PREFIX_LENGTH = 155;

    static TarHeader parse(byte[] block, String archive) throws ContentException {
        checkSum(block, archive);
        String name = text(block, 0, NAME_LENGTH);
        String prefix = isPosix(block) ? text(block, PREFIX, PREFIX_LENGTH) : "";
        return new TarHeader(
                prefix.isEmpty() ? name : prefix + "/" + name,
                (char) (block[KIND] & 0xFF),
                number(block, SIZE, NUMBER_LENGTH, archive),
                text(block, TARGET, NAME_LENGTH),
                Bytes.wrap(block));
    }

    /** GNU's magic has a blank where POSIX's has its end; there is no prefix then. */
    private static boolean isPosix(byte[] block) {
        return text(block, MAGIC, 6).equals("ustar") && block[MAGIC + 5] == 0;
    }

    /** Some very old writers summed the bytes as signed ones. */
    private static void checkSum(byte[] block, String archive) throws ContentException {
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < BLOCK; i++) {
            byte b = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH ? (byte) ' ' : block[i];
            unsigned += b & 0xFF;
            signed += b;
        }
        long stated = number(block, CHECKSUM, CHECKSUM_LENGTH, archive);
        if (stated != unsigned && stated != signed) {
            throw malformed(archive, "a header's checksum is wrong");
        }
    }

    /** The number in a field: octal digits, or GNU's binary form for large ones. Negative ones are refused. */
    static long number(byte[] block, int offset, int length, String archive) throws ContentException {
        return (block[offset] & 0x80) == 0
                ? octal(block, offset, length, archive)
                : binary(block, offset, length, archive);
    }

    private static long octal(byte[] block, int offset, int length, String archive) throws ContentException {
        int at = offset;
        while (at < offset + length && block[at] == ' ') {
            at++;
        }
        long value = 0;
        while (at < offset + length && block[at] >= '0' && block[at] <= '7') {
            value = value << 3 | block[at++] - '0';
        }
        // Blanks or a NUL end it, and nothing may follow but more of these.
        while (at < offset + length && (block[at] == ' ' || block[at] == 0)) {
            at++;
        }
        if (at < offset + length) {
            throw malformed(archive, "a number in a header is none");
        }
        return value;
    }

    private static long binary(byte[] block, int offset, int length, String archive) throws ContentException {
        long value = block[offset] & 0x7F;
        for (int i = 1; i < length; i++) {
            if (value >>> (Long.SIZE - 9) != 0) {
                throw malformed(archive, "a number in a header is negative or too large");
            }
            value = value << 8 | (block[offset + i] & 0xFF);
        }
        return value;
    }

    /** The bytes of a field up to the first NUL. */
    private static String text(byte[] block, int offset, int length) {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return new String(block, offset, end - offset, StandardCharsets.UTF_8);
    }

    static ContentException malformed(String archive, String problem) {
        return ContentException.of(FailureKind.MALFORMED, archive, "the tar is broken: " + problem);
    }
}
