// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.PeerTool;
import dev.ambidock.cli.Session;
import dev.ambidock.cli.interop.Struck.Moment;
import dev.ambidock.testkit.campaign.Campaign;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.FakeRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * C4: a disk that is full at any write, down to that of the index. The disk is a file system in memory, where a file takes
 * whole pages: with one page more of room at a time, each new page of each file is once the one that has none.
 */
@Tag("campaign")
@Timeout(1800)
class FullDiskCampaignTest {
    private static final Campaign C4 = Campaign.of("C4");
    private static final int PAGE = 4096;
    private static final int DISK = 16 << 20;
    private static final String PLENTY = "size=" + DISK + ",nr_inodes=5000";

    @TempDir
    Path folder;

    private final List<String> bad = new ArrayList<>();
    private FakeRegistry registry;
    private Workbench work;
    private CrashSite site;
    private Map<String, String> before = Map.of();
    private Map<String, String> whole = Map.of();
    private int points;
    private int failed;
    private int atTheIndex;

    @BeforeEach
    void mount() throws Exception {
        PeerTool.need("mount");
        PeerTool.need("root".equals(System.getProperty("user.name")), "only root mounts a file system");
        work = new Workbench(folder);
        WholeImage after = NoiseImages.of("after", 6, 150_000, 60_000, 270_000);
        work.layout("oci", after);
        work.layout("before", NoiseImages.of("before", 3, 20_000));
        registry = FakeRegistry.start();
        registry.content().put("app", "after", after);
        Files.createDirectory(work.path("disk"));
        work.peer("mount", "-t", "tmpfs", "-o", PLENTY, "tmpfs", "disk");
        // A size of nothing would mean one without a bound.
        Files.write(work.path("disk/other"), new byte[PAGE]);
    }

    @AfterEach
    void unmount() throws Exception {
        if (registry != null) {
            registry.close();
            work.peer("umount", "disk");
        }
    }

    private String source(String kind) {
        return kind.equals("registry") ? registry.host() + "/app:after" : work.at(kind, kind) + ":after";
    }

    /** Makes the destination as it was before, on a disk with room. */
    private void prepare(CrashSite template) throws Exception {
        remount(PLENTY);
        if (site != null) {
            site.delete();
        }
        site = template.copiedTo(work.path("disk/site"));
    }

    private void remount(String room) throws Exception {
        work.peer("mount", "-o", "remount," + room, "disk");
    }

    /** What a run takes, as this file system counts: {@code %b} and {@code %f} are pages, {@code %c} and {@code %d} files. */
    private long taken(String all, String free) throws Exception {
        String[] numbers =
                work.peer("stat", "-f", "-c", all + " " + free, "disk").strip().split(" ");
        return Long.parseLong(numbers[0]) - Long.parseLong(numbers[1]);
    }

    /** A destination with the image before, or none yet. */
    private CrashSite template(String scheme, boolean fresh) throws Exception {
        CrashSite template = new CrashSite(Files.createDirectory(work.path("template")), scheme);
        if (!fresh) {
            work.copy(work.at("oci", "before"), template.place("before"), "");
        }
        return template;
    }

    @ParameterizedTest
    @CsvSource({
        "registry, oci, '', false",
        "registry, oci, '', true",
        "oci, oci, '', false",
        "oci, oci, --format docker --compress gzip, false",
        "oci, oci-archive, '', false",
        "registry, docker-archive, --compress gzip, false",
        "oci, dir, '', false",
    })
    void fullAtAnyWriteItIsOneErrorAndTheNextRunWorks(String from, String to, String options, boolean fresh)
            throws Exception {
        CrashSite template = template(to, fresh);
        prepare(template);
        String[] copy = site.copy(source(from), options);
        before = site.tree();
        long pages = taken("%b", "%f");
        long files = taken("%c", "%d");
        assertThat(site.run(copy)).isEmpty();
        whole = site.tree();

        Room room = new Room(C4.full(), DISK / PAGE - pages);
        while (!room.isKnown()) {
            long size = (pages + room.next()) * PAGE;
            prepare(template);
            remount("size=" + size);
            room.told(judged(room.next() + " pages", work.attempt(copy)));
            requireNextRun(room.next() + " pages", copy);
        }
        for (int i = 0; i < C4.points(2, 10); i++) {
            prepare(template);
            remount("nr_inodes=" + (files + i));
            judged(i + " files", work.attempt(copy));
            requireNextRun(i + " files", copy);
        }
        tell(from + " -> " + (fresh ? "new " : "") + to + (options.isEmpty() ? "" : ", " + options));
        assertThat(failed).as("points at which the disk was full").isGreaterThan(C4.points(5, 100));
        assertThat(to.equals("oci") && atTheIndex == 0).as("a point at the index").isFalse();
    }

    /** Calls of the kernel fail that need no page: that of the index's rename among them. */
    @ParameterizedTest
    @CsvSource({"registry, oci, ''", "oci, oci-archive, ''"})
    void aCallThatTellsOfAFullDiskIsOneErrorToo(String from, String to, String options) throws Exception {
        PeerTool.need("strace");
        CrashSite template = template(to, false);
        Struck process = new Struck(work);
        prepare(template);
        String[] copy = site.copy(source(from), options);
        before = site.tree();
        Map<String, Integer> calls = process.calls(copy);
        calls.keySet().retainAll(List.of("write", "pwrite64", "fsync", "rename", "mkdir", "ftruncate"));
        whole = site.tree();
        List<Moment> moments = new ArrayList<>();
        calls.forEach((call, count) -> IntStream.rangeClosed(1, count).forEach(i -> moments.add(new Moment(call, i))));
        Collections.shuffle(moments, C4.random("calls" + from + to));
        for (Moment moment : moments.subList(0, Math.min(moments.size(), C4.points(1, 60)))) {
            prepare(template);
            PeerTool.Output output = process.struckBy("error=ENOSPC", moment, copy);
            // A write that was struck may be the one that tells the error: then nothing is told.
            boolean isMute = moment.call().equals("write") && output.status() == 1 && output.err().isEmpty();
            String told = isMute ? "ambidock: (not told) No space left on device" : output.err();
            judged(moment.toString(), new Session.Result(output.status(), output.bytes(), told));
            requireNextRun(moment.toString(), copy);
        }
        tell(from + " -> " + to + (options.isEmpty() ? "" : ", " + options) + ", by calls");
    }

    /** Judges a run; whether it went through. */
    private boolean judged(String point, Session.Result result) throws IOException {
        points++;
        Map<String, String> left = site.tree();
        if (result.status() == 0 && left.equals(whole)) {
            return true;
        }
        failed++;
        List<String> problems = new ArrayList<>();
        List<String> told =
                result.err().lines().filter(line -> line.startsWith("ambidock: ")).toList();
        boolean declared = told.size() == 1
                && told.get(0).contains("No space left on device")
                && !result.err().contains("Exception");
        if (result.status() != 1 || !declared) {
            problems.add("ends with " + result.status() + " " + result.err());
        }
        // If the folder could not be made to last behind the last rename, the image is there all the same.
        if (!left.equals(whole)) {
            before.forEach((file, digest) -> {
                if (!digest.equals(left.get(file))) {
                    problems.add(file + " is another");
                }
            });
        }
        left.keySet().stream()
                .filter(file -> !before.containsKey(file) && (!site.isLayout() || !whole.containsKey(file)))
                .forEach(file -> problems.add(file + " stays"));
        if (site.isLayout() && !before.isEmpty()) {
            problems.addAll(site.problems());
        }
        boolean allButIndex = site.isLayout() && left.keySet().equals(whole.keySet()) && !left.equals(whole);
        atTheIndex += allButIndex ? 1 : 0;
        problems.forEach(problem -> bad.add(point + ": " + problem));
        return false;
    }

    private void requireNextRun(String point, String... copy) throws Exception {
        remount(PLENTY);
        String again = site.run(copy);
        if (!again.isEmpty() || !site.tree().equals(whole)) {
            bad.add(point + ": the next run ends otherwise " + again + site.tree().keySet());
        }
    }

    private void tell(String route) {
        C4.figure(
                route + ": wrong ends, of points; full indeed, of which at the index",
                bad.size() + " of " + points + "; " + failed + ", " + atTheIndex);
        assertThat(bad).as(C4.replay()).isEmpty();
    }

    /** The same for skopeo, of which nothing is demanded. */
    @Test
    void skopeoFindsTheSameDiskFull() throws Exception {
        if (!C4.full()) {
            return;
        }
        PeerTool.need("skopeo");
        CrashSite template = template("oci", false);
        prepare(template);
        long pages = taken("%b", "%f");
        int full = 0;
        int lost = 0;
        int litter = 0;
        for (int room = 0; room < 130; room++) {
            prepare(template);
            remount("size=" + (pages + room) * PAGE);
            PeerTool.Output output = work.tryPeer(
                    "skopeo", "--insecure-policy", "copy", "--quiet", source("oci"), site.place("after"));
            full += output.status() == 0 ? 0 : 1;
            lost += work.attempt("verify", site.place("before")).status() == 0 ? 0 : 1;
            litter += site.paths().stream().anyMatch(path -> path.contains("oci-put-blob")) ? 1 : 0;
        }
        C4.figure("oci -> oci: full disks, after which a tag of before is lost; with a temporary file left", "skopeo",
                full + ", " + lost + "; " + litter);
    }
}
