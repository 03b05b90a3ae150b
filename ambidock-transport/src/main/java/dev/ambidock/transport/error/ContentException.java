// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.error;

import java.io.IOException;
import java.util.Optional;

/**
 * Content could not be read or written. The one failure of every transport: it says on which side, about which object,
 * of what kind, whether another try may help, and what to try. The message holds no secrets and no control characters.
 */
public final class ContentException extends IOException {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final Side side;
    private final String object;
    private final String problem;
    private final String remedy;
    private final boolean retryable;

    private ContentException(
            FailureKind kind,
            Side side,
            String object,
            String problem,
            String remedy,
            boolean retryable,
            Optional<Throwable> cause) {
        super((side == Side.UNKNOWN ? "" : side.label() + " ") + object + ": " + problem, cause.orElse(null));
        this.kind = kind;
        this.side = side;
        this.object = object;
        this.problem = problem;
        this.remedy = remedy;
        this.retryable = retryable;
    }

    /**
     * A failure that another try does not mend.
     *
     * @param object what it is about: a locator, path, digest or name
     * @param problem one clause without a full stop
     */
    public static ContentException of(FailureKind kind, String object, String problem) {
        return new ContentException(kind, Side.UNKNOWN, object, problem, "", false, Optional.empty());
    }

    /** A failure of the disk, the pipe or the network. */
    public static ContentException broken(String object, IOException cause) {
        String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new ContentException(FailureKind.BROKEN, Side.UNKNOWN, object, text, "", false, Optional.of(cause));
    }

    /** The same failure, of which another try may be spared. */
    public ContentException retryable() {
        return new ContentException(kind, side, object, problem, remedy, true, Optional.ofNullable(getCause()));
    }

    /** The same failure with what to try. */
    public ContentException trying(String newRemedy) {
        return new ContentException(kind, side, object, problem, newRemedy, retryable, Optional.ofNullable(getCause()));
    }

    /** The same failure, known to be on a side; unchanged if a side is known already. */
    public ContentException at(Side where) {
        return side == Side.UNKNOWN
                ? new ContentException(kind, where, object, problem, remedy, retryable, Optional.ofNullable(getCause()))
                : this;
    }

    /** What went wrong. */
    public FailureKind kind() {
        return kind;
    }

    /** Where. */
    public Side side() {
        return side;
    }

    /** About what. */
    public String object() {
        return object;
    }

    /** What is wrong with it: one clause without a full stop. */
    public String problem() {
        return problem;
    }

    /** What to try; may be empty. */
    public String remedy() {
        return remedy;
    }

    /** Whether the same call may succeed later. */
    public boolean isRetryable() {
        return retryable;
    }
}
