// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.dir;

import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Reading;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.io.BoundedRead;
import dev.ambidock.transport.io.VerifiedDocument;
import dev.ambidock.transport.io.VerifyingInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.List;
import java.util.Optional;

/**
 * Reads a flat folder. The folder does not say what its root is, so the document itself must: its type is the one that it
 * states or shows, its digest is by SHA-256 unless the locator asks by another. Thread-safe; holds no file open between
 * calls.
 */
public final class DirSource implements ImageSource {
    private final DirLocator locator;
    private final FlatFolder folder;
    private final Document root;

    private DirSource(DirLocator locator, FlatFolder folder, Document root) {
        this.locator = locator;
        this.folder = folder;
        this.root = root;
    }

    /**
     * Opens a folder and reads its root.
     *
     * @throws ContentException of kind NOT_FOUND if there is no folder or no {@code manifest.json} in it, MALFORMED if
     *     that is no manifest or index
     */
    public static DirSource open(DirLocator locator, Limits limits) throws IOException {
        FlatFolder folder = new FlatFolder(locator.folder());
        if (!Files.isDirectory(folder.root())) {
            throw ContentException.of(FailureKind.NOT_FOUND, folder.root().toString(), "there is no such folder");
        }
        if (!folder.has(FlatFolder.MANIFEST)) {
            ContentException failure = ContentException.of(
                    FailureKind.NOT_FOUND,
                    folder.root().toString(),
                    "it has no manifest.json, so it is no flat folder");
            throw Files.exists(folder.file("oci-layout")) ? failure.trying("oci:" + folder.root()) : failure;
        }
        folder.requireKnownVersion();
        DigestAlgorithm algorithm = locator.digest().map(Digest::algorithm).orElse(DigestAlgorithm.SHA256);
        Bytes content = folder.read(FlatFolder.MANIFEST, limits.documentBytes());
        Reading reading = Documents.read(content, Optional.empty(), algorithm, limits);
        String file = folder.file(FlatFolder.MANIFEST).toString();
        if (reading.kind() == Reading.Kind.REJECTED) {
            throw ContentException.of(
                    FailureKind.MALFORMED, file, reading.findings().get(0).text());
        }
        if (reading.orThrow().kind() == DocumentKind.CONFIG) {
            throw ContentException.of(FailureKind.MALFORMED, file, "it is a config, not a manifest or index");
        }
        return new DirSource(locator, folder, reading.orThrow());
    }

    @Override
    public String locator() {
        return locator.toString();
    }

    @Override
    public List<NamedImage> images() {
        return List.of(new NamedImage(List.of(), root.descriptor()));
    }

    @Override
    public NamedImage image() throws ContentException {
        if (locator.digest().filter(d -> !d.equals(root.digest())).isPresent()) {
            throw ContentException.of(FailureKind.NOT_FOUND, locator(), "its image has another digest")
                    .trying("ask for @" + root.digest() + " or without a digest");
        }
        return images().get(0);
    }

    @Override
    public InputStream open(Descriptor descriptor) throws IOException {
        if (descriptor.digest().equals(root.digest())) {
            return VerifiedDocument.of(root.bytes(), descriptor);
        }
        if (descriptor.mediaType().equals(MediaTypes.DOCKER_SCHEMA1_SIGNED)) {
            // Its digest is not that of all its bytes.
            try (InputStream in = folder.open(descriptor)) {
                int limit = Limits.defaults().documentBytes();
                return VerifiedDocument.of(BoundedRead.all(in, limit, descriptor.toString()), descriptor);
            }
        }
        return new VerifyingInputStream(folder.open(descriptor), descriptor);
    }

    @Override
    public boolean exists(Descriptor descriptor) {
        return descriptor.digest().equals(root.digest())
                || folder.find(descriptor)
                        .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                        .isPresent();
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
