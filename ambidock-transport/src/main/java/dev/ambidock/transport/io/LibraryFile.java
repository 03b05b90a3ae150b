// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Native code on its way out of a jar: it is in a file, which only its owner can write, no longer than the system needs to map
 * it. What a killed process left of such files goes with the next one.
 */
public final class LibraryFile {
    private static final String SUFFIX = ".native";

    private LibraryFile() {}

    /** Loads the code from a file, which is gone afterwards. */
    public interface Loading<T> {
        T load(Path file) throws IOException;
    }

    /**
     * Lays code down in the system's folder for temporary files and loads it.
     *
     * @param content the code; read to its end, not closed
     * @param prefix how the file's name begins; one for each library
     */
    public static <T> T load(InputStream content, String prefix, Loading<T> loading) throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try (OwnedFile file = OwnedFile.createPrivate(folder, prefix, SUFFIX)) {
            try {
                sweep(folder, prefix, owner(file.path()));
                content.transferTo(Channels.newOutputStream(file.channel()));
                return loading.load(file.path());
            } finally {
                Files.deleteIfExists(file.path());
            }
        }
    }

    /** The folder is everybody's: what others laid there is not touched. */
    private static void sweep(Path folder, String prefix, Optional<Object> owner) throws IOException {
        if (owner.isPresent()) {
            OwnedFile.sweep(
                    folder,
                    prefix,
                    SUFFIX,
                    file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                            && owner(file).equals(owner));
        }
    }

    /** As a number, which needs no look into the list of users; where there are none, nobody's. */
    private static Optional<Object> owner(Path file) {
        try {
            return Optional.of(Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
