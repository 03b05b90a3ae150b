// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What happens when somebody wants the process to end (SIGINT, SIGTERM, SIGHUP): the thread that made this is interrupted
 * and gets some seconds to clear away what it began. Java then ends with 128 and the signal's number. As a stream this is
 * standard error until then, and swallows what comes later: whoever interrupts knows why the run fails.
 *
 * <p>One class for both, since each class costs time at every start.
 */
final class Interruption extends FilterOutputStream implements Runnable {
    private static final long PATIENCE_SECONDS = 5;

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean happened;

    private Interruption(OutputStream err) {
        super(err);
    }

    /** Watches for the calling thread. */
    static Interruption watch(OutputStream err) {
        Interruption interruption = new Interruption(err);
        Runtime.getRuntime().addShutdownHook(new Thread(interruption, "ambidock-interruption"));
        return interruption;
    }

    /** The worker is done. Tells whether it was interrupted, so that Java is ending already. */
    boolean end() {
        ended.countDown();
        return happened;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (!happened) {
            out.write(bytes, offset, length);
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void run() {
        happened = true;
        worker.interrupt();
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            // Java is ending anyway.
            return;
        }
    }
}
