// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.PeerTool;
import dev.ambidock.cli.Session;
import dev.ambidock.testkit.campaign.Campaign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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
 * C4: a file system that has room for the image before and for so many pages of the one after, from none to one less than it
 * takes. The last page that a layout needs is that of its index.
 */
@Tag("campaign")
@Timeout(1200)
class FullDiskCampaignTest {
    private static final Campaign C4 = Campaign.of("C4");
    private static final int PAGE = 4096;
    private static final int ROOM = 8 << 20;
    private static final int POINTS = C4.points(6, 120);

    @TempDir
    Path folder;

    private Workbench work;
    private SmallDisk disk;

    @BeforeEach
    void mount() throws Exception {
        work = new Workbench(folder);
        disk = SmallDisk.mount(work, ROOM);
        work.layout("before", NoiseImages.of("before", 1, 30_000));
        work.layout("after", NoiseImages.of("after", 2, 200_000, 300_000, 100_000));
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            disk.unmount();
        }
    }

    /** Pages that are given: the fewest, the most, those next to the most, and others by chance or all. */
    private TreeSet<Integer> rooms(int needed, String route) {
        TreeSet<Integer> rooms = new TreeSet<>(List.of(0, 1, needed - 3, needed - 2, needed - 1));
        List<Integer> others =
                new ArrayList<>(IntStream.range(2, needed - 3).boxed().toList());
        Collections.shuffle(others, C4.random(route));
        rooms.addAll(others.subList(0, Math.min(others.size(), POINTS)));
        return rooms;
    }

    @ParameterizedTest
    @CsvSource({
        "oci, ''",
        "oci, --compress zstd",
        "oci-archive, ''",
        "docker-archive, --compress gzip",
    })
    void whereverTheDiskIsFullNothingIsLost(String scheme, String options) throws Exception {
        CrashSite template = new CrashSite(Files.createDirectory(folder.resolve("template")), scheme);
        work.copy(work.at("oci", "before"), template.place("before"), "");
        Map<String, String> before = template.tree();
        CrashSite whole = onDisk(template, scheme);
        long base = disk.used();
        assertThat(whole.run(whole.copy(work.at("oci", "after"), options))).isEmpty();
        Map<String, String> after = whole.tree();
        int needed = needed(template, scheme, options, base);

        List<String> bad = new ArrayList<>();
        int full = 0;
        TreeSet<Integer> rooms = rooms(needed, scheme + options);
        for (int pages : rooms) {
            CrashSite site = onDisk(template, scheme);
            disk.resize(disk.used() + (long) pages * PAGE);
            Session.Result result = work.attempt(site.copy(work.at("oci", "after"), options));
            full += result.status() == 0 ? 0 : 1;
            judge(site, result, before, after).forEach(problem -> bad.add(pages + " pages: " + problem));
            disk.resize(ROOM);
            String again = site.run(site.copy(work.at("oci", "after"), options));
            if (!again.isEmpty() || !site.tree().equals(after)) {
                bad.add(pages + " pages: the next run: " + again + site.tree().keySet());
            }
        }
        C4.figure(
                "oci -> " + scheme + " " + options + ": images lost, files left over or untold, of full disks",
                bad.size() + " of " + full);
        assertThat(bad).as(C4.replay()).isEmpty();
        assertThat(full).isEqualTo(rooms.size());
    }

    private CrashSite onDisk(CrashSite template, String scheme) throws Exception {
        disk.resize(ROOM);
        new CrashSite(disk.folder(), scheme).empty();
        return template.copiedTo(disk.folder());
    }

    /** The fewest pages with which it works. */
    private int needed(CrashSite template, String scheme, String options, long base) throws Exception {
        int low = 0;
        int high = (int) ((ROOM - base) / PAGE);
        while (low < high) {
            int middle = (low + high) / 2;
            CrashSite site = onDisk(template, scheme);
            disk.resize(disk.used() + (long) middle * PAGE);
            boolean fits = site.run(site.copy(work.at("oci", "after"), options)).isEmpty();
            low = fits ? low : middle + 1;
            high = fits ? middle : high;
        }
        return low;
    }

    private static List<String> judge(
            CrashSite site, Session.Result result, Map<String, String> before, Map<String, String> after)
            throws IOException {
        List<String> problems = new ArrayList<>();
        Map<String, String> left = site.tree();
        if (result.status() != 0
                && (result.status() != 1
                        || !result.err().contains("No space left on device")
                        || result.err().contains("Exception"))) {
            problems.add("status " + result.status() + ", " + result.err());
        }
        if (result.status() != 0) {
            before.forEach((path, digest) -> {
                if (!digest.equals(left.get(path))) {
                    problems.add(path + " is not what it was");
                }
            });
            left.keySet().stream()
                    .filter(path -> !before.containsKey(path) && !after.containsKey(path))
                    .forEach(path -> problems.add(path + " is left over"));
        }
        if (site.isLayout()) {
            problems.addAll(site.problems());
        }
        return problems;
    }

    /** The same for skopeo, of which nothing is demanded. */
    @Test
    @Tag("figure")
    void skopeoMeetsFullDisksToo() throws Exception {
        PeerTool.need("skopeo");
        CrashSite template = new CrashSite(Files.createDirectory(folder.resolve("template")), "oci");
        work.copy(work.at("oci", "before"), template.place("before"), "");
        int needed = (600_000 / PAGE) + 10;
        int full = 0;
        int lost = 0;
        int littered = 0;
        for (int pages : rooms(needed, "skopeo")) {
            CrashSite site = onDisk(template, "oci");
            disk.resize(disk.used() + (long) pages * PAGE);
            String from = work.at("oci", "after:after");
            PeerTool.Output output =
                    work.tryPeer("skopeo", "--insecure-policy", "copy", "--quiet", from, site.place("after"));
            full += output.status() == 0 ? 0 : 1;
            lost += site.problems().isEmpty() ? 0 : 1;
            littered += site.paths().stream().allMatch(CrashSite::isOfLayout) ? 0 : 1;
        }
        C4.figure(
                "oci -> oci : images lost, files left over or untold, of full disks",
                "skopeo",
                Math.max(lost, littered) + " of " + full);
    }
}
