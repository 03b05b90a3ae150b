// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.daemon;

import dev.ambidock.model.ImageName;
import dev.ambidock.model.MalformedTextException;
import java.util.Optional;

/**
 * The part of a locator behind {@code docker-daemon:}: {@code NAME[:TAG]}, {@code NAME@DIGEST} or an image ID,
 * {@code sha256:} and 64 digits.
 *
 * @param reference as the engine is asked for it
 * @param name what it means, unless it is an ID
 */
public record DaemonLocator(String reference, Optional<ImageName> name) {
    private static final String ID = "sha256:[a-f0-9]{64}";
    private static final String LATEST = "latest";

    /** Reads the text. Throws {@link MalformedTextException} if it is no name and no ID. */
    public static DaemonLocator parse(String text) {
        if (text.matches(ID)) {
            return new DaemonLocator(text, Optional.empty());
        }
        ImageName name = ImageName.parse(text);
        boolean bare = name.tag().isEmpty() && name.digest().isEmpty();
        return new DaemonLocator(bare ? text + ":" + LATEST : text, Optional.of(name));
    }

    /** The full name with its tag; empty if there is none. */
    public Optional<String> tagged() {
        return name.filter(n -> n.tag().isPresent()).map(n -> n.withoutDigest().toString());
    }

    @Override
    public String toString() {
        return "docker-daemon:" + reference;
    }
}
