// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.benchmarks;

import dev.ambidock.DocumentConverter;
import dev.ambidock.benchmarks.SampleDocuments.Tree;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Family;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.plan.ConversionRequest.Style;
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

/** Parse, plan and emit: from a Docker document's bytes to the bytes of the OCI document. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DocumentConversionBenchmark {
    /** Where to begin. */
    public enum Sample {
        MANIFEST_10,
        MANIFEST_10_INDENTED,
        MANIFEST_127,
        LIST_1000
    }

    @Param
    private Sample sample = Sample.MANIFEST_10;

    @Param
    private Style style = Style.PRESERVE;

    private byte[] root = new byte[0];
    private Tree tree = SampleDocuments.alone(new byte[0]);
    private DocumentConverter converter = DocumentConverter.to(Family.OCI);

    /** Builds the sample. */
    @Setup
    public void build() {
        tree = switch (sample) {
            case MANIFEST_10 -> SampleDocuments.alone(SampleDocuments.manifest(10, 1));
            case MANIFEST_10_INDENTED -> SampleDocuments.alone(SampleDocuments.indentedManifest(10, 1));
            case MANIFEST_127 -> SampleDocuments.alone(SampleDocuments.manifest(127, 1));
            case LIST_1000 -> SampleDocuments.list(1_000, 5);
        };
        root = tree.root().toArray();
        converter = DocumentConverter.of(
                ConversionRequest.builder(Family.OCI).style(style).build(), SampleDocuments.LIMITS);
    }

    /** The measured work. */
    @Benchmark
    public Bytes convert() {
        return converter.plan(root, tree::child).orThrow().rootBytes();
    }
}
