// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Descriptor;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.Side;
import dev.ambidock.transport.io.FileBacked;
import dev.ambidock.transport.io.Rereadable;
import dev.ambidock.transport.io.Verified;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.Optional;

/** Tells on which side of a copy a failure happened: while a source is read into a sink, either may fail. */
final class Sides {
    private Sides() {}

    /** What may fail. */
    interface Action<T> {
        T run() throws IOException;
    }

    /** What may fail and gives nothing. */
    interface Effect {
        void run() throws IOException;
    }

    /** Runs something of which every failure is the source's. */
    static <T> T source(String object, Action<T> action) throws IOException {
        try {
            return action.run();
        } catch (IOException e) {
            throw placed(e, object, Side.SOURCE);
        }
    }

    /** Runs something of which every failure is the destination's, but those of streams from {@link #reading}. */
    static <T> T destination(String object, Action<T> action) throws IOException {
        try {
            return action.run();
        } catch (IOException e) {
            throw placed(e, object, Side.DESTINATION);
        }
    }

    /** As {@link #destination(String, Action)}. */
    static void destination(String object, Effect effect) throws IOException {
        destination(object, () -> {
            effect.run();
            return true;
        });
    }

    /** A stream of which every failure is the source's. Closing it closes the stream beneath. */
    static InputStream reading(InputStream in, String object) {
        return new SourceInput(in, object);
    }

    private static final class SourceInput extends FilterInputStream implements Verified, Rereadable, FileBacked {
        private final String object;

        SourceInput(InputStream in, String object) {
            super(in);
            this.object = object;
        }

        @Override
        public InputStream reread(long offset, long length) throws IOException {
            if (in instanceof Rereadable again) {
                return reading(source(object, () -> again.reread(offset, length)), object);
            }
            throw new IOException("it can be read once only");
        }

        @Override
        public Optional<Path> file() {
            return in instanceof FileBacked backed ? backed.file() : Optional.empty();
        }

        @Override
        public boolean verifies(Descriptor descriptor) {
            return in instanceof Verified verified && verified.verifies(descriptor);
        }

        @Override
        public int read() throws IOException {
            return source(object, in::read);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return in.read(buffer, offset, length);
            } catch (IOException e) {
                throw placed(e, object, Side.SOURCE);
            }
        }
    }

    private static IOException placed(IOException failure, String object, Side side) {
        if (failure instanceof ContentException content) {
            return content.at(side);
        }
        if (failure instanceof CopyRefusedException || failure instanceof InterruptedIOException) {
            return failure;
        }
        if (failure instanceof ClosedByInterruptException) {
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while copying");
            interrupted.initCause(failure);
            return interrupted;
        }
        return ContentException.broken(object, failure).at(side);
    }
}
