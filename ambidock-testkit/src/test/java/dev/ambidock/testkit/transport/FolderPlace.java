// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.transport;

import dev.ambidock.model.Bytes;
import dev.ambidock.testkit.contract.Place;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A place on disk: a folder or file below a folder of its own. */
abstract class FolderPlace implements Place {
    private final Path at;
    private final Set<String> unseen;

    /**
     * @param at where it is written to
     * @param unseen names of files that may come and go
     */
    FolderPlace(Path at, String... unseen) {
        this.at = at;
        this.unseen = Set.of(unseen);
    }

    Path at() {
        return at;
    }

    @Override
    public abstract ImageSink sink() throws IOException;

    @Override
    public abstract ImageSource source(String choice) throws IOException;

    /** A session's own staging folder counts as unseen while it is open, and must be gone afterwards. */
    @Override
    public Map<String, Bytes> snapshot() throws IOException {
        Map<String, Bytes> files = new TreeMap<>();
        if (Files.exists(at)) {
            try (Stream<Path> walk = Files.walk(at)) {
                for (Path file : walk.filter(Files::isRegularFile).toList()) {
                    if (!unseen.contains(file.getFileName().toString())
                            && !at.relativize(file).toString().startsWith(".ambidock-staging")) {
                        files.put(at.relativize(file).toString(), Bytes.wrap(Files.readAllBytes(file)));
                    }
                }
            }
        }
        return files;
    }

    /** Whatever stands at the place and begins with a dot, except what is unseen. */
    List<String> leftovers() throws IOException {
        try (Stream<Path> walk = Files.walk(at.getParent())) {
            return walk.map(f -> f.getFileName().toString())
                    .filter(n -> n.startsWith(".") && !unseen.contains(n))
                    .toList();
        }
    }
}
