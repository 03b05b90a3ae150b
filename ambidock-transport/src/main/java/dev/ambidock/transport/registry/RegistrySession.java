// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.ImageName;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Role;
import dev.ambidock.table.FormatTable;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.SinkSession;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.io.FileFailure;
import dev.ambidock.transport.io.VerifiedDocument;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes into a repository. Blobs go there at once, where they harm nobody; documents wait for the commit, which sends them
 * children first, those that do not need one another at once, and those with a tag last. So a session that fails leaves every tag as it was.
 */
final class RegistrySession implements SinkSession {
    private final Repository repository;
    private final Limits limits;
    private final Manifests manifests;
    private final Blobs blobs;
    private final Uploads uploads;
    private final MissingContent missing;
    private final Map<Digest, PendingDocument> documents = new LinkedHashMap<>();
    private final Map<String, Digest> tags = new LinkedHashMap<>();
    private final Set<Digest> roots = new HashSet<>();
    private final Set<Digest> there = ConcurrentHashMap.newKeySet();
    private final Map<Digest, URI> offered = new ConcurrentHashMap<>();
    private Optional<RegistrySource> from = Optional.empty();

    /** A document and the tag or digest under which it goes. */
    private record Sending(String reference, PendingDocument document) {}

    RegistrySession(Repository repository, Limits limits) {
        this.repository = repository;
        this.limits = limits;
        this.manifests = new Manifests(repository, limits);
        this.blobs = new Blobs(repository);
        this.uploads = new Uploads(repository);
        this.missing = new MissingContent(manifests, blobs, uploads, limits, documents);
    }

    @Override
    public void reading(ImageSource source) {
        missing.from(source);
        if (source instanceof RegistrySource registry && registry.repository().isBeside(repository)) {
            from = Optional.of(registry);
        }
    }

    @Override
    public boolean has(Descriptor descriptor) throws IOException {
        Digest digest = descriptor.digest();
        synchronized (documents) {
            if (documents.containsKey(digest)) {
                return true;
            }
        }
        if (there.contains(digest)) {
            return true;
        }
        // What an image says to be elsewhere is perhaps not here.
        boolean found = (isInPlace() && descriptor.urls().isEmpty()) || look(descriptor);
        if (found) {
            there.add(digest);
        }
        return found;
    }

    /** What a repository's image names is in that repository. */
    private boolean isInPlace() {
        return from.filter(f -> f.repository().name().equals(repository.name())).isPresent();
    }

    private boolean look(Descriptor descriptor) throws IOException {
        if (isManifest(descriptor)) {
            return manifests.has(descriptor.digest());
        }
        if (from.isPresent() && !isInPlace()) {
            Optional<URI> place =
                    uploads.mount(descriptor, from.get().repository().name());
            place.ifPresent(p -> offered.put(descriptor.digest(), p));
            return place.isEmpty();
        }
        return blobs.has(descriptor);
    }

    @Override
    public void write(Descriptor descriptor, InputStream body) throws IOException {
        FileFailure.checkInterrupt(repository.toString());
        if (there.contains(descriptor.digest())) {
            return;
        }
        URI offer = offered.remove(descriptor.digest());
        uploads.send(offer == null ? uploads.begin() : offer, descriptor, body);
        there.add(descriptor.digest());
    }

    @Override
    public Descriptor write(MediaType type, BlobProducer producer) throws IOException {
        FileFailure.checkInterrupt(repository.toString());
        Descriptor made = uploads.stream(type, producer);
        there.add(made.digest());
        return made;
    }

    /** A config is a document to the engine, and a blob to the registry. */
    @Override
    public void put(Descriptor descriptor, Bytes document) throws IOException {
        if (!isManifest(descriptor)) {
            missing.keep(descriptor.digest(), document);
            write(descriptor, document.stream());
            return;
        }
        VerifiedDocument.of(document, descriptor).close();
        synchronized (documents) {
            documents.putIfAbsent(descriptor.digest(), PendingDocument.of(descriptor, document, limits));
        }
    }

    private static boolean isManifest(Descriptor descriptor) {
        Role role = FormatTable.role(descriptor.mediaType());
        return role == Role.MANIFEST || role == Role.INDEX;
    }

    @Override
    public void root(NamedImage image) throws IOException {
        Digest digest = image.root().digest();
        if (!has(image.root())) {
            throw ContentException.of(
                    FailureKind.NOT_FOUND,
                    digest.toString(),
                    "it was made a root of " + repository + " without having been written");
        }
        synchronized (documents) {
            roots.add(digest);
            for (String name : image.names()) {
                tag(name).ifPresent(tag -> tags.put(tag, digest));
            }
        }
    }

    /** The tag that a name stands for here: its own, or the name itself if it is one. */
    static Optional<String> tag(String name) {
        if (Tags.isTag(name)) {
            return Optional.of(name);
        }
        return ImageName.find(name).flatMap(ImageName::tag);
    }

    @Override
    public void commit() throws IOException {
        FileFailure.checkInterrupt(repository.toString());
        if (isDone()) {
            return;
        }
        List<PendingReferrer> unlisted = new ArrayList<>();
        for (List<PendingDocument> level : PendingDocument.levels(documents.values())) {
            unlisted.addAll(send(level.stream()
                    .filter(d -> !isTagged(d) || d.isNeededByDigest())
                    .map(d -> new Sending(d.descriptor().digest().toString(), d))
                    .toList()));
        }
        List<Sending> tagged = new ArrayList<>();
        tags.forEach((tag, digest) -> {
            PendingDocument document = documents.get(digest);
            if (document != null) {
                tagged.add(new Sending(tag, document));
            }
        });
        unlisted.addAll(send(tagged));
        retag();
        list(unlisted);
        documents.clear();
    }

    private boolean isTagged(PendingDocument document) {
        return tags.containsValue(document.descriptor().digest());
    }

    /** Whether every tag stands for its document already, and with it for all beneath. */
    private boolean isDone() throws IOException {
        if (isInPlace() || tags.isEmpty() || !tags.values().containsAll(roots)) {
            return false;
        }
        List<Boolean> same = repository
                .tasks()
                .map(
                        List.copyOf(tags.entrySet()),
                        tag -> manifests
                                .digestOf(tag.getKey())
                                .filter(tag.getValue()::equals)
                                .isPresent());
        return !same.contains(false);
    }

    /** Tags for documents that were there before. */
    private void retag() throws IOException {
        for (Map.Entry<String, Digest> tag : tags.entrySet()) {
            if (!documents.containsKey(tag.getValue())) {
                Manifests.Fetched fetched = manifests.get(tag.getValue().toString());
                manifests.put(tag.getKey(), fetched.descriptor(), fetched.content());
            }
        }
    }

    /** Sends documents that do not need one another; gives those that refer to a subject and that the registry does not list. */
    private List<PendingReferrer> send(List<Sending> all) throws IOException {
        List<Sending> absent = all.stream()
                .filter(s -> !isThere(s.reference(), s.document().descriptor().digest()))
                .toList();
        List<Boolean> listed = repository.tasks().map(absent, s -> missing.put(s.reference(), s.document()));
        List<PendingReferrer> unlisted = new ArrayList<>();
        for (int i = 0; i < absent.size(); i++) {
            if (!listed.get(i)) {
                absent.get(i).document().referrer().ifPresent(unlisted::add);
            }
        }
        return unlisted;
    }

    /** One after the other, since those of one subject share a tag. */
    private void list(List<PendingReferrer> unlisted) throws IOException {
        ReferrersList list = new ReferrersList(repository, manifests, limits, tag -> true);
        for (PendingReferrer referrer : unlisted) {
            list.add(referrer.subject(), referrer.described());
        }
    }

    /** Whether the source, which is this very repository, has it just so. */
    private boolean isThere(String reference, Digest digest) {
        return isInPlace()
                && (reference.equals(digest.toString())
                        ? from.orElseThrow().served(digest)
                        : from.orElseThrow().isTagged(reference, digest));
    }

    /** Documents that were not committed were never sent; blobs that nothing names are the registry's to sweep. */
    @Override
    public void close() throws IOException {
        for (URI place : offered.values()) {
            uploads.cancel(place);
        }
        offered.clear();
    }
}
