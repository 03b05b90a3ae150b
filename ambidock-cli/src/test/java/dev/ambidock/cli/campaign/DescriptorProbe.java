// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.campaign;

import dev.ambidock.cli.Cli;
import dev.ambidock.cli.output.Environment;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process that runs a command twice, to two destinations, and counts its open files before, during and after the second
 * run: {@code WORD... @1} and the same with {@code @2}. Prints {@code STATUS BEFORE PEAK AFTER}.
 */
final class DescriptorProbe {
    private static final int TRIES = 100;

    private DescriptorProbe() {}

    /** What was counted. */
    record Counts(int status, int before, int peak, int after) {
        static Counts parse(String line) {
            String[] words = line.strip().split(" ");
            return new Counts(
                    Integer.parseInt(words[0]),
                    Integer.parseInt(words[1]),
                    Integer.parseInt(words[2]),
                    Integer.parseInt(words[3]));
        }
    }

    public static void main(String[] args) throws InterruptedException {
        // What Java opens for classes and the like, it opens here.
        int status = run(args, "1");
        int before = settled(0);
        AtomicInteger peak = new AtomicInteger();
        Thread sampler = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                peak.accumulateAndGet(open(), Math::max);
            }
        });
        sampler.setDaemon(true);
        sampler.start();
        status = Math.max(status, run(args, "2"));
        sampler.interrupt();
        sampler.join();
        System.out.println(status + " " + before + " " + peak.get() + " " + settled(before));
    }

    private static int run(String[] args, String number) {
        String[] words = args.clone();
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].replace("@", number);
        }
        return Cli.run(
                words,
                new ByteArrayInputStream(new byte[0]),
                System.err,
                System.err,
                new Environment(Map.of(), false, false));
    }

    /** The count when it is no more than that, else when it stays. */
    private static int settled(int wanted) throws InterruptedException {
        int count = open();
        for (int i = 0; i < TRIES && count > wanted; i++) {
            Thread.sleep(10);
            count = open();
        }
        return count;
    }

    /** The one with which the list is read is always among them. */
    private static int open() {
        String[] files = new File("/proc/self/fd").list();
        return files == null ? 0 : files.length;
    }
}
