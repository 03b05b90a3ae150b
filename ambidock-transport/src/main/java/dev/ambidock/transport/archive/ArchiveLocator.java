// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.model.Digest;
import dev.ambidock.model.MalformedTextException;
import java.util.Optional;

/**
 * {@code FILE[:NAME][@DIGEST]}, where {@code -} as the file is standard input or output.
 *
 * @param scheme {@code docker-archive} or {@code oci-archive}
 * @param file path of the archive
 * @param name any of the image's names
 * @param digest the root's digest
 */
public record ArchiveLocator(String scheme, String file, Optional<String> name, Optional<Digest> digest) {

    /** Reads the text behind the scheme; the file ends at the first colon. */
    public static ArchiveLocator parse(String scheme, String text) {
        int at = Math.max(text.lastIndexOf("@sha256:"), text.lastIndexOf("@sha512:"));
        Optional<Digest> digest = at < 0 ? Optional.empty() : Optional.of(Digest.parse(text.substring(at + 1)));
        String rest = at < 0 ? text : text.substring(0, at);
        int colon = rest.indexOf(':');
        String file = colon < 0 ? rest : rest.substring(0, colon);
        String name = colon < 0 ? "" : rest.substring(colon + 1);
        if (file.isEmpty()) {
            throw new MalformedTextException(text, "an archive is spelled FILE, FILE:NAME or FILE@DIGEST");
        }
        return new ArchiveLocator(scheme, file, name.isEmpty() ? Optional.empty() : Optional.of(name), digest);
    }

    /** Whether the archive is standard input or output. */
    public boolean isStandardStream() {
        return file.equals("-");
    }

    @Override
    public String toString() {
        return scheme + ":" + file + name.map(n -> ":" + n).orElse("")
                + digest.map(d -> "@" + d).orElse("");
    }
}
