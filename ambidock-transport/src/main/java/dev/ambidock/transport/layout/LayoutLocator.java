// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.layout;

import dev.ambidock.model.Digest;
import dev.ambidock.model.MalformedTextException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code DIR[:NAME][@DIGEST]}: a layout folder and perhaps one of its roots.
 *
 * @param folder the layout
 * @param name any of the root's names
 * @param digest the root's digest
 */
public record LayoutLocator(Path folder, Optional<String> name, Optional<Digest> digest) {

    /**
     * Reads the text behind {@code oci:}. The folder ends at the first colon, as skopeo has it, so its path holds none.
     * Throws {@link MalformedTextException} if there is no folder or the digest is malformed.
     */
    public static LayoutLocator parse(String text) {
        int at = Math.max(text.lastIndexOf("@sha256:"), text.lastIndexOf("@sha512:"));
        Optional<Digest> digest = at < 0 ? Optional.empty() : Optional.of(Digest.parse(text.substring(at + 1)));
        String rest = at < 0 ? text : text.substring(0, at);
        int colon = rest.indexOf(':');
        String folder = colon < 0 ? rest : rest.substring(0, colon);
        String name = colon < 0 ? "" : rest.substring(colon + 1);
        if (folder.isEmpty()) {
            throw new MalformedTextException(text, "a layout is spelled DIR, DIR:NAME or DIR@DIGEST");
        }
        try {
            return new LayoutLocator(Path.of(folder), name.isEmpty() ? Optional.empty() : Optional.of(name), digest);
        } catch (InvalidPathException e) {
            throw new MalformedTextException(text, "this is no path of a folder");
        }
    }

    @Override
    public String toString() {
        return "oci:" + folder + name.map(n -> ":" + n).orElse("")
                + digest.map(d -> "@" + d).orElse("");
    }
}
