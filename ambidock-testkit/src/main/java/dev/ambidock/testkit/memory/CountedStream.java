// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.memory;

import dev.ambidock.model.Descriptor;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that stands in the store's books until it is closed. */
final class CountedStream extends FilterInputStream {
    private final MemoryStore store;
    private final long handle;

    CountedStream(MemoryStore store, Descriptor descriptor, InputStream in) {
        super(in);
        this.store = store;
        this.handle = store.enter("stream of " + descriptor);
    }

    @Override
    public void close() throws IOException {
        store.leave(handle);
        super.close();
    }
}
