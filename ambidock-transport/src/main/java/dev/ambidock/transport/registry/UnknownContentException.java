// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import dev.ambidock.model.Digest;
import dev.ambidock.transport.error.ContentException;
import java.io.IOException;
import java.util.Set;

/** A registry does not take a manifest, since it does not know something that the manifest names. */
final class UnknownContentException extends IOException {
    private static final long serialVersionUID = 1;

    private final ContentException refusal;
    private final transient Set<Digest> named;

    /**
     * A refusal.
     *
     * @param named what the registry says that it does not know; empty if it does not say
     */
    UnknownContentException(ContentException refusal, Set<Digest> named) {
        super(refusal);
        this.refusal = refusal;
        this.named = Set.copyOf(named);
    }

    ContentException refusal() {
        return refusal;
    }

    Set<Digest> named() {
        return named;
    }
}
