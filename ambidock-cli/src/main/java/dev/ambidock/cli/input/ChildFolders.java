// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.input;

import dev.ambidock.cli.output.Problem;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Documents in folders, found by digest whatever their names. Looked for: plain files directly in a folder, and those of an
 * OCI layout in {@code blobs/ALGORITHM} beneath it. A name that says the digest is tried first; only when none does, every
 * file that is no longer than a document may be is read and hashed, once for each algorithm asked for. Confined to one
 * thread.
 */
public final class ChildFolders {
    private final List<Path> folders;
    private final int limit;
    private final Map<DigestAlgorithm, Map<Digest, Path>> known = new EnumMap<>(DigestAlgorithm.class);

    private ChildFolders(List<Path> folders, int limit) {
        this.folders = folders;
        this.limit = limit;
    }

    /** Checks that the folders are there. */
    public static ChildFolders of(List<String> names, int documentBytes) throws Problem {
        List<Path> folders = new ArrayList<>();
        for (String name : names) {
            try {
                folders.add(Path.of(name));
            } catch (InvalidPathException e) {
                throw Problem.usage(name, "no folder has such a name", "");
            }
            if (!Files.isDirectory(Path.of(name))) {
                String what = Files.exists(Path.of(name)) ? "this is no folder" : "there is no such folder";
                throw Problem.usage(name, what, "a folder with the manifests and configs that the document names");
            }
        }
        return new ChildFolders(folders, documentBytes);
    }

    /** The bytes of a document, if they are here. What a layout holds under the digest is given even if it is corrupt. */
    public Optional<Bytes> find(Descriptor wanted) {
        Digest digest = wanted.digest();
        Optional<Bytes> corrupt = Optional.empty();
        for (Path file : namesakes(digest)) {
            Optional<Bytes> content = read(file);
            if (content.isPresent() && content.get().digest(digest.algorithm()).equals(digest)) {
                return content;
            }
            corrupt = corrupt.or(() -> content);
        }
        Path file = scanned(digest.algorithm()).get(digest);
        Optional<Bytes> content = file == null ? Optional.empty() : read(file);
        return content.isPresent() ? content : corrupt;
    }

    private List<Path> namesakes(Digest digest) {
        List<Path> names = new ArrayList<>();
        String algorithm = digest.algorithm().id();
        for (Path folder : folders) {
            names.add(folder.resolve("blobs").resolve(algorithm).resolve(digest.hex()));
            names.add(folder.resolve(algorithm + "-" + digest.hex() + ".json"));
            names.add(folder.resolve(digest.hex()));
        }
        return names;
    }

    private Map<Digest, Path> scanned(DigestAlgorithm algorithm) {
        Map<Digest, Path> found = known.get(algorithm);
        if (found == null) {
            found = new HashMap<>();
            for (Path folder : folders) {
                scan(folder, algorithm, found);
                for (DigestAlgorithm named : DigestAlgorithm.values()) {
                    scan(folder.resolve("blobs").resolve(named.id()), algorithm, found);
                }
            }
            known.put(algorithm, found);
        }
        return found;
    }

    private void scan(Path folder, DigestAlgorithm algorithm, Map<Digest, Path> found) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                read(file).ifPresent(content -> found.putIfAbsent(content.digest(algorithm), file));
            }
        } catch (IOException e) {
            // A folder that cannot be listed holds nothing for us: what is missing for it is told by its digest.
            return;
        }
    }

    /** Plain files within the limit; others are skipped unread. */
    private Optional<Bytes> read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > limit) {
                return Optional.empty();
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] content = DocumentFile.atMost(in, limit + 1);
                return content.length > limit ? Optional.empty() : Optional.of(Bytes.wrap(content));
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
