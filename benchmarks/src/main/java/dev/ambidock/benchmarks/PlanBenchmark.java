// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.benchmarks;

import dev.ambidock.benchmarks.SampleDocuments.Tree;
import dev.ambidock.document.Documents;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.graph.GraphBuilder;
import dev.ambidock.model.Family;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.plan.Planner;
import dev.ambidock.plan.Planning;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a plan of a list costs once its documents are read: as it is, and converted with every manifest beneath it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class PlanBenchmark {
    /** What is planned. */
    public enum Wish {
        /** Everything stays as it is. */
        KEEP,
        /** The list and its manifests become OCI's. */
        CONVERT
    }

    @Param
    private Wish wish = Wish.KEEP;

    @Param({"10", "100", "1000", "10000"})
    private int entries = 10;

    private DescriptorGraph graph = graph(1);
    private ConversionRequest request = ConversionRequest.keeping(Family.DOCKER);

    /** Reads the documents. */
    @Setup
    public void read() {
        graph = graph(entries);
        request = wish == Wish.KEEP ? ConversionRequest.keeping(Family.DOCKER) : ConversionRequest.to(Family.OCI);
    }

    private static DescriptorGraph graph(int entries) {
        Tree tree = SampleDocuments.list(entries, 5);
        return GraphBuilder.read(
                        Documents.read(tree.root(), SampleDocuments.LIMITS).orThrow(),
                        SampleDocuments.LIMITS,
                        tree::child)
                .orThrow();
    }

    /** The measured work. */
    @Benchmark
    public Planning plan() {
        return Planner.plan(graph, request);
    }
}
