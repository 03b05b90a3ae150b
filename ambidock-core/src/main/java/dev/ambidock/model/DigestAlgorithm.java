// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * The hash functions that name content.
 *
 * @ambidock.rule image-spec, descriptor.md, "Registered algorithms"
 */
public enum DigestAlgorithm {
    SHA256("sha256", "SHA-256", 64),
    SHA512("sha512", "SHA-512", 128);

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

    private final String id;
    private final int hexLength;
    /** Never fed, so it never changes: copying it is cheaper than looking the algorithm up again. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final MessageDigest fresh;

    DigestAlgorithm(String id, String javaName, int hexLength) {
        this.id = id;
        this.hexLength = hexLength;
        try {
            this.fresh = MessageDigest.getInstance(javaName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + javaName, e);
        }
    }

    /** The algorithm with this identifier, if it is one of ours. */
    public static Optional<DigestAlgorithm> find(String id) {
        return switch (id) {
            case "sha256" -> Optional.of(SHA256);
            case "sha512" -> Optional.of(SHA512);
            default -> Optional.empty();
        };
    }

    /** The part of a digest before the colon. */
    public String id() {
        return id;
    }

    /** How many hexadecimal digits follow the colon. */
    public int hexLength() {
        return hexLength;
    }

    /** A new hasher of this algorithm. */
    public MessageDigest newHasher() {
        try {
            return (MessageDigest) fresh.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("a hasher of " + id + " that was never fed can be copied", e);
        }
    }

    /** The digest of these bytes. */
    public Digest of(byte[] content) {
        return new Digest(this, hex(newHasher().digest(content)));
    }

    /**
     * The digest of what a hasher was fed; the hasher begins anew.
     *
     * @param hasher one of {@link #newHasher}
     */
    public Digest of(MessageDigest hasher) {
        return new Digest(this, hex(hasher.digest()));
    }

    /** In few steps: most processes end before Java compiles anything of {@link java.util.HexFormat}. */
    private static String hex(byte[] hash) {
        byte[] hex = new byte[2 * hash.length];
        for (int i = 0; i < hash.length; i++) {
            hex[2 * i] = DIGITS[(hash[i] >> 4) & 0xF];
            hex[2 * i + 1] = DIGITS[hash[i] & 0xF];
        }
        return new String(hex, StandardCharsets.ISO_8859_1);
    }
}
