// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.layout;

import dev.ambidock.document.IndexDocument;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.MediaType;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.RootEntries;
import dev.ambidock.transport.SinkSession;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.io.DurableFile;
import dev.ambidock.transport.io.FileBacked;
import dev.ambidock.transport.io.FileFailure;
import dev.ambidock.transport.io.HashingOutputStream;
import dev.ambidock.transport.io.VerifyingInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A transaction on a layout. Blobs wait in a staging folder beside {@code blobs}, verified and synced; commit moves them
 * into place and then merges the roots into the index under the lock. A crash before that leaves the layout as it was.
 */
final class LayoutSession implements SinkSession {
    private static final int BUFFER = 128 << 10;
    private static final int MERGES = 20;

    private final LayoutFolder folder;
    private final Optional<String> givenName;
    private final Staging staging;
    private final FileDuplicate duplicate;
    private final Map<Digest, Path> written = new ConcurrentHashMap<>();
    /** Blobs that were there before, and whether their bytes are right: each is read once at most. */
    private final Map<Digest, Boolean> present = new ConcurrentHashMap<>();

    private final List<Descriptor> entries = new ArrayList<>();

    private LayoutSession(LayoutFolder folder, Optional<String> givenName, Staging staging, FileDuplicate duplicate) {
        this.folder = folder;
        this.givenName = givenName;
        this.staging = staging;
        this.duplicate = duplicate;
    }

    /**
     * Begins a transaction, and makes an empty layout if there is none.
     *
     * @param givenName the name in the locator
     * @param duplicate for blobs that are files already
     */
    static LayoutSession begin(LayoutFolder folder, Optional<String> givenName, FileDuplicate duplicate)
            throws IOException {
        try {
            DurableFile.createFolders(folder.root());
            return LayoutLock.holding(folder.root(), () -> {
                if (folder.isLayout()) {
                    folder.requireLayout();
                    folder.index();
                } else {
                    folder.create();
                }
                Staging.sweep(folder.root());
                return new LayoutSession(folder, givenName, Staging.create(folder.root()), duplicate);
            });
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    @Override
    public boolean has(Descriptor descriptor) throws IOException {
        if (written.containsKey(descriptor.digest())) {
            return true;
        }
        Boolean known = present.get(descriptor.digest());
        if (known == null) {
            known = isPresent(descriptor);
            present.put(descriptor.digest(), known);
        }
        return known;
    }

    private boolean isPresent(Descriptor descriptor) throws IOException {
        if (!Files.exists(folder.blob(descriptor.digest()))) {
            return false;
        }
        try (InputStream in = new VerifyingInputStream(folder.open(descriptor), descriptor)) {
            in.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (ContentException damaged) {
            // To be written anew: commit replaces what is under this name.
            return false;
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    @Override
    public void write(Descriptor descriptor, InputStream body) throws IOException {
        if (has(descriptor)) {
            return;
        }
        Path file = staging.newFile();
        Optional<Path> stored = body instanceof FileBacked backed ? backed.file() : Optional.empty();
        if (stored.isEmpty() || !duplicate.make(stored.get(), file, descriptor)) {
            stage(file, out -> copy(VerifyingInputStream.of(body, descriptor), out));
        }
        keep(descriptor.digest(), file);
    }

    @Override
    public Descriptor write(MediaType type, BlobProducer producer) throws IOException {
        Path file = staging.newFile();
        Descriptor[] made = new Descriptor[1];
        stage(file, out -> {
            HashingOutputStream hashing = new HashingOutputStream(out, DigestAlgorithm.SHA256);
            producer.writeTo(hashing);
            made[0] = Descriptor.of(type, hashing.digest(), hashing.count());
        });
        if (has(made[0])) {
            Files.delete(file);
        } else {
            keep(made[0].digest(), file);
        }
        return made[0];
    }

    /** Fills a staged file; a failure leaves none. */
    private void stage(Path file, BlobProducer producer) throws IOException {
        boolean done = false;
        try (OutputStream out = FileFailure.naming(folder.root().toString(), Files.newOutputStream(file))) {
            producer.writeTo(out);
            done = true;
        } finally {
            if (!done) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public void put(Descriptor descriptor, Bytes document) throws IOException {
        write(descriptor, document.stream());
    }

    @Override
    public void root(NamedImage image) throws IOException {
        if (!has(image.root())) {
            throw ContentException.of(
                    FailureKind.NOT_FOUND,
                    image.root().digest().toString(),
                    "it was made a root of " + folder.root() + " without having been written");
        }
        synchronized (entries) {
            entries.addAll(RootEntries.of(image, givenName));
        }
    }

    @Override
    public void commit() throws IOException {
        FileFailure.checkInterrupt(folder.root().toString());
        try {
            moveBlobs();
            List<Descriptor> added;
            synchronized (entries) {
                added = List.copyOf(entries);
            }
            if (!added.isEmpty()) {
                LayoutLock.holding(folder.root(), () -> {
                    merge(added);
                    return added;
                });
            }
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    /** Blobs before the index, and each rename durable before one that relies on it. */
    private void moveBlobs() throws IOException {
        Set<DigestAlgorithm> used = new HashSet<>();
        for (Map.Entry<Digest, Path> blob : List.copyOf(written.entrySet())) {
            if (used.add(blob.getKey().algorithm())) {
                folder.requireBlobs(blob.getKey().algorithm());
            }
            DurableFile.move(blob.getValue(), folder.blob(blob.getKey()));
            written.remove(blob.getKey());
            present.put(blob.getKey(), true);
        }
        // What was there before may be the work of a process that was killed before it came so far.
        present.forEach((digest, isRight) -> {
            if (isRight) {
                used.add(digest.algorithm());
            }
        });
        for (DigestAlgorithm algorithm : used) {
            folder.syncBlobs(algorithm);
        }
    }

    /** Other tools take no lock: what one of them changes meanwhile is merged again, in all but a moment's window. */
    private void merge(List<Descriptor> added) throws IOException {
        Path target = folder.file(LayoutFolder.INDEX);
        for (int i = 0; i < MERGES; i++) {
            IndexDocument before = folder.index();
            Bytes merged = folder.requireReadable(IndexMerge.merge(before, added, givenName));
            Path aside = DurableFile.aside(target, merged);
            boolean moved = false;
            try {
                if (folder.index().bytes().equals(before.bytes())) {
                    DurableFile.move(aside, target);
                    moved = true;
                    DurableFile.syncFolder(folder.root());
                    return;
                }
            } finally {
                if (!moved) {
                    Files.deleteIfExists(aside);
                }
            }
        }
        throw ContentException.of(
                        FailureKind.CONFLICT, target.toString(), "another tool that takes no lock keeps changing it")
                .trying("the copy again when the other tool is done");
    }

    @Override
    public void close() throws IOException {
        try {
            staging.close();
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    private void keep(Digest digest, Path file) throws IOException {
        try {
            DurableFile.sync(file);
            if (written.putIfAbsent(digest, file) != null) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
        }
    }

    private static IOException failure(LayoutFolder folder, IOException e) {
        return FileFailure.of(folder.root().toString(), e);
    }
}
