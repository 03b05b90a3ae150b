// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.memory;

import dev.ambidock.document.Document;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.document.Reading;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Role;
import dev.ambidock.table.FormatRow;
import dev.ambidock.table.FormatTable;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.SinkSession;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.io.HashingOutputStream;
import dev.ambidock.transport.io.VerifyingInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A transaction in memory that makes certain of everything that callers must do: children before parents, roots that are
 * there, media types that fit, one commit. What it refuses for one of these reasons is a CONFLICT.
 */
final class MemorySession implements SinkSession {
    private final MemoryStore store;
    private final Runnable whenClosed;
    private final long handle;
    private final Map<Digest, Bytes> pending = new LinkedHashMap<>();
    private final List<NamedImage> roots = new ArrayList<>();
    private State state = State.OPEN;

    private enum State {
        OPEN,
        COMMITTED,
        CLOSED
    }

    MemorySession(MemoryStore store, Runnable whenClosed) {
        this.store = store;
        this.whenClosed = whenClosed;
        this.handle = store.enter("session of " + store.name());
    }

    @Override
    public synchronized boolean has(Descriptor descriptor) {
        checkState();
        Optional<Bytes> content = find(descriptor.digest());
        return content.isPresent()
                && content.get().length() == descriptor.size()
                && content.get().digest(descriptor.digest().algorithm()).equals(descriptor.digest());
    }

    @Override
    public void write(Descriptor descriptor, InputStream body) throws IOException {
        checkRole(
                descriptor,
                FormatTable.role(descriptor.mediaType()) == Role.MANIFEST
                        || FormatTable.role(descriptor.mediaType()) == Role.INDEX,
                "is written as a blob");
        if (has(descriptor)) {
            return;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        copy(new VerifyingInputStream(body, descriptor), out);
        keep(descriptor.digest(), Bytes.wrap(out.toByteArray()));
    }

    @Override
    public Descriptor write(MediaType type, BlobProducer producer) throws IOException {
        checkState();
        ByteArrayOutputStream memory = new ByteArrayOutputStream();
        HashingOutputStream out = new HashingOutputStream(memory, DigestAlgorithm.SHA256);
        checkInterrupt();
        producer.writeTo(out);
        checkInterrupt();
        Descriptor descriptor = Descriptor.of(type, out.digest(), out.count());
        keep(descriptor.digest(), Bytes.wrap(memory.toByteArray()));
        return descriptor;
    }

    @Override
    public synchronized void put(Descriptor descriptor, Bytes document) throws IOException {
        checkState();
        checkRole(descriptor, FormatTable.role(descriptor.mediaType()) == Role.LAYER, "is put as a document");
        if (document.length() > store.abilities().maxDocumentBytes()) {
            throw ContentException.of(
                    FailureKind.LIMIT_EXCEEDED, descriptor.digest().toString(), "the document is too long");
        }
        if (!document.digest(descriptor.digest().algorithm()).equals(descriptor.digest())
                || document.length() != descriptor.size()) {
            throw ContentException.of(
                    FailureKind.MISMATCH, descriptor.digest().toString(), "the document has other bytes");
        }
        checkDocument(descriptor, document);
        checkInterrupt();
        keep(descriptor.digest(), document);
    }

    private void checkDocument(Descriptor descriptor, Bytes content) throws ContentException {
        Reading reading = Documents.read(
                content,
                Optional.of(descriptor.mediaType()),
                descriptor.digest().algorithm(),
                Limits.defaults());
        if (reading.kind() == Reading.Kind.REJECTED) {
            throw conflict(descriptor, reading.findings().get(0).text());
        }
        Document document = reading.orThrow();
        switch (document.kind()) {
            case INDEX -> {
                checkFamily(descriptor, document);
                if (!store.abilities().indexes()) {
                    throw ContentException.of(
                            FailureKind.UNSUPPORTED, descriptor.digest().toString(), "this place takes no indexes");
                }
                if (!store.isSparse()) {
                    checkChildren(document);
                }
            }
            case MANIFEST, ARTIFACT_MANIFEST -> {
                checkFamily(descriptor, document);
                checkChildren(document);
            }
            case CONFIG, SCHEMA1 -> {}
        }
    }

    private void checkFamily(Descriptor descriptor, Document document) throws ContentException {
        Family family = document.family();
        if ((family == Family.OCI || family == Family.DOCKER)
                && !store.abilities().families().contains(family)) {
            throw ContentException.of(
                    FailureKind.UNSUPPORTED,
                    descriptor.digest().toString(),
                    "this place takes no documents of " + family);
        }
    }

    private void checkChildren(Document document) throws ContentException {
        for (Edge edge : document.edges()) {
            Descriptor child = edge.descriptor();
            if (isDistributable(child) && !has(child)) {
                throw conflict(document.descriptor(), "its child " + child + " is not there yet");
            }
        }
    }

    private static boolean isDistributable(Descriptor child) {
        return child.urls().isEmpty()
                && FormatTable.find(child.mediaType())
                        .map(FormatRow::distributable)
                        .orElse(true);
    }

    @Override
    public synchronized void root(NamedImage image) throws IOException {
        checkState();
        if (!has(image.root())) {
            throw conflict(image.root(), "it is made a root and is not there");
        }
        roots.add(image);
    }

    @Override
    public synchronized void commit() throws IOException {
        checkState();
        checkInterrupt();
        store.publish(pending, roots);
        state = State.COMMITTED;
    }

    @Override
    public synchronized void close() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            store.leave(handle);
            whenClosed.run();
        }
    }

    private synchronized void keep(Digest digest, Bytes content) {
        checkState();
        pending.put(digest, content);
        store.noteWritten(digest);
    }

    private Optional<Bytes> find(Digest digest) {
        Bytes mine = pending.get(digest);
        return mine == null ? store.find(digest) : Optional.of(mine);
    }

    private synchronized void checkState() {
        if (state != State.OPEN) {
            throw new IllegalStateException("the session of " + store.name() + " is used after it was " + state);
        }
    }

    private static void checkRole(Descriptor descriptor, boolean wrong, String how) throws ContentException {
        if (wrong) {
            throw conflict(descriptor, "content of this type " + how);
        }
    }

    private static void copy(InputStream in, ByteArrayOutputStream out) throws IOException {
        byte[] buffer = new byte[8192];
        checkInterrupt();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
            checkInterrupt();
        }
    }

    private static void checkInterrupt() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while writing");
        }
    }

    private static ContentException conflict(Descriptor descriptor, String problem) {
        return ContentException.of(FailureKind.CONFLICT, descriptor.toString(), problem);
    }
}
