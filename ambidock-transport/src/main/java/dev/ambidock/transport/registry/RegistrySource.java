// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.ImageName;
import dev.ambidock.model.Limits;
import dev.ambidock.model.Role;
import dev.ambidock.table.FormatTable;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.distribution.ReferrersTag;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A repository as a place to read from. A tag is resolved once; from then on digests are asked for. */
public final class RegistrySource implements ImageSource {
    private static final List<String> TIED = List.of("sig", "att", "sbom");
    private static final String LATEST = "latest";
    private static final int MOST_LISTED = 10;

    private final ImageName name;
    private final Repository repository;
    private final Closeable connections;
    private final Manifests manifests;
    private final Blobs blobs;
    private final AskedOnce<Digest, List<Descriptor>> referrers;
    private final Map<Digest, Bytes> roots = new ConcurrentHashMap<>();
    private final Map<String, Digest> tags = new ConcurrentHashMap<>();
    private final Set<Digest> served = ConcurrentHashMap.newKeySet();
    private volatile Optional<Set<String>> allTags = Optional.empty();

    /**
     * A source; asks for nothing yet.
     *
     * @param name without tag and digest, the image under {@code latest} is meant
     * @param connections closed with the source
     */
    public RegistrySource(ImageName name, Repository repository, Limits limits, Closeable connections) {
        this.name = name;
        this.repository = repository;
        this.connections = connections;
        this.manifests = new Manifests(repository, limits);
        this.blobs = new Blobs(repository);
        ReferrersList list = new ReferrersList(repository, manifests, limits, this::mayBeTag);
        this.referrers = new AskedOnce<>(list::of, repository.executor());
    }

    /** The repository that is read from. */
    public Repository repository() {
        return repository;
    }

    /** Whether the repository gave this document. */
    boolean served(Digest document) {
        return served.contains(document);
    }

    /** Whether the tag stood for this document when it was asked for. */
    boolean isTagged(String tag, Digest document) {
        return document.equals(tags.get(tag));
    }

    @Override
    public String locator() {
        return new RegistryLocator(name).toString();
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    @Override
    public List<NamedImage> images() throws IOException {
        if (name.tag().isPresent() || name.digest().isPresent()) {
            return List.of(image());
        }
        List<String> all = new Tags(repository).all();
        allTags = Optional.of(Set.copyOf(all));
        List<Optional<NamedImage>> found =
                repository.tasks().map(all, tag -> manifests.find(tag).map(f -> named(tag, f)));
        return NamedImage.merge(found.stream().flatMap(Optional::stream).toList());
    }

    @Override
    public NamedImage image() throws IOException {
        if (name.digest().isPresent()) {
            Manifests.Fetched found = manifests.get(name.digest().get().toString());
            return name.tag().isPresent() ? named(name.tag().get(), found) : new NamedImage(List.of(), kept(found));
        }
        String tag = name.tag().orElse(LATEST);
        try {
            return named(tag, manifests.get(tag));
        } catch (ContentException e) {
            throw e.kind() == FailureKind.NOT_FOUND && e.remedy().isEmpty() ? e.trying(others()) : e;
        }
    }

    /** What could have been meant; a registry that does not tell keeps it to itself. */
    private String others() {
        try {
            List<String> tags = new Tags(repository).first(MOST_LISTED);
            return tags.isEmpty() ? "" : "one of its tags: " + String.join(", ", tags);
        } catch (IOException e) {
            return "";
        }
    }

    private NamedImage named(String tag, Manifests.Fetched found) {
        tags.put(tag, found.descriptor().digest());
        return new NamedImage(List.of(name.withoutDigest().withTag(tag).toString()), kept(found));
    }

    /** The root is asked for by its digest next. */
    private Descriptor kept(Manifests.Fetched found) {
        served.add(found.descriptor().digest());
        roots.put(found.descriptor().digest(), found.content());
        return found.descriptor();
    }

    @Override
    public InputStream open(Descriptor descriptor) throws IOException {
        Bytes root = roots.get(descriptor.digest());
        if (root != null && root.length() == descriptor.size()) {
            return root.stream();
        }
        if (isDocument(descriptor)) {
            Bytes content = manifests.get(descriptor.digest().toString()).content();
            if (content.length() != descriptor.size()) {
                throw ContentException.of(
                        FailureKind.MISMATCH,
                        descriptor.digest().toString(),
                        "it has " + content.length() + " bytes, its descriptor says " + descriptor.size());
            }
            served.add(descriptor.digest());
            return content.stream();
        }
        return blobs.open(descriptor);
    }

    @Override
    public InputStream openAt(Descriptor descriptor, long offset, long length) throws IOException {
        if (isDocument(descriptor)) {
            return ImageSource.super.openAt(descriptor, offset, length);
        }
        return blobs.openAt(descriptor, offset, length);
    }

    @Override
    public boolean exists(Descriptor descriptor) throws IOException {
        return roots.containsKey(descriptor.digest())
                || (isDocument(descriptor) ? manifests.has(descriptor.digest()) : blobs.has(descriptor));
    }

    private static boolean isDocument(Descriptor descriptor) {
        Role role = FormatTable.role(descriptor.mediaType());
        return role == Role.MANIFEST || role == Role.INDEX;
    }

    @Override
    public List<Descriptor> referrers(Digest subject) throws IOException {
        return referrers.of(subject);
    }

    @Override
    public void expectReferrers(Digest subject) {
        referrers.ahead(subject);
    }

    @Override
    public List<NamedImage> tiedByName(Digest subject) throws IOException {
        List<String> possible = TIED.stream()
                .map(kind -> ReferrersTag.of(subject) + "." + kind)
                .filter(this::mayBeTag)
                .toList();
        List<Boolean> there = repository.tasks().map(possible, manifests::isTagged);
        List<NamedImage> found = new ArrayList<>();
        for (int i = 0; i < possible.size(); i++) {
            if (there.get(i)) {
                found.add(named(possible.get(i), manifests.get(possible.get(i))));
            }
        }
        return found;
    }

    /** Once all tags were listed, those that were not among them need not be asked for. */
    private boolean mayBeTag(String tag) {
        return allTags.map(known -> known.contains(tag)).orElse(true);
    }

    @Override
    public void close() throws IOException {
        referrers.close();
        connections.close();
    }
}
