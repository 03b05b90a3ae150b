// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

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
                sweep(folder, prefix, Files.getOwner(file.path()));
                content.transferTo(Channels.newOutputStream(file.channel()));
                return loading.load(file.path());
            } finally {
                Files.deleteIfExists(file.path());
            }
        }
    }

    /** The folder is everybody's: what others laid there is not touched. */
    private static void sweep(Path folder, String prefix, UserPrincipal owner) throws IOException {
        OwnedFile.sweep(folder, prefix, SUFFIX, file -> {
            try {
                return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(owner);
            } catch (IOException e) {
                return false;
            }
        });
    }
}
