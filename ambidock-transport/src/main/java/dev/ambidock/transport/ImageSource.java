// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A place to read images from. Thread-safe. Its streams are not to be used once it is closed. */
public interface ImageSource extends ContentSource, Closeable {

    /** The place as a person spells it, without secrets. */
    String locator();

    /**
     * All images, in the source's own order, each digest once with all its names. What is attached to images
     * ({@link NamedImage#isAttachment}) is not among them.
     */
    List<NamedImage> images() throws IOException;

    /**
     * The image that the locator names.
     *
     * @throws dev.ambidock.transport.error.ContentException of kind NOT_FOUND if there is none, AMBIGUOUS if there are
     *     several; the remedy lists the choices
     */
    NamedImage image() throws IOException;

    /**
     * What the source holds that names this digest as its subject, in the source's own order; for places that know no
     * referrers, nothing. In a layout or archive those are the roots that do. Roots that are no readable documents are
     * passed over.
     *
     * @return descriptors with their {@code artifactType}, if the place or the document tells it
     * @throws dev.ambidock.transport.error.ContentException of kind LIMIT_EXCEEDED if there are more roots than the
     *     source's limits let it look at
     */
    default List<Descriptor> referrers(Digest subject) throws IOException {
        return List.of();
    }

    /**
     * Says that {@link #referrers} will be asked for, so that a place far away can look meanwhile. Never fails, and asks
     * nothing twice.
     */
    default void expectReferrers(Digest subject) {}

    /**
     * Roots that are tied to a manifest by their very names, as signatures of cosign's older kind are.
     *
     * @ambidock.rule cosign, SPEC.md, "Tag-based discovery"
     */
    default List<NamedImage> tiedByName(Digest subject) throws IOException {
        return List.of();
    }
}
