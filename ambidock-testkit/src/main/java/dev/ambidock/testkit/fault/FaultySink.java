// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fault;

import dev.ambidock.model.SinkAbilities;
import dev.ambidock.transport.ContentSource;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.SinkSession;
import java.io.IOException;
import java.util.Optional;

/**
 * A sink that does what a script says, and else what the sink beneath does. Calls are counted over all its sessions.
 * Closing it closes the sink beneath.
 */
public final class FaultySink implements ImageSink {
    private final ImageSink sink;
    private final FaultStage stage;

    public FaultySink(ImageSink sink, FaultScript script) {
        this.sink = sink;
        this.stage = new FaultStage(script);
    }

    /** How many faults struck so far. */
    public int struck() {
        return stage.struck();
    }

    @Override
    public String locator() {
        return sink.locator();
    }

    @Override
    public SinkAbilities abilities() {
        return sink.abilities();
    }

    @Override
    public SinkAbilities abilities(ContentSource source) {
        return sink.abilities(source);
    }

    @Override
    public boolean isPlaceOf(ContentSource source) {
        return sink.isPlaceOf(source);
    }

    @Override
    public Optional<String> repository() {
        return sink.repository();
    }

    @Override
    public boolean takesFrom(ContentSource source) {
        return sink.takesFrom(source);
    }

    @Override
    public boolean takesName(String name) {
        return sink.takesName(name);
    }

    @Override
    public boolean isSequential() {
        return sink.isSequential();
    }

    @Override
    public SinkSession begin() throws IOException {
        stage.call(FaultPoint.BEGIN, Optional.empty());
        return new FaultySession(sink.begin(), stage);
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }
}
