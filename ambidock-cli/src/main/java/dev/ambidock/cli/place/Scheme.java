// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.place;

import dev.ambidock.model.Family;
import java.util.Optional;

/** The kinds of places that images are read from and written to, in the order of the documentation. */
public enum Scheme {
    DOCKER("docker", "docker://HOST/REPO[:TAG]", Optional.empty()),
    OCI("oci", "oci:DIR[:NAME]", Optional.of(Family.OCI)),
    OCI_ARCHIVE("oci-archive", "oci-archive:FILE[:NAME]", Optional.of(Family.OCI)),
    DOCKER_ARCHIVE("docker-archive", "docker-archive:FILE[:NAME]", Optional.of(Family.DOCKER)),
    DIR("dir", "dir:DIR", Optional.empty()),
    DOCKER_DAEMON("docker-daemon", "docker-daemon:NAME[:TAG]", Optional.of(Family.DOCKER));

    private final String word;
    private final String form;
    private final Optional<Family> natural;

    Scheme(String word, String form, Optional<Family> natural) {
        this.word = word;
        this.form = form;
        this.natural = natural;
    }

    /** As it is typed, without the colon. */
    public String word() {
        return word;
    }

    /** A whole locator with placeholders, for people. */
    public String form() {
        return form;
    }

    /** The family that such a place holds by nature; empty if it holds either. */
    public Optional<Family> natural() {
        return natural;
    }

    /** Whether such a place can hold more than one image. */
    public boolean holdsSeveral() {
        return this != DIR && this != DOCKER_DAEMON;
    }

    /** Whether what such a place holds is told at once; a registry's repository may hold thousands of tags. */
    public boolean listsAtOnce() {
        return this != DOCKER;
    }

    /** Whether images have names in such a place. */
    public boolean holdsNames() {
        return this != DIR;
    }

    /** Whether it is one file, which is written as a whole. */
    public boolean isArchive() {
        return this == OCI_ARCHIVE || this == DOCKER_ARCHIVE;
    }
}
