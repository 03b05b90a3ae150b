// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.campaign.LayoutWriters.Ended;
import dev.ambidock.testkit.campaign.Campaign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * L2: many processes write the same name, and some are killed while others sweep away what the killed ones left: there is
 * always one whole image under each name. Ambidock has no command that deletes from a layout or collects garbage; replacing a
 * name, and that sweep, are all that ever goes away.
 */
@Tag("campaign")
@Timeout(1200)
class LayoutSameNameCampaignTest {
    private static final Campaign L2 = Campaign.of("L2");
    private static final int WRITERS = L2.points(6, 20);
    private static final int ROUNDS = L2.points(1, 10);

    /** How many names the writers of a round share, and that each third of them is killed. */
    private static final int NAMES = 3;

    private static final int KILLED = 3;
    private static final int SIGKILL = 137;
    private static final String STAGING = ".ambidock-staging-";

    /** Microseconds. */
    private static final int LATEST = 20_000;

    @TempDir
    Path folder;

    @Test
    void oneOfManyWritersOfANameWinsWhole() throws Exception {
        LayoutWriters writers = new LayoutWriters(folder, L2.random("images"), WRITERS);
        List<String> digests =
                IntStream.range(0, WRITERS).mapToObj(writers::digest).toList();
        for (int i = 0; i < ROUNDS; i++) {
            Path layout = writers.prepared("round" + i);
            List<Ended> all =
                    i % 2 == 1 ? writers.together(layout, n -> "one") : writers.atOneMoment(layout, n -> "one");
            assertThat(all).as(L2.replay()).allMatch(one -> one.status() == 0);
            assertThat(LayoutWriters.names(layout)).as(L2.replay()).containsExactlyInAnyOrder("before", "one");
            assertThat(digests).contains(writers.digestOf(layout, "one"));
            assertThat(writers.problems(layout, "one") + writers.problems(layout, "before"))
                    .isEmpty();
            assertThat(LayoutWriters.stray(layout)).isEmpty();
        }
        L2.figure("rounds of " + WRITERS + " writers of one name with one whole winner, of " + ROUNDS, "" + ROUNDS);
    }

    @Test
    void writersThatReplaceAndAreKilledLeaveNothingDangling() throws Exception {
        LayoutWriters writers = new LayoutWriters(folder, L2.random("images"), WRITERS);
        Random random = L2.random("moments");
        long looks = 0;
        int killed = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Path layout = writers.prepared("round" + i);
            try (Watch watch = new Watch(writers, layout)) {
                List<Ended> all = killing(writers, layout, random);
                watch.stop();
                assertThat(watch.problems).as(L2.replay()).isEmpty();
                looks += watch.looks.get();
                for (Ended one : all) {
                    boolean struck = isVictim(one.number()) && one.status() == SIGKILL;
                    killed += struck ? 1 : 0;
                    assertThat(struck || one.status() == 0)
                            .as(one + L2.replay())
                            .isTrue();
                }
            }
            judge(writers, layout);
        }
        L2.figure("looks at names while " + killed + " writers were killed: dangling or damaged, of " + looks, "0");
        assertThat(killed)
                .as("writers that were killed while they had files of their own")
                .isPositive();
    }

    private static boolean isVictim(int number) {
        return number % KILLED == 0;
    }

    /** Kills each victim a moment after its folder for what is not committed has come, whose name tells the process. */
    private static List<Ended> killing(LayoutWriters writers, Path layout, Random random) throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            processes.add(writers.start(i, "copy", writers.source(i), "oci:" + layout + ":n" + i % NAMES));
        }
        List<Process> victims = new ArrayList<>(IntStream.range(0, WRITERS)
                .filter(LayoutSameNameCampaignTest::isVictim)
                .mapToObj(processes::get)
                .toList());
        while (!victims.isEmpty()) {
            List<String> hidden = entries(layout);
            for (Process victim : List.copyOf(victims)) {
                if (hidden.stream().anyMatch(name -> name.startsWith(STAGING + victim.pid() + "-"))) {
                    TimeUnit.MICROSECONDS.sleep(random.nextInt(LATEST));
                    victim.destroyForcibly();
                }
            }
            victims.removeIf(victim -> !victim.isAlive());
            TimeUnit.MICROSECONDS.sleep(LATEST / 10);
        }
        return writers.ended(processes);
    }

    private static List<String> entries(Path layout) throws IOException {
        try (Stream<Path> all = Files.list(layout)) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }

    /** After one more writer everything is whole, and nothing is left over. */
    private static void judge(LayoutWriters writers, Path layout) throws Exception {
        writers.ended(List.of(writers.start(0, "copy", writers.source(0), "oci:" + layout + ":last")));
        List<String> names = LayoutWriters.names(layout);
        assertThat(names).as(L2.replay()).doesNotHaveDuplicates().contains("last", "before");
        for (String name : names) {
            assertThat(writers.problems(layout, name)).as(L2.replay()).isEmpty();
        }
        assertThat(LayoutWriters.stray(layout)).as(L2.replay()).isEmpty();
        try (Stream<Path> all = Files.walk(layout)) {
            assertThat(all.filter(Files::isDirectory).map(layout::relativize).map(Path::toString))
                    .containsExactlyInAnyOrder("", "blobs", "blobs/sha256");
        }
    }

    /** Reads every image of a layout whole, again and again. */
    private static final class Watch implements AutoCloseable {
        private static final long PAUSE = 5_000_000;

        final Queue<String> problems = new ConcurrentLinkedQueue<>();
        final AtomicLong looks = new AtomicLong();
        private final Thread thread;
        private volatile boolean ending;

        Watch(LayoutWriters writers, Path layout) {
            thread = new Thread(() -> watch(writers, layout), "layout watch");
            thread.setDaemon(true);
            thread.start();
        }

        private void watch(LayoutWriters writers, Path layout) {
            while (!ending && problems.isEmpty()) {
                try {
                    for (String name : LayoutWriters.names(layout)) {
                        String found = writers.problems(layout, name);
                        if (!found.isEmpty()) {
                            problems.add(found);
                        }
                        looks.incrementAndGet();
                    }
                    LockSupport.parkNanos(PAUSE);
                } catch (IOException | RuntimeException e) {
                    problems.add(e.toString());
                }
            }
        }

        /** Waits for its last look. */
        void stop() {
            ending = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            stop();
        }
    }
}
