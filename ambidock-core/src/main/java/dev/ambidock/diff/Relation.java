// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.diff;

/** How a field of one document stands to that of the other. */
public enum Relation {
    SAME("same"),
    /** Another media type for the same content. */
    RENAMED("renamed"),
    /** A digest, size or embedded copy that follows a document which differs. */
    FOLLOWS("follows"),
    CHANGED("changed"),
    /** In the first document only. */
    LOST("lost"),
    /** In the second document only. */
    ADDED("added");

    private final String label;

    Relation(String label) {
        this.label = label;
    }

    /** One word for people. */
    public String label() {
        return label;
    }
}
