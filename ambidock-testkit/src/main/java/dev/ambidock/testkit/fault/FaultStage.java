// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fault;

import dev.ambidock.model.Digest;
import dev.ambidock.testkit.fault.Fault.Effect;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Plays a script for one wrapper: counts calls and lets faults strike. Thread-safe. */
final class FaultStage {
    private final FaultScript script;
    private final Map<Object, Integer> calls = new HashMap<>();
    private int struck;

    FaultStage(FaultScript script) {
        this.script = script;
    }

    /** Notes a call; throws if the script says so, else gives back what is to happen to the bytes. */
    synchronized Optional<Fault> call(FaultPoint point, Optional<Digest> digest) throws IOException {
        int call = calls.merge(point, 1, Integer::sum);
        for (Fault fault : script.faults()) {
            boolean here = fault.point() == point
                    && (fault.call() == 0 || fault.call() == call)
                    && (fault.digest().isEmpty() || fault.digest().equals(digest));
            if (here) {
                if (fault.effect() == Effect.FAIL) {
                    throw strike();
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    /** The bytes with the fault in them. */
    InputStream spoil(InputStream in, Optional<Fault> fault) {
        return fault.isEmpty() ? in : new FaultyStream(in, fault.get(), this);
    }

    synchronized IOException strike() {
        struck++;
        return new IOException(script.message());
    }

    synchronized void note() {
        struck++;
    }

    synchronized int struck() {
        return struck;
    }
}
