// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.input;

import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Reading;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.graph.GraphBuilder;
import dev.ambidock.graph.GraphReading;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Severity;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.plan.Outcome;
import dev.ambidock.plan.Planner;
import dev.ambidock.plan.Planning;
import dev.ambidock.plan.ResultGraph;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** From an operand to the graph and to the plan; what the library refuses becomes a {@link Problem}. */
public final class Images {
    private final InputStream stdin;
    private final Limits limits;
    private final Optional<MediaType> declared;

    /**
     * Reads within limits.
     *
     * @param declared what the user says that the root document is
     */
    public Images(InputStream stdin, Limits limits, Optional<MediaType> declared) {
        this.stdin = stdin;
        this.limits = limits;
        this.declared = declared;
    }

    /** Reads a document and, from the folders, those beneath it. */
    public DescriptorGraph graph(String operand, List<String> folders) throws Problem {
        ChildFolders children = ChildFolders.of(folders, limits.documentBytes());
        Bytes bytes = DocumentFile.read(operand, stdin, limits.documentBytes());
        Reading reading = Documents.read(bytes, declared, DigestAlgorithm.SHA256, limits);
        if (reading.kind() == Reading.Kind.REJECTED) {
            throw refused(operand, reading.findings(), folders);
        }
        GraphReading graph = GraphBuilder.read(reading.orThrow(), limits, children::find);
        if (graph.kind() == GraphReading.Kind.REJECTED) {
            throw refused(operand, graph.findings(), folders);
        }
        return graph.orThrow();
    }

    /** Plans the conversion of a graph that {@link #graph} read. */
    public static ConversionPlan plan(
            String operand, List<String> folders, DescriptorGraph graph, ConversionRequest request) throws Problem {
        Planning planning = Planner.plan(graph, request);
        if (planning.kind() == Planning.Kind.REFUSED) {
            throw refused(operand, planning.findings(), folders);
        }
        return planning.orThrow();
    }

    /** The graph of a plan's results. Refused where a layer must be compressed anew first. */
    public DescriptorGraph converted(String operand, ConversionPlan plan) throws Problem {
        requireKnown(operand, plan);
        return ResultGraph.of(plan, limits).orThrow();
    }

    /** Refuses a plan whose result is not known before a layer is compressed anew. */
    public static void requireKnown(String operand, ConversionPlan plan) throws Problem {
        if (plan.root() instanceof Outcome.Pending pending) {
            List<String> layers =
                    pending.layers().stream().map(Digest::toString).sorted().toList();
            Finding why = Finding.at(
                    FindingCode.LAYER_BYTES_NEEDED,
                    plan.graph().root().digest(),
                    "",
                    (layers.size() == 1 ? "a layer" : layers.size() + " layers")
                            + " must be compressed anew, for which the bytes are needed: " + String.join(", ", layers));
            throw Problem.refused(ExitStatus.REFUSED, operand, List.of(why));
        }
    }

    private static Problem refused(String operand, List<Finding> findings, List<String> folders) {
        List<Finding> errors =
                findings.stream().filter(f -> f.severity() == Severity.ERROR).toList();
        ExitStatus status = ExitStatus.REFUSED;
        if (errors.stream().anyMatch(f -> f.code().isMalformedInput())) {
            status = ExitStatus.FAILED;
        } else if (folders.isEmpty() && errors.stream().anyMatch(f -> f.code() == FindingCode.MISSING_CHILD)) {
            status = ExitStatus.USAGE;
        }
        return Problem.refused(status, operand.equals(DocumentFile.STDIN) ? "standard input" : operand, findings);
    }
}
