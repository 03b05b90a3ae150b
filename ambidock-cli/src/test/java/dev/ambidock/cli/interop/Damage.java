// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What can happen to one file of an image in a layout or flat folder.
 *
 * @param part which file
 * @param way what happens to it
 */
record Damage(Part part, Way way) {
    private static final Pattern DIGEST = Pattern.compile("sha256:([0-9a-f]{64})");

    /** A file of an image, or the one by which it is found. */
    enum Part {
        LAYER,
        CONFIG,
        MANIFEST,
        INDEX
    }

    /** What happens to a file. */
    enum Way {
        TRUNCATED,
        FLIPPED,
        EMPTIED
    }

    /** Every way for what has a digest; an empty index. */
    static List<Damage> all() {
        List<Damage> all = new ArrayList<>();
        for (Way way : Way.values()) {
            all.add(new Damage(Part.LAYER, way));
            all.add(new Damage(Part.CONFIG, way));
            all.add(new Damage(Part.MANIFEST, way));
        }
        all.add(new Damage(Part.INDEX, Way.EMPTIED));
        return all;
    }

    /** Does it to a folder with one image; where in the file is chosen at random. */
    void doneTo(Path folder, Random random) throws IOException {
        Path file = file(folder);
        Files.write(file, bytes(Files.readAllBytes(file), random));
    }

    /** Bytes after the damage. */
    byte[] bytes(byte[] whole, Random random) {
        return switch (way) {
            case TRUNCATED -> Arrays.copyOf(whole, 1 + random.nextInt(whole.length - 1));
            case FLIPPED -> {
                byte[] other = whole.clone();
                other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
                yield other;
            }
            case EMPTIED -> new byte[0];
        };
    }

    private Path file(Path folder) throws IOException {
        boolean layout = Files.exists(folder.resolve("oci-layout"));
        Path blobs = layout ? folder.resolve("blobs/sha256") : folder;
        Path manifest = layout
                ? blobs.resolve(digests(folder.resolve("index.json")).get(0))
                : folder.resolve("manifest.json");
        if (part == Part.INDEX) {
            return folder.resolve(layout ? "index.json" : "version");
        }
        // A config comes before the layers, in every manifest that we write.
        List<String> digests = digests(manifest);
        return switch (part) {
            case LAYER -> blobs.resolve(digests.get(digests.size() - 1));
            case CONFIG -> blobs.resolve(digests.get(0));
            default -> manifest;
        };
    }

    private static List<String> digests(Path document) throws IOException {
        return DIGEST.matcher(Files.readString(document))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
