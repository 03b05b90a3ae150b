// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.dir;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Role;
import dev.ambidock.table.FormatTable;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.io.BoundedRead;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files of a flat folder. A digest's algorithm is not in a file's name: the number of digits tells it.
 *
 * @param root the folder
 * @ambidock.rule containers/image, directory
 */
record FlatFolder(Path root) {
    static final String VERSION = "version";
    static final String MANIFEST = "manifest.json";
    static final Bytes VERSION_CONTENT = Bytes.of("Directory Transport Version: 1.1\n");

    /** What belongs to an image; signatures count, since they are of no use to the next one. */
    private static final Pattern OURS =
            Pattern.compile("([0-9a-f]{64}|[0-9a-f]{128})(\\.manifest\\.json|\\.signature-[0-9]+)?|signature-[0-9]+");

    private static final Pattern VERSION_1 = Pattern.compile("Directory Transport Version: 1\\.[0-9]+\\s*");
    private static final String MANIFEST_SUFFIX = ".manifest.json";
    private static final int VERSION_BYTES = 4096;

    /** Whether a file of this name is a part of an image and of nothing else. */
    static boolean isPartOfAnImage(String name) {
        return OURS.matcher(name).matches();
    }

    /** Where content stands that is not the root. */
    static String name(Descriptor descriptor) {
        return isDocument(descriptor)
                ? document(descriptor.digest())
                : descriptor.digest().hex();
    }

    private static String document(Digest digest) {
        return digest.hex() + MANIFEST_SUFFIX;
    }

    private static boolean isDocument(Descriptor descriptor) {
        Role role = FormatTable.role(descriptor.mediaType());
        return role == Role.INDEX || role == Role.MANIFEST;
    }

    Path file(String name) {
        return root.resolve(name);
    }

    /** Opens a plain file; links, folders and pipes are refused before they are opened. */
    InputStream open(Descriptor descriptor) throws IOException {
        Path file = find(descriptor)
                .orElseThrow(() -> ContentException.of(
                        FailureKind.NOT_FOUND, root.toString(), "it does not hold " + descriptor.digest()));
        BasicFileAttributes attributes = attributes(file);
        requirePlain(file, attributes);
        if (attributes.size() != descriptor.size() && descriptor.size() != Descriptor.SIZE_UNKNOWN) {
            throw ContentException.of(
                    FailureKind.MISMATCH,
                    descriptor.digest().toString(),
                    "it has " + attributes.size() + " bytes, its descriptor says " + descriptor.size());
        }
        return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** A child that its parent calls by an unusual type may stand under either name. */
    Optional<Path> find(Descriptor descriptor) {
        String usual = name(descriptor);
        for (String name : List.of(usual, descriptor.digest().hex(), document(descriptor.digest()))) {
            if (Files.exists(file(name), LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(file(name));
            }
        }
        return Optional.empty();
    }

    /** Reads a small plain file. */
    Bytes read(String name, int limit) throws IOException {
        Path file = file(name);
        requirePlain(file, attributes(file));
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return BoundedRead.all(in, limit, file.toString());
        }
    }

    boolean has(String name) {
        return Files.exists(file(name), LinkOption.NOFOLLOW_LINKS);
    }

    /** Refuses a {@code version} that is not known; one that is missing counts as known. */
    void requireKnownVersion() throws IOException {
        if (has(VERSION)
                && !VERSION_1.matcher(read(VERSION, VERSION_BYTES).utf8()).matches()) {
            throw ContentException.of(
                    FailureKind.UNSUPPORTED, file(VERSION).toString(), "the folder is not of version 1");
        }
    }

    private static void requirePlain(Path file, BasicFileAttributes attributes) throws ContentException {
        if (!attributes.isRegularFile()) {
            throw ContentException.of(FailureKind.MALFORMED, file.toString(), "it is no plain file");
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            throw ContentException.of(FailureKind.NOT_FOUND, file.toString(), "there is no such file");
        }
    }
}
