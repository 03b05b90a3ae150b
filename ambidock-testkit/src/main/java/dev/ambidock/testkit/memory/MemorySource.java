// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.memory;

import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.document.Reading;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Limits;
import dev.ambidock.model.Role;
import dev.ambidock.table.FormatTable;
import dev.ambidock.transport.ImageChoice;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.LocatorText;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.io.VerifyingInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Reads a {@link MemoryStore}. Using it after it was closed is an {@link IllegalStateException}. */
public final class MemorySource implements ImageSource {
    private final MemoryStore store;
    private final LocatorText text;
    private final long handle;
    private final AtomicBoolean closed = new AtomicBoolean();

    MemorySource(MemoryStore store, LocatorText text) {
        this.store = store;
        this.text = text;
        this.handle = store.enter("source " + text);
    }

    @Override
    public String locator() {
        return "memory:" + text;
    }

    @Override
    public List<NamedImage> images() {
        checkOpen();
        return store.roots();
    }

    @Override
    public NamedImage image() throws ContentException {
        return ImageChoice.among(locator(), images(), text);
    }

    @Override
    public List<Descriptor> referrers(Digest subject) {
        List<Descriptor> found = new ArrayList<>();
        for (NamedImage image : images()) {
            Descriptor root = image.root();
            if (FormatTable.role(root.mediaType()) == Role.MANIFEST
                    && subject(root).filter(subject::equals).isPresent()) {
                found.add(root);
            }
        }
        return found;
    }

    private Optional<Digest> subject(Descriptor root) {
        Reading reading = Documents.read(
                store.find(root.digest()).orElseThrow(),
                Optional.of(root.mediaType()),
                root.digest().algorithm(),
                Limits.defaults());
        return reading.kind() == Reading.Kind.REJECTED
                ? Optional.empty()
                : reading.orThrow().subject().map(Edge::descriptor).map(Descriptor::digest);
    }

    @Override
    public InputStream open(Descriptor descriptor) throws ContentException {
        checkOpen();
        Optional<Bytes> content = store.find(descriptor.digest());
        if (content.isEmpty()) {
            throw ContentException.of(FailureKind.NOT_FOUND, locator(), "it does not hold " + descriptor.digest());
        }
        store.noteOpened(descriptor.digest());
        return new VerifyingInputStream(new CountedStream(store, descriptor, content.get().stream()), descriptor);
    }

    @Override
    public boolean exists(Descriptor descriptor) {
        checkOpen();
        return store.find(descriptor.digest()).isPresent();
    }

    @Override
    public void close() {
        closed.set(true);
        store.leave(handle);
    }

    private void checkOpen() {
        if (closed.get()) {
            throw new IllegalStateException(locator() + " is used after it was closed");
        }
    }
}
