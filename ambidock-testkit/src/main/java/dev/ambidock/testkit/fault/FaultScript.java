// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fault;

import dev.ambidock.model.Digest;
import dev.ambidock.testkit.fault.Fault.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What goes wrong and when. Calls are counted from 1 for each wrapper by itself; where several threads call at once, name the
 * content by its digest instead. Immutable.
 */
public final class FaultScript {
    private final List<Fault> faults;
    private final String message;

    private FaultScript(List<Fault> faults, String message) {
        this.faults = List.copyOf(faults);
        this.message = message;
    }

    /** Nothing goes wrong; failures that are added say that the disk is full. */
    public static FaultScript none() {
        return new FaultScript(List.of(), "No space left on device");
    }

    /** The same script with another text in its exceptions. */
    public FaultScript saying(String text) {
        return new FaultScript(faults, text);
    }

    /** This call throws. */
    public FaultScript fail(FaultPoint point, int call) {
        return and(point, Optional.empty(), call, Effect.FAIL, 0);
    }

    /** Every call about this content throws. */
    public FaultScript fail(FaultPoint point, Digest digest) {
        return and(point, Optional.of(digest), 0, Effect.FAIL, 0);
    }

    /** This call throws after some bytes: of an open, while they are read; of a write, while they are taken. */
    public FaultScript failAfter(FaultPoint point, int call, long bytes) {
        return and(point, Optional.empty(), call, Effect.BREAK, bytes);
    }

    /** The same for every call about this content. */
    public FaultScript failAfter(FaultPoint point, Digest digest, long bytes) {
        return and(point, Optional.of(digest), 0, Effect.BREAK, bytes);
    }

    /** What is opened by this call has another byte here; the stream verifies, so it fails at its end. */
    public FaultScript flip(int open, long at) {
        return and(FaultPoint.OPEN, Optional.empty(), open, Effect.FLIP, at);
    }

    /** This content has another byte here whenever it is opened. */
    public FaultScript flip(Digest digest, long at) {
        return and(FaultPoint.OPEN, Optional.of(digest), 0, Effect.FLIP, at);
    }

    /** What is opened by this call ends after so many bytes; the stream verifies, so it fails there. */
    public FaultScript truncate(int open, long length) {
        return and(FaultPoint.OPEN, Optional.empty(), open, Effect.CUT, length);
    }

    /** This content ends after so many bytes whenever it is opened. */
    public FaultScript truncate(Digest digest, long length) {
        return and(FaultPoint.OPEN, Optional.of(digest), 0, Effect.CUT, length);
    }

    List<Fault> faults() {
        return faults;
    }

    String message() {
        return message;
    }

    private FaultScript and(FaultPoint point, Optional<Digest> digest, int call, Effect effect, long at) {
        List<Fault> more = new ArrayList<>(faults);
        more.add(new Fault(point, digest, call, effect, at));
        return new FaultScript(more, message);
    }
}
