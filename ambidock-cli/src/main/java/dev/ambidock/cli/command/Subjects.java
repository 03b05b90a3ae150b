// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.input.DocumentSubject;
import dev.ambidock.cli.input.PlacedSubject;
import dev.ambidock.cli.input.Subject;
import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.cli.place.Locator;
import dev.ambidock.graph.DescriptorGraph;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** Opens what the operands of reading verbs mean. */
final class Subjects {
    private Subjects() {}

    /** A document with children from these folders, or the image that a locator names. */
    static Subject open(ParseResult parsed, Console console, String operand, List<String> children)
            throws Problem, IOException {
        Optional<Locator> locator = Locator.find(operand);
        if (locator.isPresent()) {
            return PlacedSubject.open(locator.get(), CopyOptions.readingPlaces(parsed, console));
        }
        DescriptorGraph graph = SharedOptions.images(parsed, console).graph(operand, children);
        return new DocumentSubject(operand, children, graph);
    }
}
