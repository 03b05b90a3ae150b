// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.model;

/** The worlds that a media type belongs to. */
public enum Family {
    /** The Open Container Initiative's image-spec. */
    OCI("OCI"),
    /** Docker Image Manifest V2 Schema 2. */
    DOCKER("Docker"),
    /** Docker Image Manifest V2 Schema 1: read, never written unasked. */
    DOCKER_SCHEMA1("Docker schema 1"),
    /** Neither: an artifact's own types. */
    OTHER("other");

    private final String label;

    Family(String label) {
        this.label = label;
    }

    /** The name for people. */
    public String label() {
        return label;
    }

    /** Says that a type of this family stands in a document of another one. */
    public String mixedInto(Family document, String kind) {
        return "the type is " + label + "'s, the " + kind + " is " + document.label + "'s";
    }

    /** The family that a conversion of this one leads to: the other one of OCI and Docker. */
    public Family opposite() {
        return switch (this) {
            case OCI -> DOCKER;
            case DOCKER, DOCKER_SCHEMA1, OTHER -> OCI;
        };
    }
}
