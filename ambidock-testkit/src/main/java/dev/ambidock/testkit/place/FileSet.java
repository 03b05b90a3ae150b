// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.place;

import dev.ambidock.model.Bytes;
import dev.ambidock.testkit.tar.TarDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files by their relative paths, in order. */
public final class FileSet {
    private final Map<String, Bytes> files = new LinkedHashMap<>();

    /** No files. */
    public FileSet() {}

    /** Adds a file or puts other content under its path. */
    public FileSet put(String path, Bytes content) {
        files.put(path, content);
        return this;
    }

    /** Adds a file of UTF-8 text. */
    public FileSet put(String path, String text) {
        return put(path, Bytes.of(text));
    }

    /** The content by path. */
    public Map<String, Bytes> files() {
        return Collections.unmodifiableMap(files);
    }

    /** Writes the files below a folder, which is made if need be. */
    public void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, Bytes> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.write(path, file.getValue().toArray());
        }
    }

    /** The files in a tar, in order, without folders. */
    public TarDraft tar() {
        TarDraft tar = TarDraft.inMemory();
        files.forEach(tar::file);
        return tar;
    }
}
