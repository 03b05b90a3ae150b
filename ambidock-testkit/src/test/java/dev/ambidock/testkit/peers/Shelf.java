// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.peers;

import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.place.FileSet;
import dev.ambidock.testkit.place.FlatFiles;
import dev.ambidock.testkit.place.LayoutFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes inputs into a folder, each in a folder of its own. Beside the image stand {@code locator}, by which a tool is to
 * read it, {@code list} if it is an index, and {@code meant}, an OCI layout of what the image is, for the judge; where a
 * reader has to make the config, so that its digest is not known, {@code config-is-made}. Confined to one thread.
 */
final class Shelf {
    static final String TAG = "v1";
    private final Path folder;

    Shelf(Path folder) {
        this.folder = folder;
    }

    /** An image as a layout, and a Docker image as a flat folder, which is how skopeo can read it. */
    Shelf image(String name, WholeImage image) {
        WholeImage tagged = image.named(TAG);
        meant(name, tagged);
        write(name, "layout", LayoutFiles.of(List.of(tagged)));
        if (docker(image)) {
            write(name, "dir", FlatFiles.of(image));
            return locator(name, "dir:dir");
        }
        return locator(name, "oci:layout:" + TAG);
    }

    /** A layout of files of one's own. */
    Shelf layout(String name, FileSet files, String locator, WholeImage meant) {
        meant(name, meant.named(TAG));
        write(name, "layout", files);
        return locator(name, locator);
    }

    /** An archive; of an image that it holds under this name, empty if it needs none. */
    Shelf archive(String name, String scheme, byte[] tar, String imageName, WholeImage meant) {
        meant(name, meant.named(TAG));
        return file(name, "image.tar", tar).locator(name, scheme + ":image.tar" + imageName);
    }

    /** Says that no config is given, but made of something else. */
    Shelf configIsMade(String name) {
        return file(name, "config-is-made", new byte[0]);
    }

    /** What the image is, where that differs from its bytes. */
    void meant(String name, WholeImage image) {
        write(name, "meant", LayoutFiles.of(List.of(image)));
        if (image.root().mediaType().text().matches(".*(index|manifest[.]list).*")) {
            file(name, "list", new byte[0]);
        }
    }

    private static boolean docker(WholeImage image) {
        return image.root().mediaType().text().contains("vnd.docker.distribution");
    }

    private Shelf locator(String name, String locator) {
        return file(name, "locator", (locator + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private Shelf file(String name, String file, byte[] content) {
        try {
            Files.createDirectories(folder.resolve(name));
            Files.write(folder.resolve(name).resolve(file), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String place, FileSet files) {
        try {
            files.writeTo(folder.resolve(name).resolve(place));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
