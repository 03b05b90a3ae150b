// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.MediaType;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A transaction on a sink: children before parents, names last, then {@link #commit}. Closing without commit takes back
 * what can be taken back and never leaves a name that leads nowhere. Blobs may be written from several threads at once.
 */
public interface SinkSession extends Closeable {

    /** Says where the content comes from, before anything is written. */
    default void reading(ImageSource source) {}

    /**
     * Whether this content is there already, with its size. A place that can take it from the source by itself does so here,
     * as a registry does between its own repositories.
     */
    boolean has(Descriptor descriptor) throws IOException;

    /**
     * Writes a blob; does nothing if it is there. The body's size and digest are checked before it becomes visible.
     *
     * @param body read to its end, not closed
     */
    void write(Descriptor descriptor, InputStream body) throws IOException;

    /**
     * Writes a blob whose size and digest are not known before.
     *
     * @return what was written
     */
    Descriptor write(MediaType type, BlobProducer producer) throws IOException;

    /** Writes a document. */
    void put(Descriptor descriptor, Bytes document) throws IOException;

    /**
     * Makes a document a root: under its names, or without one. To be called once for each image, with all its names. The
     * sink turns names into what the place knows (annotations, tags); a name of the root's that is there already moves.
     */
    void root(NamedImage image) throws IOException;

    /** Makes everything permanent. */
    void commit() throws IOException;

    /** Writes a blob's bytes to a stream that it does not close. */
    interface BlobProducer {
        void writeTo(OutputStream out) throws IOException;
    }
}
