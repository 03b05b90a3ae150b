// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.layout;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.MediaType;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.SinkSession;
import dev.ambidock.transport.io.HashingOutputStream;
import dev.ambidock.transport.io.VerifyingInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A transaction on a layout. Blobs wait in a staging folder beside {@code blobs}, verified and synced; commit moves them
 * into place and then merges the roots into the index under the lock. A crash before that leaves the layout as it was.
 */
final class LayoutSession implements SinkSession {
    private static final int BUFFER = 128 << 10;

    private final LayoutFolder folder;
    private final Staging staging;
    private final Map<Digest, Path> written = new ConcurrentHashMap<>();
    private final List<NamedImage> roots = new ArrayList<>();

    private LayoutSession(LayoutFolder folder, Staging staging) {
        this.folder = folder;
        this.staging = staging;
    }

    static LayoutSession begin(LayoutFolder folder) throws IOException {
        Files.createDirectories(folder.root());
        LayoutLock lock = LayoutLock.acquire(folder.root());
        try (lock) {
            if (folder.isLayout()) {
                folder.requireLayout();
                folder.index();
            } else {
                // The index first: a layout without it is broken, an index without the marker is no layout yet.
                DurableFile.write(folder.file(LayoutFolder.INDEX), LayoutFolder.EMPTY_INDEX);
                DurableFile.write(folder.file(LayoutFolder.MARKER), LayoutFolder.MARKER_CONTENT);
            }
            Staging.sweep(folder.root());
            return new LayoutSession(folder, Staging.create(folder.root()));
        }
    }

    @Override
    public boolean has(Descriptor descriptor) throws IOException {
        if (written.containsKey(descriptor.digest())) {
            return true;
        }
        if (!Files.exists(folder.blob(descriptor.digest()))) {
            return false;
        }
        try (InputStream in = new VerifyingInputStream(folder.open(descriptor), descriptor)) {
            in.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (dev.ambidock.transport.error.ContentException damaged) {
            // To be written anew: commit replaces what is under this name.
            return false;
        }
    }

    @Override
    public void write(Descriptor descriptor, InputStream body) throws IOException {
        if (has(descriptor)) {
            return;
        }
        Path file = staging.newFile();
        try (OutputStream out = Files.newOutputStream(file)) {
            copy(new VerifyingInputStream(body, descriptor), out);
        }
        keep(descriptor.digest(), file);
    }

    @Override
    public Descriptor write(MediaType type, BlobProducer producer) throws IOException {
        Path file = staging.newFile();
        HashingOutputStream out = new HashingOutputStream(Files.newOutputStream(file), DigestAlgorithm.SHA256);
        try (out) {
            producer.writeTo(out);
        }
        Descriptor descriptor = Descriptor.of(type, out.digest(), out.count());
        keep(descriptor.digest(), file);
        return descriptor;
    }

    @Override
    public void put(Descriptor descriptor, Bytes document) throws IOException {
        write(descriptor, document.stream());
    }

    @Override
    public synchronized void root(NamedImage image) {
        roots.add(image);
    }

    @Override
    public void commit() throws IOException {
        for (Map.Entry<Digest, Path> blob : written.entrySet()) {
            Path target = folder.blob(blob.getKey());
            Files.createDirectories(target.getParent());
            DurableFile.move(blob.getValue(), target);
        }
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            DurableFile.syncFolder(folder.blobs(algorithm));
        }
        LayoutLock lock = LayoutLock.acquire(folder.root());
        try (lock) {
            Bytes merged = IndexMerge.merge(folder.index(), List.copyOf(roots));
            DurableFile.write(folder.file(LayoutFolder.INDEX), merged);
        }
        written.clear();
    }

    @Override
    public void close() throws IOException {
        staging.close();
    }

    private void keep(Digest digest, Path file) throws IOException {
        DurableFile.sync(file);
        if (written.putIfAbsent(digest, file) != null) {
            Files.delete(file);
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
        }
    }
}
