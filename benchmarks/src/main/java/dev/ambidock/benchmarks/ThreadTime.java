// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.ambidock.DocumentConverter;
import dev.ambidock.benchmarks.SampleDocuments.Tree;
import dev.ambidock.document.Documents;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Family;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.plan.ConversionRequest.Style;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The processor time of the converting thread, for machines that others use at the same time: there, wall time measures
 * the neighbours. Time of the collector's and compilers' threads is not in it. Prints the median and the spread of many
 * short batches, the bytes that one operation allocates, and the time for one byte of all documents.
 */
public final class ThreadTime {
    /** Of processor time: on a busy machine little happens in a second. */
    private static final long WARM_UP_NANOS = 2_000_000_000;

    private static final int BATCHES = 31;
    private static final long BATCH_NANOS = 30_000_000;

    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private int guard;

    private ThreadTime() {}

    /**
     * Measures all samples, or those whose line contains the given text.
     *
     * @param args at most one text
     */
    public static void main(String[] args) {
        String wanted = args.length == 0 ? "" : args[0];
        System.out.printf(Locale.ROOT, "Java %s, microseconds of processor time%n", Runtime.version());
        System.out.printf(
                Locale.ROOT,
                "%-34s %12s %12s %12s %9s %12s%n",
                "sample",
                "median",
                "quarter",
                "3 quarters",
                "ns/byte",
                "allocated");
        ThreadTime time = new ThreadTime();
        time.sizes(wanted);
        time.growth(wanted);
    }

    private void sizes(String wanted) {
        byte[] ten = SampleDocuments.manifest(10, 1);
        byte[] indented = SampleDocuments.indentedManifest(10, 1);
        byte[] many = SampleDocuments.manifest(127, 1);
        read(wanted, "read 10 layers", ten);
        read(wanted, "read 10 layers, indented", indented);
        read(wanted, "read 127 layers", many);
        for (Style style : Style.values()) {
            String name = " " + style.name().toLowerCase(Locale.ROOT);
            ConversionRequest request =
                    ConversionRequest.builder(Family.OCI).style(style).build();
            convert(wanted, "10 layers" + name, request, () -> SampleDocuments.alone(ten));
            convert(wanted, "10 layers, indented" + name, request, () -> SampleDocuments.alone(indented));
            convert(wanted, "127 layers" + name, request, () -> SampleDocuments.alone(many));
            convert(wanted, "1000 entries of 5 layers" + name, request, () -> SampleDocuments.list(1_000, 5));
        }
    }

    private void growth(String wanted) {
        ConversionRequest toOci = ConversionRequest.to(Family.OCI);
        ConversionRequest toDocker = ConversionRequest.to(Family.DOCKER);
        for (int count : new int[] {10, 100, 1_000, 10_000}) {
            convert(
                    wanted,
                    "grow layers " + count,
                    toOci,
                    () -> SampleDocuments.alone(SampleDocuments.manifest(count, 1)));
        }
        for (int count : new int[] {20, 200, 2_000, 20_000}) {
            convert(wanted, "grow entries " + count, toOci, () -> SampleDocuments.list(count, 1));
        }
        for (int count : new int[] {50, 500, 5_000, 50_000}) {
            convert(
                    wanted,
                    "grow annotations " + count,
                    toDocker,
                    () -> SampleDocuments.alone(SampleDocuments.annotated(count)));
        }
        for (int count : new int[] {10, 100, 1_000, 10_000}) {
            convert(wanted, "grow nested entries " + count, toDocker, () -> SampleDocuments.nested(count));
        }
        for (int count : new int[] {10, 100, 1_000, 10_000}) {
            convert(wanted, "grow nested indexes " + count, toDocker, () -> SampleDocuments.manyNested(count));
        }
    }

    private void read(String wanted, String name, byte[] document) {
        Bytes bytes = Bytes.of(document);
        if (name.contains(wanted)) {
            measure(
                    name,
                    document.length,
                    () -> Documents.read(bytes, SampleDocuments.LIMITS).orThrow());
        }
    }

    private void convert(String wanted, String name, ConversionRequest request, Supplier<Tree> sample) {
        if (name.contains(wanted)) {
            Tree tree = sample.get();
            byte[] root = tree.root().toArray();
            DocumentConverter converter = DocumentConverter.of(request, SampleDocuments.LIMITS);
            measure(
                    name,
                    tree.size(),
                    () -> converter.plan(root, tree::child).orThrow().rootBytes());
        }
    }

    private void measure(String name, long size, Supplier<?> work) {
        long begin = thread.getCurrentThreadCpuTime();
        long rounds = 0;
        while (thread.getCurrentThreadCpuTime() - begin < WARM_UP_NANOS) {
            guard += System.identityHashCode(work.get());
            rounds++;
        }
        long each = Math.max(1, (thread.getCurrentThreadCpuTime() - begin) / rounds);
        int batch = (int) Math.max(1, Math.min(100_000, BATCH_NANOS / each));
        double[] nanos = new double[BATCHES];
        double[] allocated = new double[BATCHES];
        for (int i = 0; i < BATCHES; i++) {
            long bytesBefore = thread.getCurrentThreadAllocatedBytes();
            long before = thread.getCurrentThreadCpuTime();
            for (int k = 0; k < batch; k++) {
                guard += System.identityHashCode(work.get());
            }
            nanos[i] = (thread.getCurrentThreadCpuTime() - before) / (double) batch;
            allocated[i] = (thread.getCurrentThreadAllocatedBytes() - bytesBefore) / (double) batch;
        }
        Arrays.sort(nanos);
        Arrays.sort(allocated);
        double median = nanos[BATCHES / 2];
        System.out.printf(
                Locale.ROOT,
                "%-34s %12.1f %12.1f %12.1f %9.2f %12.0f%n",
                name,
                median / 1e3,
                nanos[BATCHES / 4] / 1e3,
                nanos[3 * BATCHES / 4] / 1e3,
                median / size,
                allocated[BATCHES / 2]);
        if (guard == 1) {
            System.out.println(); // keeps the work from being thrown away
        }
    }
}
