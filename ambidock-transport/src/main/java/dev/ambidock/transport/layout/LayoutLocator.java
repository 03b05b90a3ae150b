// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.layout;

import dev.ambidock.model.MalformedTextException;
import dev.ambidock.transport.LocatorText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * {@code oci:DIR[:NAME][@DIGEST]}: a layout folder and perhaps one of its roots.
 *
 * @param folder the layout
 * @param text the locator behind its scheme
 */
public record LayoutLocator(Path folder, LocatorText text) {

    /** Reads the text behind {@code oci:}. Throws {@link MalformedTextException} if it names no folder. */
    public static LayoutLocator parse(String text) {
        LocatorText parsed = LocatorText.parse(text);
        try {
            return new LayoutLocator(Path.of(parsed.place()), parsed);
        } catch (InvalidPathException e) {
            throw new MalformedTextException(text, "this is no path of a folder");
        }
    }

    @Override
    public String toString() {
        return "oci:" + text;
    }
}
