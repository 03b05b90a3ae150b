// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The hash functions that name content.
 *
 * @ambidock.rule image-spec, descriptor.md, "Registered algorithms"
 */
public enum DigestAlgorithm {
    SHA256("sha256", "SHA-256", 64),
    SHA512("sha512", "SHA-512", 128);

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
        return new Digest(this, HexFormat.of().formatHex(newHasher().digest(content)));
    }
}
