// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Descriptor;
import dev.ambidock.transport.ContentSource;
import dev.ambidock.transport.io.FileBacked;
import dev.ambidock.transport.io.Rereadable;
import dev.ambidock.transport.io.Verified;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** Tells a listener of each read, and ends the copy of an interrupted thread. Closing it closes the stream beneath. */
final class ReportingInput extends FilterInputStream implements Verified, Rereadable, FileBacked {
    private final ContentSource source;
    private final Descriptor blob;
    private final CopyListener listener;
    private boolean read;

    /**
     * A stream of a blob.
     *
     * @param source has it, should it be read again
     */
    ReportingInput(InputStream in, ContentSource source, Descriptor blob, CopyListener listener) {
        super(in);
        this.source = source;
        this.blob = blob;
        this.listener = listener;
    }

    @Override
    public InputStream reread(long offset, long length) throws IOException {
        return source.openAt(blob, offset, length);
    }

    @Override
    public Optional<Path> file() {
        return in instanceof FileBacked backed ? backed.file() : Optional.empty();
    }

    /** Tells of what arrived without having been read. */
    void arrived() {
        if (!read && blob.size() > 0) {
            listener.moved(blob, blob.size());
        }
    }

    @Override
    public boolean verifies(Descriptor descriptor) {
        return in instanceof Verified verified && verified.verifies(descriptor);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        // Files are read and written without a look at the interruption.
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while copying");
        }
        int n = in.read(buffer, offset, length);
        read = true;
        if (n > 0) {
            listener.moved(blob, n);
        }
        return n;
    }
}
