// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.MediaType;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.SinkSession;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.io.BoundedRead;
import dev.ambidock.transport.io.FileFailure;
import dev.ambidock.transport.io.HashingOutputStream;
import dev.ambidock.transport.io.TemporaryFile;
import dev.ambidock.transport.io.VerifyingInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes one archive. Blobs go into the tar under this object's lock, one after the other. A failure in the midst of an
 * entry breaks the tar: from then on only closing is possible.
 */
final class ArchiveSession implements SinkSession {
    private static final int BUFFER = 128 << 10;

    private final ArchiveTarget target;
    private final TarWriter tar;
    private final ArchiveForm form;
    private final KeptDocuments kept;
    private final List<NamedImage> roots = new ArrayList<>();
    private boolean broken;
    private boolean ended;

    private ArchiveSession(ArchiveTarget target, ArchiveForm form, KeptDocuments kept) {
        this.target = target;
        this.tar = new TarWriter(target.stream());
        this.form = form;
        this.kept = kept;
    }

    /** Takes ownership of the target. */
    static ArchiveSession begin(ArchiveTarget target, ArchiveForm form, KeptDocuments kept) throws IOException {
        ArchiveSession session = new ArchiveSession(target, form, kept);
        try {
            form.begin(session.tar);
            return session;
        } catch (IOException | RuntimeException e) {
            target.close();
            throw e;
        }
    }

    @Override
    public boolean has(Descriptor descriptor) {
        return kept.has(descriptor.digest());
    }

    @Override
    public void write(Descriptor descriptor, InputStream body) throws IOException {
        if (!has(descriptor)) {
            store(descriptor, VerifyingInputStream.of(body, descriptor));
        }
    }

    private void store(Descriptor descriptor, InputStream content) throws IOException {
        if (form.needs(descriptor)) {
            // In memory first: its bytes are needed again, and a document is short.
            Bytes document = BoundedRead.all(
                    content, kept.mostBytes(), descriptor.digest().toString());
            kept.keep(descriptor.digest(), document);
            add(descriptor, document.stream());
        } else {
            add(descriptor, content);
        }
    }

    @Override
    public Descriptor write(MediaType type, BlobProducer producer) throws IOException {
        try (TemporaryFile file = TemporaryFile.create(target.temporary())) {
            Descriptor descriptor;
            try (HashingOutputStream out = new HashingOutputStream(
                    new BufferedOutputStream(FileFailure.naming(target.name(), file.output()), BUFFER),
                    DigestAlgorithm.SHA256)) {
                producer.writeTo(out);
                descriptor = Descriptor.of(type, out.digest(), out.count());
            }
            store(descriptor, file.input());
            return descriptor;
        }
    }

    @Override
    public void put(Descriptor descriptor, Bytes document) throws IOException {
        write(descriptor, document.stream());
    }

    private synchronized void add(Descriptor descriptor, InputStream content) throws IOException {
        requireWhole();
        if (has(descriptor)) {
            return;
        }
        FileFailure.checkInterrupt(target.name());
        broken = true;
        Optional<String> place = form.place(descriptor, tar);
        if (place.isPresent()) {
            tar.file(place.get(), descriptor.size(), content);
        }
        broken = false;
        kept.wrote(descriptor.digest());
    }

    @Override
    public synchronized void root(NamedImage image) throws IOException {
        requireWhole();
        if (!has(image.root())) {
            throw ContentException.of(
                    FailureKind.NOT_FOUND,
                    image.root().digest().toString(),
                    "it was made a root of " + target.name() + " without having been written");
        }
        roots.add(image);
    }

    @Override
    public synchronized void commit() throws IOException {
        requireWhole();
        FileFailure.checkInterrupt(target.name());
        broken = true;
        form.end(tar, NamedImage.merge(roots));
        tar.finish();
        target.commit();
        ended = true;
    }

    private void requireWhole() throws ContentException {
        if (broken) {
            throw ContentException.of(
                    FailureKind.BROKEN,
                    target.name(),
                    ended ? "the archive is complete" : "the archive is broken after an earlier failure");
        }
    }

    @Override
    public synchronized void close() throws IOException {
        target.close();
    }
}
