// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.testkit.campaign.Campaign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * L5: many threads do all kinds of things, failures among them, with one client, one engine and one layout; then every
 * thread, open file and connection is given back.
 */
@Tag("campaign")
@Timeout(1800)
class SharedClientCampaignTest {
    private static final Campaign L5 = Campaign.of("L5");
    private static final int THREADS = 64;
    private static final int OPERATIONS = L5.points(600, 10_000);
    private static final int REPETITIONS = L5.points(2, 20);
    private static final int JITTER = 2_000_000;
    private static final int MOST_FAILURES = 5;

    @TempDir
    Path folder;

    @Test
    void manyThreadsGiveEverythingBack() throws Exception {
        // Classes and jars that are loaded at the first time stay open.
        repetition(-1, THREADS);
        Set<Thread> threads = threads();
        long files = openFiles();
        long done = 0;
        for (int i = 0; i < REPETITIONS; i++) {
            done += repetition(i, OPERATIONS);
            assertThat(settled(() -> openFiles() - files))
                    .as("files open that were not before: " + L5.replay())
                    .isLessThanOrEqualTo(0);
            assertThat(settled(() -> others(threads).size()))
                    .as("threads that were not there before: " + others(threads) + " " + L5.replay())
                    .isZero();
        }
        L5.figure("operations by " + THREADS + " threads, wrong results or leaks", done + " operations, 0");
    }

    private long repetition(int number, int operations) throws Exception {
        ThreadPoolExecutor pool = (ThreadPoolExecutor) Executors.newCachedThreadPool();
        Path layout = folder.resolve("layout" + number);
        try (SharedPlaces places = new SharedPlaces(layout, pool, L5.random("images"))) {
            Queue<String> failures = new ConcurrentLinkedQueue<>();
            List<Thread> workers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int first = i;
                Random random = L5.random(number + " " + i);
                Thread worker = new Thread(() -> {
                    work(() -> places.move(first), failures);
                    for (int j = 0; j < operations / THREADS && failures.size() < MOST_FAILURES; j++) {
                        LockSupport.parkNanos(random.nextInt(JITTER));
                        work(() -> places.anything(random), failures);
                    }
                });
                workers.add(worker);
                worker.start();
            }
            for (Thread worker : workers) {
                worker.join();
            }
            assertThat(failures).as(L5.replay()).isEmpty();
            assertThat(settled(pool::getActiveCount)).as("borrowed threads").isZero();
            assertThat(pool.getQueue()).isEmpty();
            assertThat(places.withheld())
                    .as("connections that were not given back")
                    .isZero();
            places.check();
            assertThat(hidden(layout)).containsExactly(".ambidock.lock");
        } finally {
            pool.shutdown();
        }
        assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        return operations;
    }

    /** Something that may fail. */
    private interface Work {
        void run() throws IOException;
    }

    private static void work(Work work, Queue<String> failures) {
        try {
            work.run();
        } catch (IOException | RuntimeException | AssertionError e) {
            failures.add(e
                    + Stream.of(e.getStackTrace())
                            .limit(12)
                            .map(frame -> "\n    " + frame)
                            .collect(Collectors.joining()));
        }
    }

    /** What a count comes down to within some seconds, since servers end their connections in their own time. */
    private static long settled(LongSupplier count) throws InterruptedException {
        for (int i = 0; i < 200 && count.getAsLong() > 0; i++) {
            Thread.sleep(50);
        }
        return count.getAsLong();
    }

    private static Set<Thread> threads() {
        return Set.copyOf(Thread.getAllStackTraces().keySet());
    }

    private static List<Thread> others(Set<Thread> before) {
        return threads().stream().filter(thread -> !before.contains(thread)).toList();
    }

    private static long openFiles() {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> hidden(Path layout) throws IOException {
        try (Stream<Path> files = Files.list(layout)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("."))
                    .toList();
        }
    }
}
