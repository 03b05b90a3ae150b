// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.table;

import dev.ambidock.model.MediaType;

/** What becomes of content of one media type in the other family. Switch on {@link #kind}. */
public sealed interface Counterpart {

    /** The cases. */
    enum Kind {
        EXACT,
        TRANSCODE,
        UNTOUCHED,
        ABSENT
    }

    /** Which case this is. */
    Kind kind();

    /**
     * The same content under another name, or under its own name if it is of the target family already.
     *
     * @param mediaType the name in the target family
     */
    record Exact(MediaType mediaType) implements Counterpart {
        @Override
        public Kind kind() {
            return Kind.EXACT;
        }
    }

    /**
     * The target has no official name for this compression: the layer is compressed anew, or keeps its bytes under an
     * unofficial name on request.
     *
     * @param mediaType the name after compressing anew
     * @param unofficial the name that keeps the bytes
     */
    record Transcode(MediaType mediaType, MediaType unofficial) implements Counterpart {
        @Override
        public Kind kind() {
            return Kind.TRANSCODE;
        }
    }

    /**
     * The type is no image's and stays as it is.
     *
     * @param reason one clause for people
     */
    record Untouched(String reason) implements Counterpart {
        @Override
        public Kind kind() {
            return Kind.UNTOUCHED;
        }
    }

    /**
     * The target family cannot hold such content.
     *
     * @param reason one clause for people, with what to do
     */
    record Absent(String reason) implements Counterpart {
        @Override
        public Kind kind() {
            return Kind.ABSENT;
        }
    }
}
