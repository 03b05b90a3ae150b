// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.place;

import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.OutputFiles;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.copy.CopyRefusedException;
import dev.ambidock.model.Finding;
import dev.ambidock.model.Severity;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.error.Side;
import java.io.IOException;

/** What the transports and the engine throw, as problems with their exit status. */
public final class Failures {
    private Failures() {}

    /** Work on places. */
    public interface Work<T> {
        T run() throws IOException, Problem;
    }

    /** While a place that the user named is opened or searched: what is not there is the user's mistake. */
    public static <T> T opening(Side side, Work<T> work) throws Problem {
        try {
            return work.run();
        } catch (ContentException e) {
            throw problem(e.at(side), isMistake(e.kind()));
        } catch (IOException e) {
            throw other(e);
        }
    }

    /**
     * While images are read, planned or copied.
     *
     * @param object the image, as refusals name it
     * @throws IOException if the reader of standard output went away
     */
    public static <T> T working(String object, Work<T> work) throws Problem, IOException {
        try {
            return work.run();
        } catch (CopyRefusedException e) {
            throw refused(object, e);
        } catch (ContentException e) {
            if (e.side() != Side.SOURCE && OutputFiles.isClosedPipe(e)) {
                throw e;
            }
            throw problem(e, e.side() == Side.DESTINATION && e.kind() == FailureKind.NOT_FOUND);
        } catch (IOException e) {
            throw other(e);
        }
    }

    private static boolean isMistake(FailureKind kind) {
        return switch (kind) {
            case NOT_FOUND, AMBIGUOUS, UNSUPPORTED -> true;
            case DENIED, MALFORMED, MISMATCH, LIMIT_EXCEEDED, CONFLICT, BROKEN -> false;
        };
    }

    private static Problem problem(ContentException e, boolean mistake) {
        String object = (e.side() == Side.UNKNOWN ? "" : e.side().label() + " ") + e.object();
        Problem problem = mistake
                ? Problem.usage(object, e.problem(), e.remedy())
                : Problem.failed(object, e.problem(), e.remedy());
        problem.initCause(e);
        return problem;
    }

    /** A refusal of an image, named as the object. */
    public static Problem refused(String object, CopyRefusedException e) {
        boolean malformed = e.findings().stream()
                .filter(f -> f.severity() == Severity.ERROR)
                .map(Finding::code)
                .anyMatch(code -> code.isMalformedInput());
        return Problem.refused(malformed ? ExitStatus.FAILED : ExitStatus.REFUSED, object, e.findings())
                .ofWholeImage();
    }

    private static Problem other(IOException e) {
        Problem problem = Problem.failed("", OutputFiles.reason(e), "");
        problem.initCause(e);
        return problem;
    }
}
