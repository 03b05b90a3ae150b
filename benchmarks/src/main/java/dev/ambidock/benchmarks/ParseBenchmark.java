// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.benchmarks;

import dev.ambidock.document.Document;
import dev.ambidock.document.Documents;
import dev.ambidock.model.Bytes;
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

/** Reading alone: from bytes to a checked document with its digest. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ParseBenchmark {
    /** What to read. */
    public enum Sample {
        MANIFEST_10,
        MANIFEST_10_INDENTED,
        MANIFEST_127,
        LIST_1000
    }

    @Param
    private Sample sample = Sample.MANIFEST_10;

    private Bytes bytes = Bytes.of("");

    /** Builds the sample. */
    @Setup
    public void build() {
        bytes = Bytes.wrap(
                switch (sample) {
                    case MANIFEST_10 -> SampleDocuments.manifest(10, 1);
                    case MANIFEST_10_INDENTED -> SampleDocuments.indentedManifest(10, 1);
                    case MANIFEST_127 -> SampleDocuments.manifest(127, 1);
                    case LIST_1000 -> SampleDocuments.list(1_000, 5).root().toArray();
                });
    }

    /** The measured work. */
    @Benchmark
    public Document read() {
        return Documents.read(bytes, SampleDocuments.LIMITS).orThrow();
    }
}
