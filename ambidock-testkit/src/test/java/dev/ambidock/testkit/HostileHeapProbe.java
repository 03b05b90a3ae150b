// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit;

import dev.ambidock.DocumentConverter;
import dev.ambidock.document.Documents;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.plan.ConversionRequest.Style;
import dev.ambidock.testkit.hostile.HostileDocument;
import dev.ambidock.testkit.hostile.HostileDocuments;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/** Runs in a JVM with a small heap: reads and plans each hostile document, the input being on the heap, too. */
public final class HostileHeapProbe {
    private HostileHeapProbe() {}

    /** Ends with another status than 0 at the first error, memory included; names whom it hit. */
    public static void main(String[] args) {
        List<HostileDocument> all = HostileDocuments.all();
        for (HostileDocument hostile : all) {
            try {
                probe(hostile);
            } catch (Throwable e) {
                System.out.println(hostile + ": " + e);
                for (StackTraceElement frame : e.getStackTrace()) {
                    System.out.println("    " + frame);
                }
                System.exit(1);
            }
        }
        System.out.println("all " + all.size() + " done");
    }

    private static void probe(HostileDocument hostile) {
        byte[] bytes = hostile.bytes();
        long start = System.nanoTime();
        Documents.read(Bytes.wrap(bytes), Limits.defaults());
        for (Family target : new Family[] {Family.OCI, Family.DOCKER}) {
            for (Style style : Style.values()) {
                ConversionRequest request =
                        ConversionRequest.builder(target).style(style).build();
                DocumentConverter.of(request, Limits.defaults()).plan(bytes);
            }
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        if (bytes.length > 500_000) {
            System.out.println(hostile + ": " + bytes.length + " bytes, " + millis + " ms for five looks" + peaks());
        }
    }

    private static String peaks() {
        StringBuilder out = new StringBuilder();
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                out.append(", ")
                        .append(pool.getName())
                        .append(' ')
                        .append(pool.getPeakUsage().getUsed() >> 20);
                pool.resetPeakUsage();
            }
        }
        return out.append(" MiB at most").toString();
    }
}
