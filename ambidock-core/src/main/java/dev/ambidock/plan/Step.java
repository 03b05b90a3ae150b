// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;

/** One thing to do at the destination. Switch on {@link #kind}. */
public sealed interface Step {

    /** The cases. */
    enum Kind {
        COPY_BLOB,
        TRANSCODE_LAYER,
        PUT_DOCUMENT
    }

    /** Which case this is. */
    Kind kind();

    /**
     * Bring a config or layer over as it is, unless it is there.
     *
     * @param blob under its media type in the target
     * @param optional true for foreign layers, which are not fetched
     */
    record CopyBlob(Descriptor blob, boolean optional) implements Step {
        /** A digest is hash enough, and its own hash is computed once only. */
        @Override
        public int hashCode() {
            return blob.digest().hex().hashCode();
        }

        @Override
        public Kind kind() {
            return Kind.COPY_BLOB;
        }
    }

    /**
     * Compress a layer anew.
     *
     * @param layer as it is now
     * @param to the compression wanted
     */
    record TranscodeLayer(Descriptor layer, Compression to) implements Step {
        @Override
        public Kind kind() {
            return Kind.TRANSCODE_LAYER;
        }
    }

    /**
     * Write a document; those that it names come before it.
     *
     * @param source what it is made of
     * @param outcome what it becomes
     */
    record PutDocument(Descriptor source, Outcome outcome) implements Step {
        /** A digest is hash enough, and its own hash is computed once only. */
        @Override
        public int hashCode() {
            return source.digest().hex().hashCode();
        }

        @Override
        public Kind kind() {
            return Kind.PUT_DOCUMENT;
        }
    }
}
