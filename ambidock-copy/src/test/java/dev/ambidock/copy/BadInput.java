// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Severity;
import dev.ambidock.transport.error.ContentException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * One bad input, and what must come of it.
 *
 * @param family of inputs
 * @param expected {@link #TAKEN}, what is read of it, or the name of the failure's kind or of the finding's code
 * @param trial puts it to the product
 */
record BadInput(String family, String name, String expected, Trial trial) {
    static final String TAKEN = "taken";

    /** Meets one input; throws if it is refused. */
    interface Trial {
        /** Uses this empty folder for what it writes; gives what was read, or {@link #TAKEN}. */
        String meet(Path folder) throws IOException;
    }

    /** Meets one input of which only matters whether it is taken. */
    interface Passing {
        void meet(Path folder) throws IOException;
    }

    static BadInput of(String family, String name, String expected, Passing passing) {
        return new BadInput(family, name, expected, folder -> {
            passing.meet(folder);
            return TAKEN;
        });
    }

    /** What comes of it: as {@code expected} is written, or the class of an exception that nobody declared. */
    String verdict(Path folder) {
        try {
            return trial.meet(folder);
        } catch (ContentException e) {
            return fit(e.getMessage()) ? verdict(e) : "bad words: " + e.getMessage();
        } catch (CopyRefusedException e) {
            return e.findings().stream()
                    .filter(f -> f.severity() == Severity.ERROR)
                    .map(Finding::code)
                    .findFirst()
                    .orElseThrow()
                    .name();
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            Stream.of(e.getStackTrace()).forEach(System.out::println);
            return "not declared: " + e;
        }
    }

    /** A document is refused for a finding, which its remedy tells: the first code that has it; else the kind tells. */
    private static String verdict(ContentException e) {
        return Stream.of(FindingCode.values())
                .filter(code ->
                        code.severity() == Severity.ERROR && code.remedy().equals(e.remedy()))
                .map(FindingCode::name)
                .findFirst()
                .orElse(e.kind().name());
    }

    /** Whether a message is fit for a terminal. */
    private static boolean fit(String message) {
        return message.length() < 1000 && message.codePoints().noneMatch(Character::isISOControl);
    }
}
