// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.PeerTool;
import dev.ambidock.cli.Session;
import dev.ambidock.testkit.campaign.Campaign;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.FakeRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private static final String PLENTY = "size=16m,nr_inodes=5000";
    private static final int PAGE = 4096;

    @TempDir
    Path folder;

    private final List<String> bad = new ArrayList<>();
    private FakeRegistry registry;
    private Workbench work;
    private CrashSite site;
    private Map<String, String> before = Map.of();
    private Map<String, String> whole = Map.of();
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

    @ParameterizedTest
    @CsvSource({
        "registry, oci, ''",
        "oci, oci, ''",
        "oci, oci, --format docker --compress gzip",
        "oci, oci-archive, ''",
        "registry, docker-archive, --compress gzip",
        "oci, dir, ''",
    })
    void fullAtAnyWriteItIsOneErrorAndTheNextRunWorks(String from, String to, String options) throws Exception {
        CrashSite template = new CrashSite(Files.createDirectory(work.path("template")), to);
        work.copy(work.at("oci", "before"), template.place("before"), "");
        String[] copy = template.copiedTo(work.path("disk/site")).copy(source(from), options);
        site = new CrashSite(work.path("disk/site"), to);
        before = site.tree();
        long pages = taken("%b", "%f");
        long files = taken("%c", "%d");
        assertThat(site.run(copy)).isEmpty();
        whole = site.tree();

        int points = C4.points(6, 120);
        for (int i = 0; i < points; i++) {
            prepare(template);
            remount("size=" + (pages + room(i, points)) * PAGE);
            judge("page " + room(i, points), copy);
        }
        for (int i = 0; i < C4.points(2, 12); i++) {
            prepare(template);
            remount("nr_inodes=" + (files + i));
            judge("file " + i, copy);
        }
        C4.figure(
                from + " -> " + to + (options.isEmpty() ? "" : ", " + options)
                        + ": wrong ends, of points; full indeed, of which at the index",
                bad.size() + " of " + (points + C4.points(2, 12)) + "; " + failed + ", " + atTheIndex);
        assertThat(bad).as(C4.replay()).isEmpty();
    }
}
