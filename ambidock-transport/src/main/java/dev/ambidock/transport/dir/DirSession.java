// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.dir;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.MediaType;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.SinkSession;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.io.DurableFile;
import dev.ambidock.transport.io.FileFailure;
import dev.ambidock.transport.io.HashingOutputStream;
import dev.ambidock.transport.io.VerifiedDocument;
import dev.ambidock.transport.io.VerifyingInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A transaction on a flat folder. Files wait in the staging folder, verified and synced; commit moves them into place, then
 * replaces {@code manifest.json}, then removes what the old image alone had. A crash before the replacement leaves the old
 * image as it was, and after it the new one.
 */
final class DirSession implements SinkSession {
    private final FlatFolder folder;
    private final DirStaging staging;
    private final boolean made;
    private final Map<String, Path> written = new ConcurrentHashMap<>();
    private final Set<String> reused = ConcurrentHashMap.newKeySet();
    private Optional<Descriptor> root = Optional.empty();

    private DirSession(FlatFolder folder, DirStaging staging, boolean made) {
        this.folder = folder;
        this.staging = staging;
        this.made = made;
    }

    static DirSession begin(FlatFolder folder) throws IOException {
        Path target = folder.root();
        boolean made = !Files.exists(target);
        if (!made && !Files.isDirectory(target)) {
            throw ContentException.of(FailureKind.UNSUPPORTED, target.toString(), "it is no folder");
        }
        if (!made && !isReplaceable(folder)) {
            throw ContentException.of(
                            FailureKind.UNSUPPORTED,
                            target.toString(),
                            "the folder is not empty and holds no image, so nothing in it is replaced")
                    .trying("name an empty folder, or one that is not there yet");
        }
        try {
            folder.requireKnownVersion();
            DurableFile.createFolders(target);
            return new DirSession(folder, DirStaging.create(target), made);
        } catch (IOException e) {
            throw DirFile.failure(target, e);
        }
    }

    private static boolean isReplaceable(FlatFolder folder) throws IOException {
        if (folder.has(FlatFolder.VERSION) || folder.has(FlatFolder.MANIFEST)) {
            return true;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.root())) {
            for (Path file : files) {
                if (!DirStaging.isOurs(file.getFileName().toString())) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public boolean has(Descriptor descriptor) throws IOException {
        String name = FlatFolder.name(descriptor);
        if (written.containsKey(name) || reused.contains(name)) {
            return true;
        }
        if (!folder.has(name)) {
            return false;
        }
        try (InputStream in = new VerifyingInputStream(folder.open(descriptor), descriptor)) {
            in.transferTo(OutputStream.nullOutputStream());
            reused.add(name);
            return true;
        } catch (ContentException damaged) {
            // To be written anew: commit replaces what is under this name.
            return false;
        } catch (IOException e) {
            throw DirFile.failure(folder.root(), e);
        }
    }

    @Override
    public void write(Descriptor descriptor, InputStream body) throws IOException {
        FileFailure.checkInterrupt(folder.root().toString());
        if (has(descriptor)) {
            return;
        }
        Path file = staging.newFile();
        try (DirFile out = DirFile.create(file)) {
            DirFile.copy(VerifyingInputStream.of(body, descriptor), out);
            out.sync();
        }
        keep(FlatFolder.name(descriptor), file);
    }

    @Override
    public Descriptor write(MediaType type, BlobProducer producer) throws IOException {
        FileFailure.checkInterrupt(folder.root().toString());
        Path file = staging.newFile();
        Descriptor descriptor;
        try (DirFile out = DirFile.create(file)) {
            HashingOutputStream hashing = new HashingOutputStream(out, DigestAlgorithm.SHA256);
            producer.writeTo(hashing);
            descriptor = Descriptor.of(type, hashing.digest(), hashing.count());
            out.sync();
        }
        keep(FlatFolder.name(descriptor), file);
        return descriptor;
    }

    @Override
    public void put(Descriptor descriptor, Bytes document) throws IOException {
        write(descriptor, VerifiedDocument.of(document, descriptor));
    }

    @Override
    public synchronized void root(NamedImage image) throws IOException {
        if (root.isPresent() && !root.get().sameContent(image.root())) {
            throw ContentException.of(
                            FailureKind.UNSUPPORTED,
                            folder.root().toString(),
                            "a flat folder holds one image and nothing beside it")
                    .trying("oci:" + folder.root() + " for several");
        }
        if (!has(image.root())) {
            throw ContentException.of(
                    FailureKind.NOT_FOUND,
                    image.root().digest().toString(),
                    "it is to be the root and was not written");
        }
        root = Optional.of(image.root());
    }

    @Override
    public synchronized void commit() throws IOException {
        FileFailure.checkInterrupt(folder.root().toString());
        if (root.isEmpty()) {
            // Without a root there is no image, and nobody could find the rest.
            return;
        }
        try {
            String rootName = FlatFolder.name(root.get());
            Path manifest = stagedRoot(rootName);
            if (!folder.has(FlatFolder.VERSION)) {
                // First of all: by this file a later writer knows that what a crash left may be replaced.
                DurableFile.write(folder.file(FlatFolder.VERSION), FlatFolder.VERSION_CONTENT);
                DurableFile.syncName(folder.root());
            }
            for (Map.Entry<String, Path> file : written.entrySet()) {
                DurableFile.move(file.getValue(), folder.file(file.getKey()));
            }
            DurableFile.syncFolder(folder.root());
            DurableFile.move(manifest, folder.file(FlatFolder.MANIFEST));
            DurableFile.syncFolder(folder.root());
            reused.addAll(written.keySet());
            written.clear();
            reused.remove(rootName);
            sweep();
        } catch (IOException e) {
            throw DirFile.failure(folder.root(), e);
        }
    }

    /** The root's file, apart from the others. One that is there already, as the old image's child, is copied. */
    private Path stagedRoot(String rootName) throws IOException {
        Path own = written.remove(rootName);
        if (own != null) {
            return own;
        }
        Path copy = staging.newFile();
        try (InputStream in = Files.newInputStream(folder.file(rootName));
                DirFile out = DirFile.create(copy)) {
            DirFile.copy(in, out);
            out.sync();
        }
        return copy;
    }

    /** Removes what belongs to an image and not to this one; other files are left alone. */
    private void sweep() throws IOException {
        List<Path> old = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.root())) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (FlatFolder.isPartOfAnImage(name) && !reused.contains(name)) {
                    old.add(file);
                }
            }
        }
        for (Path file : old) {
            Files.deleteIfExists(file);
        }
        if (!old.isEmpty()) {
            DurableFile.syncFolder(folder.root());
        }
    }

    @Override
    public void close() throws IOException {
        staging.close();
        if (made && !folder.has(FlatFolder.VERSION)) {
            Files.deleteIfExists(folder.root());
        }
    }

    private void keep(String name, Path file) throws IOException {
        if (written.putIfAbsent(name, file) != null) {
            Files.delete(file);
        }
    }
}
