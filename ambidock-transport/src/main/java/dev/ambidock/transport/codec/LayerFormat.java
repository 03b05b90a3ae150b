// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec;

import dev.ambidock.model.Compression;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How a layer's bytes are wrapped, told by the bytes themselves: media types lie.
 *
 * @ambidock.rule RFC 1952, section 2.3.1; RFC 8878, section 3.1
 */
public enum LayerFormat {
    TAR(Optional.of(Compression.NONE)),
    GZIP(Optional.of(Compression.GZIP)),
    ZSTD(Optional.of(Compression.ZSTD)),
    /** Met in very old images only; no media type says it. */
    BZIP2(Optional.empty()),
    XZ(Optional.empty()),
    UNKNOWN(Optional.empty());

    /** How many bytes {@link #detect} wants to see. */
    public static final int HEAD = 512;

    private static final int USTAR = 257;
    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_LENGTH = 8;

    private final Optional<Compression> compression;

    LayerFormat(Optional<Compression> compression) {
        this.compression = compression;
    }

    /** The compression that a media type says for such bytes, if one does. */
    public Optional<Compression> compression() {
        return compression;
    }

    /** What the bytes are, for people. */
    public String label() {
        return switch (this) {
            case TAR -> "a plain tar";
            case GZIP -> "gzip";
            case ZSTD -> "zstd";
            case BZIP2 -> "bzip2";
            case XZ -> "xz";
            case UNKNOWN -> "neither a tar nor a known compression";
        };
    }

    /**
     * Looks at the first bytes of a layer.
     *
     * @param head up to {@link #HEAD} bytes
     * @param length how many of them are there
     */
    public static LayerFormat detect(byte[] head, int length) {
        if (startsWith(head, length, 0x1F, 0x8B)) {
            return GZIP;
        }
        if (startsWith(head, length, 0x28, 0xB5, 0x2F, 0xFD) || isSkippableFrame(head, length)) {
            return ZSTD;
        }
        if (startsWith(head, length, 0x42, 0x5A, 0x68)) {
            return BZIP2;
        }
        if (startsWith(head, length, 0xFD, 0x37, 0x7A, 0x58)) {
            return XZ;
        }
        return isTarHeader(head, length) || isZero(head, length) ? TAR : UNKNOWN;
    }

    /** By the checksum, which every tar has, or the mark that all but the oldest have. */
    private static boolean isTarHeader(byte[] head, int length) {
        if (length < HEAD) {
            return false;
        }
        if (head[USTAR] == 'u' && head[USTAR + 1] == 's' && head[USTAR + 2] == 't' && head[USTAR + 3] == 'a') {
            return true;
        }
        long sum = 0;
        for (int i = 0; i < HEAD; i++) {
            boolean inSum = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH;
            sum += inSum ? ' ' : head[i] & 0xFF;
        }
        String stated = new String(head, CHECKSUM, CHECKSUM_LENGTH, StandardCharsets.US_ASCII);
        String digits = stated.replace('\0', ' ').strip();
        return digits.matches("[0-7]{1,7}") && Long.parseLong(digits, 8) == sum;
    }

    private static boolean isSkippableFrame(byte[] head, int length) {
        return length >= 4 && (head[0] & 0xF0) == 0x50 && head[1] == 0x2A && head[2] == 0x4D && head[3] == 0x18;
    }

    private static boolean isZero(byte[] head, int length) {
        for (int i = 0; i < length; i++) {
            if (head[i] != 0) {
                return false;
            }
        }
        return length == HEAD;
    }

    private static boolean startsWith(byte[] head, int length, int... magic) {
        if (length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
