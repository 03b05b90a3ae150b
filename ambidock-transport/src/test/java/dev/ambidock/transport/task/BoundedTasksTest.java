// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is promised of tasks that run a few at once; what would never end fails by the limit of time. */
@Timeout(60)
class BoundedTasksTest {
    private static final int PARALLEL = 3;
    private static final List<Integer> ITEMS = IntStream.range(0, 300).boxed().toList();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BoundedTasks tasks = new BoundedTasks(threads, PARALLEL);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void resultsStandInTheOrderOfTheItems() throws IOException {
        assertThat(tasks.map(ITEMS, i -> "item " + i))
                .isEqualTo(ITEMS.stream().map(i -> "item " + i).toList());
        assertThat(tasks.map(List.of(), i -> i)).isEmpty();
    }

    @Test
    void asManyRunAtOnceAsMayAndNoMore() throws IOException {
        AtomicInteger running = new AtomicInteger();
        CyclicBarrier together = new CyclicBarrier(PARALLEL);
        List<Integer> seen = tasks.map(ITEMS, i -> {
            int now = running.incrementAndGet();
            await(together);
            running.decrementAndGet();
            await(together);
            return now;
        });
        assertThat(seen).allMatch(n -> n <= PARALLEL).contains(PARALLEL);
    }

    @Test
    void aFailureEndsTheOthersAtOnce() {
        CountDownLatch waits = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        assertThatThrownBy(() -> {
                    tasks.run(() -> {
                        waits.countDown();
                        interrupted.set(sleepsUntilInterrupted());
                    });
                    tasks.run(() -> {
                        await(waits);
                        throw new IOException("broken");
                    });
                    tasks.join();
                })
                .hasMessage("broken");
        assertThat(interrupted).isTrue();
    }

    @Test
    void afterAFailureNoItemIsTakenAnyMore() throws IOException {
        AtomicInteger taken = new AtomicInteger();
        assertThatThrownBy(() -> new BoundedTasks(threads, 1).map(ITEMS, i -> {
                    taken.incrementAndGet();
                    if (i == 2) {
                        throw new IOException("broken");
                    }
                    return i;
                }))
                .hasMessage("broken");
        assertThat(taken).hasValue(3);
    }

    /** Also where a step does not care about being interrupted. */
    @Test
    void whoIsInterruptedTakesNoItemAnyMore() {
        AtomicInteger taken = new AtomicInteger();
        Thread caller = Thread.currentThread();
        assertThatThrownBy(() -> new BoundedTasks(threads, 1).map(ITEMS, i -> {
                    taken.incrementAndGet();
                    caller.interrupt();
                    return sleepsUntilInterrupted();
                }))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(taken).hasValue(1);
    }

    @Test
    void theyServeAgainAfterAFailure() throws IOException {
        assertThatThrownBy(() -> tasks.map(ITEMS, i -> {
                    throw new IOException("broken");
                }))
                .hasMessage("broken");
        assertThat(tasks.map(ITEMS, i -> i)).isEqualTo(ITEMS);
    }

    private static boolean sleepsUntilInterrupted() {
        try {
            Thread.sleep(Long.MAX_VALUE);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void await(CyclicBarrier barrier) throws IOException {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
