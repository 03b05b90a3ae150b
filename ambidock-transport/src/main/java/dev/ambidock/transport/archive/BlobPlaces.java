// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.io.BoundedRead;
import dev.ambidock.transport.io.VerifyingInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where an archive keeps the content of each digest: in an entry of its own, under {@code blobs}, or made up by us. */
final class BlobPlaces {
    private final TarArchive tar;
    private final Map<Digest, String> entries = new HashMap<>();
    private final Map<Digest, Bytes> made = new HashMap<>();

    BlobPlaces(TarArchive tar) {
        this.tar = tar;
    }

    void put(Digest digest, String entry) {
        entries.putIfAbsent(digest, entry);
    }

    void put(Digest digest, Bytes content) {
        made.put(digest, content);
    }

    boolean has(Digest digest) throws IOException {
        return made.containsKey(digest) || place(digest).isPresent();
    }

    /** Opens content that is checked against the descriptor while it is read. */
    InputStream open(Descriptor descriptor) throws IOException {
        Bytes own = made.get(descriptor.digest());
        if (own != null) {
            return new VerifyingInputStream(own.stream(), descriptor);
        }
        Optional<TarEntry> entry = place(descriptor.digest());
        if (entry.isEmpty()) {
            throw ContentException.of(FailureKind.NOT_FOUND, tar.name(), "it does not hold " + descriptor.digest());
        }
        return new VerifyingInputStream(tar.content(entry.get()), descriptor);
    }

    private Optional<TarEntry> place(Digest digest) throws IOException {
        String entry = entries.get(digest);
        return tar.find(entry != null ? entry : "blobs/" + digest.algorithm().id() + "/" + digest.hex());
    }

    /** Reads a small file of the archive. */
    Bytes read(String path, int limit) throws IOException {
        Optional<TarEntry> entry = tar.find(path);
        if (entry.isEmpty()) {
            throw ContentException.of(FailureKind.NOT_FOUND, tar.name(), "it has no entry " + path);
        }
        try (InputStream in = tar.content(entry.get())) {
            return BoundedRead.all(in, limit, tar.name() + " " + path);
        }
    }
}
