// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.benchmarks;

import dev.ambidock.Placeholder;
import org.openjdk.jmh.annotations.Benchmark;

/** Measures nothing of interest yet: it proves that the benchmark module builds and runs. */
public class FormatNameBenchmark {
    /** One call into the core. */
    @Benchmark
    public String formatName() {
        return Placeholder.formatName();
    }
}
