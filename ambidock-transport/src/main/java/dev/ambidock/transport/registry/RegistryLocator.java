// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import dev.ambidock.model.ImageName;
import dev.ambidock.model.MalformedTextException;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * {@code //HOST[:PORT]/REPOSITORY[:TAG][@DIGEST]}, the part of a locator behind {@code docker:}. Docker's own short names
 * are understood; no tag is invented.
 */
public record RegistryLocator(ImageName name) {
    private static final String START = "//";

    /** Throws {@link MalformedTextException} if no URL can hold the name's host: an image may well have such a name. */
    public RegistryLocator {
        if (!isHost(name.host())) {
            throw new MalformedTextException(name.host(), "this is no name of a host, and no address");
        }
    }

    private static boolean isHost(String host) {
        try {
            return new URI(START + host).getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Reads the text. Throws {@link MalformedTextException} if it names no repository. */
    public static RegistryLocator parse(String text) {
        if (!text.startsWith(START)) {
            throw new MalformedTextException(text, "a registry's image is spelled docker://HOST/REPOSITORY:TAG");
        }
        return new RegistryLocator(ImageName.parse(text.substring(START.length())));
    }

    @Override
    public String toString() {
        return "docker://" + name;
    }
}
