// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport;

import dev.ambidock.model.Digest;
import dev.ambidock.model.MalformedTextException;
import java.util.Optional;

/**
 * {@code PLACE[:NAME][@DIGEST]}, the part of a locator behind its scheme.
 *
 * @param place a folder or file; it ends at the first colon, as skopeo has it, so its path holds none
 * @param name any of the image's names
 * @param digest the root's digest
 */
public record LocatorText(String place, Optional<String> name, Optional<Digest> digest) {

    /** Reads the text. Throws {@link MalformedTextException} if there is no place or the digest is malformed. */
    public static LocatorText parse(String text) {
        int at = Math.max(text.lastIndexOf("@sha256:"), text.lastIndexOf("@sha512:"));
        Optional<Digest> digest = at < 0 ? Optional.empty() : Optional.of(Digest.parse(text.substring(at + 1)));
        String rest = at < 0 ? text : text.substring(0, at);
        int colon = rest.indexOf(':');
        String place = colon < 0 ? rest : rest.substring(0, colon);
        String name = colon < 0 ? "" : rest.substring(colon + 1);
        if (place.isEmpty()) {
            throw new MalformedTextException(text, "a place is spelled PATH, PATH:NAME or PATH@DIGEST");
        }
        return new LocatorText(place, name.isEmpty() ? Optional.empty() : Optional.of(name), digest);
    }

    @Override
    public String toString() {
        return place
                + name.map(n -> ":" + n).orElse("")
                + digest.map(d -> "@" + d).orElse("");
    }
}
