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
    private final String javaName;
    private final int hexLength;

    DigestAlgorithm(String id, String javaName, int hexLength) {
        this.id = id;
        this.javaName = javaName;
        this.hexLength = hexLength;
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
            return MessageDigest.getInstance(javaName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + javaName, e);
        }
    }

    /** The digest of these bytes. */
    public Digest of(byte[] content) {
        return new Digest(this, HexFormat.of().formatHex(newHasher().digest(content)));
    }
}
