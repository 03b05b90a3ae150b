// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.peers;

import dev.ambidock.model.DigestAlgorithm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A layout or flat folder, read file by file: no code of the product's places, which would hide what it hides. */
final class Place {
    private final Path folder;
    private final boolean layout;

    private Place(Path folder, boolean layout) {
        this.folder = folder;
        this.layout = layout;
    }

    /** {@code oci:FOLDER} or {@code dir:FOLDER}. */
    static Place of(String locator) {
        boolean layout = locator.startsWith("oci:");
        return new Place(Path.of(locator.substring(4)), layout);
    }

    /** The one image in it; of a layout's several, that which is tagged as the inputs are. */
    Doc root() throws IOException {
        if (!layout) {
            return Doc.read("", Files.readAllBytes(folder.resolve("manifest.json")));
        }
        List<Doc.Ref> entries =
                Doc.read("", Files.readAllBytes(folder.resolve("index.json"))).children();
        Doc.Ref entry = entries.stream()
                .filter(e -> e.annotation("org.opencontainers.image.ref.name").equals(Shelf.TAG))
                .findFirst()
                .or(() -> entries.stream().findFirst())
                .orElseThrow(() -> new IOException("an empty layout"));
        return doc(entry.digest()).orElseThrow(() -> new IOException("the root is missing"));
    }

    Optional<Doc> doc(String digest) throws IOException {
        Optional<byte[]> bytes = content(digest);
        return bytes.isPresent() ? Optional.of(Doc.read(digest, bytes.get())) : Optional.empty();
    }

    Optional<byte[]> content(String digest) throws IOException {
        for (String name : names(digest)) {
            if (Files.isRegularFile(folder.resolve(name))) {
                return Optional.of(Files.readAllBytes(folder.resolve(name)));
            }
        }
        return Optional.empty();
    }

    private List<String> names(String digest) {
        String hex = digest.substring(digest.indexOf(':') + 1);
        return layout
                ? List.of("blobs/" + digest.replace(':', '/'))
                : List.of(hex, hex + ".manifest.json", digest.replace(':', '-'));
    }

    /** What a layer's bytes are: {@code tar}, {@code gzip} or {@code zstd}. */
    static String compression(byte[] content) {
        if (content.length > 1 && (content[0] & 0xFF) == 0x1F && (content[1] & 0xFF) == 0x8B) {
            return "gzip";
        }
        boolean zstd = content.length > 3 && (content[1] & 0xFF) == 0xB5 && (content[2] & 0xFF) == 0x2F;
        return zstd ? "zstd" : "tar";
    }

    /** Digest of a layer's bytes unpacked. */
    static String diffId(byte[] content) throws IOException {
        try (InputStream in = switch (compression(content)) {
            case "gzip" -> new GZIPInputStream(new ByteArrayInputStream(content));
            case "zstd" -> new com.github.luben.zstd.ZstdInputStream(new ByteArrayInputStream(content));
            default -> new ByteArrayInputStream(content);
        }) {
            return DigestAlgorithm.SHA256.of(in.readAllBytes()).toString();
        }
    }
}
