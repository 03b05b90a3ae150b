// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.testkit.image.WholeImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a fake registry holds. Thread-safe. */
public final class RegistryContent {
    private final Map<String, Repo> repositories = new TreeMap<>();

    /** A document and the type under which it came. */
    public record Manifest(String type, Bytes content) {}

    private static final class Repo {
        final Map<Digest, BlobData> blobs = new LinkedHashMap<>();
        final Map<Digest, Manifest> manifests = new LinkedHashMap<>();
        final Map<String, Digest> tags = new TreeMap<>();
    }

    /** Puts an image where it can be pulled by its digest. */
    public synchronized void put(String repository, WholeImage image) {
        for (WholeImage.Part part : image.parts()) {
            if (part.kind() == WholeImage.Kind.DOCUMENT) {
                putManifest(repository, part.descriptor(), part.content());
            } else {
                BlobData data = BlobData.of(part.content().toArray());
                putBlob(repository, part.descriptor().digest(), data);
            }
        }
    }

    /** Puts an image where it can be pulled by a tag. */
    public synchronized void put(String repository, String tag, WholeImage image) {
        put(repository, image);
        tag(repository, tag, image.root().digest());
    }

    /** Puts a blob where it can be pulled. */
    public synchronized void putBlob(String repository, Digest digest, BlobData data) {
        repo(repository).blobs.put(digest, data);
    }

    /** Puts a document where it can be pulled by its digest. */
    public synchronized void putManifest(String repository, Descriptor descriptor, Bytes content) {
        repo(repository)
                .manifests
                .put(descriptor.digest(), new Manifest(descriptor.mediaType().text(), content));
    }

    synchronized void putManifest(String repository, Digest digest, Manifest manifest) {
        repo(repository).manifests.put(digest, manifest);
    }

    /** Sets a tag. */
    public synchronized void tag(String repository, String tag, Digest digest) {
        repo(repository).tags.put(tag, digest);
    }

    /** The blob, if it is in the repository. */
    public synchronized Optional<BlobData> blob(String repository, Digest digest) {
        return Optional.ofNullable(repo(repository).blobs.get(digest));
    }

    /** The document, if it is in the repository. */
    public synchronized Optional<Manifest> manifest(String repository, Digest digest) {
        return Optional.ofNullable(repo(repository).manifests.get(digest));
    }

    /** All documents of a repository, in the order in which they came. */
    public synchronized Map<Digest, Manifest> manifests(String repository) {
        return new LinkedHashMap<>(repo(repository).manifests);
    }

    /** The tags of a repository, sorted. */
    public synchronized Map<String, Digest> tags(String repository) {
        return new TreeMap<>(repo(repository).tags);
    }

    /** The names of all repositories, sorted. */
    public synchronized List<String> repositories() {
        return List.copyOf(repositories.keySet());
    }

    synchronized void remove(String repository, Digest digest) {
        repo(repository).manifests.remove(digest);
        repo(repository).blobs.remove(digest);
        repo(repository).tags.values().removeIf(digest::equals);
    }

    private Repo repo(String name) {
        return repositories.computeIfAbsent(name, n -> new Repo());
    }
}
