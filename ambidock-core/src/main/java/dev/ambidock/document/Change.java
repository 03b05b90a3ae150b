// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

/**
 * One edit of a document, for people and for the plan.
 *
 * @param kind what was done
 * @param pointer RFC 6901 pointer, into the document before the edit; of an addition, where it stands afterwards
 * @param before raw JSON or text that gave way; empty for an addition
 * @param after what stands there now; empty for a removal
 */
public record Change(Kind kind, String pointer, String before, String after) {

    /** What an edit does. */
    public enum Kind {
        /** Content keeps its bytes and gets another name. */
        MEDIA_TYPE("renamed"),
        /** A digest, size or embedded copy follows a document that changed. */
        LINK("link"),
        /** A member or entry went away. */
        REMOVED("removed"),
        /** A member or entry came. */
        ADDED("added"),
        /** Another value. */
        VALUE("changed");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** One word for people. */
        public String label() {
            return label;
        }
    }
}
