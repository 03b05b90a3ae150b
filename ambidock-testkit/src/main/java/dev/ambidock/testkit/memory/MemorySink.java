// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.memory;

import dev.ambidock.model.SinkAbilities;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.SinkSession;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes a {@link MemoryStore}. A second session before the first is closed is an {@link IllegalStateException}. */
final class MemorySink implements ImageSink {
    private final MemoryStore store;
    private final long handle;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    MemorySink(MemoryStore store) {
        this.store = store;
        this.handle = store.enter("sink " + store.name());
    }

    @Override
    public String locator() {
        return "memory:" + store.name();
    }

    @Override
    public SinkAbilities abilities() {
        return store.abilities();
    }

    @Override
    public SinkSession begin() {
        if (closed.get() || !busy.compareAndSet(false, true)) {
            throw new IllegalStateException(locator() + " is closed or has a session already");
        }
        return new MemorySession(store, () -> busy.set(false));
    }

    @Override
    public void close() {
        closed.set(true);
        store.leave(handle);
    }
}
