// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.copying;

import dev.ambidock.cli.input.Images;
import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.Label;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.copy.Verification;
import dev.ambidock.document.Document;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.inspect.Inspector;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Limits;
import dev.ambidock.transport.NamedImage;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The check of documents alone: each has the digest and size that its parent says, and says nothing odd. */
public final class DocumentCheck {
    private static final Set<FindingCode> MISMATCHES =
            EnumSet.of(FindingCode.DIGEST_MISMATCH, FindingCode.SIZE_MISMATCH, FindingCode.DATA_MISMATCH);

    private DocumentCheck() {}

    /**
     * Checks a document and, from the folders, those beneath it.
     *
     * @param lint whether what is odd fails, too
     */
    public static ExitStatus run(Images images, String operand, List<String> folders, boolean lint, Console console)
            throws Problem, IOException {
        DescriptorGraph graph;
        try {
            graph = images.graph(operand, folders);
        } catch (Problem problem) {
            boolean mismatch = problem.findings().stream().anyMatch(f -> MISMATCHES.contains(f.code()));
            throw mismatch ? Problem.refused(ExitStatus.MISMATCH, operand, problem.findings()) : problem;
        }
        long bytes = 0;
        for (Document document : graph.documents()) {
            bytes += document.bytes().length();
        }
        Verification verification = new Verification(
                new NamedImage(List.of(), graph.root().descriptor()),
                Inspector.inspect(graph, Limits.defaults().nodes()).findings(),
                graph.documents().size(),
                0,
                bytes);
        ExitStatus status = VerificationOutcome.tell(operand, List.of(verification), lint, console);
        if (!console.json()) {
            console.note(Label.NOTE, "layers were not read: of an image in a place, such as oci:DIR, they are");
        }
        return status;
    }
}
