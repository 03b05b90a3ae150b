// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.PeerTool;
import dev.ambidock.cli.campaign.LayoutWriters.Ended;
import dev.ambidock.testkit.campaign.Campaign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * L1, L3 and L4: many processes write distinct names into one layout at once, while threads read its index without a lock;
 * then other tools read the layout. Every other round starts all processes together, and the rest give all of them the end
 * of their input at one moment.
 */
@Tag("campaign")
@Timeout(1200)
class LayoutWritersCampaignTest {
    private static final Campaign L1 = Campaign.of("L1");
    private static final Campaign L3 = Campaign.of("L3");
    private static final Campaign L4 = Campaign.of("L4");
    private static final int WRITERS = L1.points(6, 20);
    private static final int ROUNDS = L1.points(2, 25);
    private static final int PEER_ROUNDS = 5;
    private static final int READS = L3.points(2_000, 100_000);

    @TempDir
    static Path folder;

    private static final List<String> UNDONE = new ArrayList<>();
    private static final List<String> UNREADABLE = new ArrayList<>();
    private static final List<Path> LAYOUTS = new ArrayList<>();
    private static LayoutWriters writers;
    private static long ended;
    private static long whole;
    private static long reads;
    private static long states;

    @BeforeAll
    static void rounds() throws Exception {
        writers = new LayoutWriters(folder, L1.random("images"), WRITERS);
        for (int i = 0; i < ROUNDS; i++) {
            Path layout = writers.prepared("round" + i);
            try (LayoutReaders readers = new LayoutReaders(layout)) {
                List<Ended> all =
                        i % 2 == 0 ? writers.together(layout, n -> "t" + n) : writers.atOneMoment(layout, n -> "t" + n);
                readers.stop();
                reads += readers.reads();
                states += readers.states();
                UNREADABLE.addAll(readers.problems());
                judge(layout, all);
            }
            LAYOUTS.add(layout);
        }
        while (reads < READS && UNREADABLE.isEmpty()) {
            moreReads();
        }
    }

    /** Where the processes ended too soon for so many reads: the last writers again, over what is there. */
    private static void moreReads() throws Exception {
        Path layout = folder.resolve("more");
        if (!Files.exists(layout)) {
            writers.prepared("more");
        }
        try (LayoutReaders readers = new LayoutReaders(layout)) {
            UNDONE.addAll(failed(writers.together(layout, n -> "t" + n)));
            readers.stop();
            reads += readers.reads();
            UNREADABLE.addAll(readers.problems());
        }
    }

    private static List<String> failed(List<Ended> all) {
        return all.stream()
                .filter(one -> one.status() != 0)
                .map(Ended::toString)
                .toList();
    }

    private static void judge(Path layout, List<Ended> all) throws IOException {
        ended += all.stream().filter(one -> one.status() == 0).count();
        UNDONE.addAll(failed(all));
        List<String> names = LayoutWriters.names(layout);
        for (Ended one : all) {
            String name = "t" + one.number();
            boolean right =
                    names.contains(name) && writers.digestOf(layout, name).equals(writers.digest(one.number()));
            String problems = writers.problems(layout, name);
            if (right && problems.isEmpty()) {
                whole++;
            } else if (one.status() == 0) {
                UNDONE.add(layout + ": " + name + " is lost, another or broken: " + problems);
            }
        }
        if (names.size() != WRITERS + 1 || !names.contains("before")) {
            UNDONE.add(layout + " has the names " + names);
        }
        LayoutWriters.stray(layout).forEach(file -> UNDONE.add(layout + " has the file " + file));
        if (!writers.isTidy()) {
            UNDONE.add("temporary files stay");
        }
    }

    /** What skopeo and umoci cannot read of a layout. */
    private static List<String> unreadByOthers(Path layout) throws Exception {
        List<String> unread = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            PeerTool.Output raw =
                    PeerTool.run(folder, List.of("skopeo", "inspect", "--raw", "oci:" + layout + ":t" + i));
            PeerTool.Output umoci =
                    PeerTool.run(folder, List.of("umoci", "stat", "--json", "--image", layout + ":t" + i));
            if (raw.status() != 0 || umoci.status() != 0) {
                unread.add(layout + ":t" + i + ": " + raw.err() + umoci.err());
            }
        }
        PeerTool.Output listed = PeerTool.run(folder, List.of("umoci", "ls", "--layout", layout.toString()));
        if (listed.status() != 0 || listed.out().lines().count() != WRITERS + 1) {
            unread.add("umoci ls: " + listed.out() + listed.err());
        }
        return unread;
    }

    @Test
    void everyProcessThatSucceedsHasItsName() {
        L1.figure("exit 0 and the name there and whole, of " + ROUNDS * WRITERS, Long.toString(Math.min(ended, whole)));
        assertThat(UNDONE).as(L1.replay()).isEmpty();
        assertThat(ended).as(L1.replay()).isEqualTo((long) ROUNDS * WRITERS);
    }

    @Test
    void readersNeverSeeHalfAnIndex() {
        L3.figure("reads without a lock that did not parse or lost a name, of " + reads, "" + UNREADABLE.size());
        assertThat(UNREADABLE).as(L3.replay()).isEmpty();
        assertThat(reads).isGreaterThanOrEqualTo(READS);
        assertThat(states).as("the readers saw the layout grow").isGreaterThan(ROUNDS);
    }

    @Test
    void otherToolsReadWhatWasWritten() throws Exception {
        PeerTool.need("skopeo");
        PeerTool.need("umoci");
        List<String> unread = new ArrayList<>();
        for (Path layout : LAYOUTS) {
            unread.addAll(unreadByOthers(layout));
        }
        L4.figure("names that skopeo and umoci cannot read, of " + ROUNDS * WRITERS, Integer.toString(unread.size()));
        assertThat(unread).as(L4.replay()).isEmpty();
        assertThat(LAYOUTS).hasSize(ROUNDS);
    }

    /** The same with skopeo, for the figure alone. */
    @Test
    @Tag("figure")
    void skopeoForComparison() throws Exception {
        PeerTool.need("skopeo");
        List<Integer> present = new ArrayList<>();
        long unreadable = 0;
        long looked = 0;
        for (int i = 0; i < PEER_ROUNDS; i++) {
            Path layout = folder.resolve("peer" + i);
            PeerTool.run(
                    folder,
                    Map.of(),
                    List.of(
                            "skopeo",
                            "--insecure-policy",
                            "copy",
                            "-q",
                            writers.source(0),
                            "oci:" + layout + ":before"),
                    Duration.ofMinutes(1));
            try (LayoutReaders readers = new LayoutReaders(layout)) {
                List<Ended> all = writers.peer(n -> List.of(
                        "skopeo", "--insecure-policy", "copy", "-q", writers.source(n), "oci:" + layout + ":t" + n));
                readers.stop();
                unreadable += readers.problems().size();
                looked += readers.reads();
                assertThat(all).hasSize(WRITERS);
            }
            List<String> names = LayoutWriters.names(layout);
            present.add(
                    (int) names.stream().filter(name -> name.startsWith("t")).count());
        }
        L1.figure("names there, of " + WRITERS + ", in " + PEER_ROUNDS + " rounds", "skopeo", present.toString());
        L3.figure("reads that did not parse or lost a name, of " + looked, "skopeo", Long.toString(unreadable));
    }
}
