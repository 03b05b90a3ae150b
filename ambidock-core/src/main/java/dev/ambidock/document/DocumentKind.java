// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

/** The kinds of document that this package reads. */
public enum DocumentKind {
    INDEX("index"),
    MANIFEST("manifest"),
    CONFIG("config"),
    ARTIFACT_MANIFEST("artifact manifest"),
    SCHEMA1("schema 1 manifest");

    private final String label;

    DocumentKind(String label) {
        this.label = label;
    }

    /** The name for people. */
    public String label() {
        return label;
    }
}
