// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.io;

import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Makes what the file system throws a failure of the declared family. */
public final class FileFailure {
    private FileFailure() {}

    /**
     * The failure to throw instead.
     *
     * @param object what was worked on, as a person spells it
     * @return a {@link ContentException}, or an {@link InterruptedIOException} if the thread was interrupted
     */
    public static IOException of(String object, IOException e) {
        if (e instanceof ContentException || e instanceof InterruptedIOException) {
            return e;
        }
        if (e instanceof ClosedByInterruptException) {
            InterruptedIOException interrupted = new InterruptedIOException("interrupted at work on " + object);
            interrupted.initCause(e);
            return interrupted;
        }
        if (e instanceof AccessDeniedException denied) {
            return ContentException.of(
                    FailureKind.DENIED, object, "the file system denies access to " + denied.getFile());
        }
        if (e instanceof NoSuchFileException missing) {
            return ContentException.of(FailureKind.NOT_FOUND, object, "there is no " + missing.getFile());
        }
        if (e instanceof FileSystemException named && named.getReason() != null) {
            return ContentException.broken(object, new IOException(named.getReason(), e));
        }
        return ContentException.broken(object, e);
    }

    /** A stream whose failures are of the declared family; it cannot be marked. */
    public static InputStream naming(String object, InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                try {
                    return in.read();
                } catch (IOException e) {
                    throw of(object, e);
                }
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                try {
                    return in.read(buffer, offset, length);
                } catch (IOException e) {
                    throw of(object, e);
                }
            }

            @Override
            public boolean markSupported() {
                return false;
            }
        };
    }

    /**
     * Ends with an {@link InterruptedIOException} if the thread is interrupted; the flag stays set. To be asked before
     * something is begun: not every call on files heeds an interrupt.
     */
    public static void checkInterrupt(String object) throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted at work on " + object);
        }
    }

    /** A stream whose failures are of the declared family. */
    public static OutputStream naming(String object, OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(int b) throws IOException {
                try {
                    out.write(b);
                } catch (IOException e) {
                    throw of(object, e);
                }
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                try {
                    out.write(bytes, offset, length);
                } catch (IOException e) {
                    throw of(object, e);
                }
            }

            @Override
            public void flush() throws IOException {
                try {
                    out.flush();
                } catch (IOException e) {
                    throw of(object, e);
                }
            }
        };
    }
}
