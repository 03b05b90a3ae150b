// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A process that writes to a {@link CrashSite} and is stopped at a moment: a quarter of the moments lie anywhere in its time,
 * the others between the first change of the destination and its end.
 */
final class CrashRun {
    private static final long PATIENCE = 60;

    private final List<String> command;
    private final long span;
    private final long writing;

    /** How it ended: with which status, and how long after the signal. */
    record Ended(int status, boolean struck, long nanos) {}

    private CrashRun(List<String> command, long span, long writing) {
        this.command = command;
        this.span = span;
        this.writing = writing;
    }

    /** Runs the command once undisturbed, to know how long it takes. */
    static CrashRun measured(CrashSite site, List<String> command) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Process process = start(site, command);
        long changed = firstChange(site, process);
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + Files.readString(said(site)));
        }
        return new CrashRun(command, System.nanoTime() - began, System.nanoTime() - changed);
    }

    /** The same, by a command for another site. */
    CrashRun with(List<String> other) {
        return new CrashRun(other, span, writing);
    }

    private static Process start(CrashSite site, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .directory(site.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(said(site).toFile())
                .start();
    }

    /** Beside the site, as it is no part of it. */
    private static Path said(CrashSite site) {
        return site.folder().resolveSibling(site.folder().getFileName() + ".said");
    }

    private static long firstChange(CrashSite site, Process process) throws InterruptedException {
        List<String> before = site.paths();
        while (process.isAlive() && site.paths().equals(before)) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return System.nanoTime();
    }

    /** Runs it and stops it at a random moment, at once or by asking it to end. */
    Ended strike(CrashSite site, Random random, boolean atOnce) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Process process = start(site, command);
        boolean anywhere = random.nextInt(4) == 0;
        double part = random.nextDouble();
        long from = anywhere ? began : firstChange(site, process);
        long moment = from + (long) (part * (anywhere ? span : writing));
        process.waitFor(Math.max(0, moment - System.nanoTime()), TimeUnit.NANOSECONDS);
        boolean struck = process.isAlive();
        long asked = System.nanoTime();
        if (struck && atOnce) {
            process.destroyForcibly();
        } else if (struck) {
            process.destroy();
        }
        if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return new Ended(process.exitValue(), struck, System.nanoTime() - asked);
    }
}
