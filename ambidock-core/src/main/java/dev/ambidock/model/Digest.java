// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.model;

import java.util.Optional;

/**
 * The name of some content: an algorithm and the hash in lower-case hexadecimal digits.
 *
 * <p>Only algorithms that can be verified exist here; a digest of any other is malformed to us, because nothing
 * unverified is passed on.
 *
 * @param algorithm the hash function
 * @param hex as many lower-case digits as the algorithm gives
 * @ambidock.rule image-spec, descriptor.md, "Digests"
 */
public record Digest(DigestAlgorithm algorithm, String hex) {

    /** Throws {@link MalformedTextException} if the digits do not fit the algorithm. */
    public Digest {
        if (hex.length() != algorithm.hexLength()) {
            throw new MalformedTextException(
                    hex,
                    "a " + algorithm.id() + " digest has " + algorithm.hexLength() + " digits, not " + hex.length());
        }
        for (int i = 0; i < hex.length(); i++) {
            char c = hex.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                throw new MalformedTextException(hex, "a digest has lower-case hexadecimal digits only");
            }
        }
    }

    /** Reads {@code algorithm:hex}. Throws {@link MalformedTextException} for anything else. */
    public static Digest parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new MalformedTextException(text, "a digest is spelled algorithm:hex");
        }
        Optional<DigestAlgorithm> algorithm = DigestAlgorithm.find(text.substring(0, colon));
        if (algorithm.isEmpty()) {
            throw new MalformedTextException(text, "a digest begins with sha256: or sha512:");
        }
        return new Digest(algorithm.get(), text.substring(colon + 1));
    }

    /** The first 12 hexadecimal digits, as people quote digests. */
    public String shortHex() {
        return hex.substring(0, 12);
    }

    // Written out, as in MediaType.
    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && hex.equals(digest.hex) && algorithm == digest.algorithm;
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    @Override
    public String toString() {
        return algorithm.id() + ":" + hex;
    }
}
