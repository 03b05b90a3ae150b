// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.dir;

import dev.ambidock.model.Digest;
import dev.ambidock.model.MalformedTextException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code dir:FOLDER[@DIGEST]}. There are no names, so a colon is a part of the folder's path, as skopeo has it.
 *
 * @param folder the folder
 * @param digest what the root must have
 */
public record DirLocator(Path folder, Optional<Digest> digest) {

    /** Reads the text behind {@code dir:}. Throws {@link MalformedTextException} if it names no folder. */
    public static DirLocator parse(String text) {
        int at = Math.max(text.lastIndexOf("@sha256:"), text.lastIndexOf("@sha512:"));
        String folder = at < 0 ? text : text.substring(0, at);
        if (folder.isEmpty()) {
            throw new MalformedTextException(text, "a flat folder is spelled FOLDER or FOLDER@DIGEST");
        }
        try {
            return new DirLocator(
                    Path.of(folder), at < 0 ? Optional.empty() : Optional.of(Digest.parse(text.substring(at + 1))));
        } catch (InvalidPathException e) {
            throw new MalformedTextException(text, "this is no path of a folder");
        }
    }

    @Override
    public String toString() {
        return "dir:" + folder + digest.map(d -> "@" + d).orElse("");
    }
}
