// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.benchmarks;

import dev.ambidock.DocumentConverter;
import dev.ambidock.benchmarks.SampleDocuments.Tree;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Family;
import dev.ambidock.plan.ConversionRequest;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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

/**
 * Whether cost grows with the bytes and no faster: each shape at growing counts. The secondary result {@code bytes} is
 * the time for each byte of all documents; along one shape it should stay level.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LinearityBenchmark {
    /** What grows. */
    public enum Shape {
        /** Layers of a Docker manifest, to OCI. */
        LAYERS,
        /** Entries of a Docker list with their manifests, to OCI. */
        ENTRIES,
        /** Annotations of an OCI manifest, to Docker, each a finding up to a hundred. */
        ANNOTATIONS,
        /** Entries of an index in an index, to Docker: flattened. */
        NESTED
    }

    /** A document of one shape and count. */
    @State(Scope.Thread)
    public static class Sample {
        @Param
        private Shape shape = Shape.LAYERS;

        @Param({"10", "100", "1000", "10000"})
        private int count = 10;

        private byte[] root = new byte[0];
        private Tree tree = SampleDocuments.alone(new byte[0]);
        private long size;
        private DocumentConverter converter = DocumentConverter.to(Family.OCI);

        /** Builds the sample. */
        @Setup
        public void build() {
            tree = switch (shape) {
                case LAYERS -> SampleDocuments.alone(SampleDocuments.manifest(count, 1));
                case ENTRIES -> SampleDocuments.list(count, 1);
                case ANNOTATIONS -> SampleDocuments.alone(SampleDocuments.annotated(count));
                case NESTED -> SampleDocuments.nested(count);
            };
            size = tree.size();
            Family target = switch (shape) {
                case LAYERS, ENTRIES -> Family.OCI;
                case ANNOTATIONS, NESTED -> Family.DOCKER;
            };
            root = tree.root().toArray();
            converter = DocumentConverter.of(ConversionRequest.to(target), SampleDocuments.LIMITS);
        }
    }

    /** Counts bytes, so that JMH reports the time for one. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Counter {
        public long bytes;
    }

    /** The measured work. */
    @Benchmark
    public Bytes convert(Sample sample, Counter counter) {
        counter.bytes += sample.size;
        return sample.converter.plan(sample.root, sample.tree::child).orThrow().rootBytes();
    }
}
