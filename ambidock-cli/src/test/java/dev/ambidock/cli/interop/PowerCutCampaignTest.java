// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.PeerTool;
import dev.ambidock.cli.interop.DiskCall.Kind;
import dev.ambidock.cli.interop.DiskModel.After;
import dev.ambidock.testkit.campaign.Campaign;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.FakeRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * C3: a power cut behind any call of the kernel. The calls of a run are written down and played again, up to each of them, on
 * a model of a disk that keeps what was forced to it and of the rest what it likes.
 */
@Tag("campaign")
@Timeout(1800)
class PowerCutCampaignTest {
    private static final Campaign C3 = Campaign.of("C3");

    @TempDir
    Path folder;

    private final List<String> bad = new ArrayList<>();
    private final Set<Map<String, String>> seen = new HashSet<>();
    private FakeRegistry registry;
    private Workbench work;
    private CrashSite site;
    private boolean fresh;
    private Map<String, String> before = Map.of();
    private Map<String, String> whole = Map.of();
    private String[] copy = {};

    @BeforeEach
    void sources() throws Exception {
        PeerTool.need("strace");
        WholeImage after = NoiseImages.of("after", 4, 200_000, 300_000, 1_000);
        work = new Workbench(folder);
        work.layout("oci", after);
        work.layout("before", NoiseImages.of("before", 3, 20_000));
        registry = FakeRegistry.start();
        registry.content().put("app", "after", after);
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
    }

    private String source(String kind) {
        return kind.equals("registry") ? registry.host() + "/app:after" : work.at(kind, kind) + ":after";
    }

    @ParameterizedTest
    @CsvSource({
        "registry, oci, '', false",
        "oci, oci, '', true",
        "registry, oci, --format docker --compress gzip, false",
        "oci, oci-archive, '', false",
        "registry, docker-archive, --compress gzip, false",
        "oci, dir, '', false",
        "registry, dir, '', true",
    })
    void afterAPowerCutAtAnyCallItIsWhole(String from, String to, String options, boolean isNew) throws Exception {
        fresh = isNew;
        site = new CrashSite(Files.createDirectory(work.path("site")), to);
        if (!fresh) {
            work.copy(work.at("oci", "before"), site.place("before"), "");
        }
        before = site.tree();
        shown(DiskModel.of(site.folder()), from, to, options);
    }

    /** The run before was killed when the blobs had their names: what it did not force to the disk, this one has to. */
    @Test
    void whatAKilledRunLeftIsForcedToTheDiskToo() throws Exception {
        site = new CrashSite(Files.createDirectory(work.path("site")), "oci");
        work.copy(work.at("oci", "before"), site.place("before"), "");
        Path layout = site.folder().resolve("lay");
        byte[] index = Files.readAllBytes(layout.resolve("index.json"));
        before = site.tree();
        assertThat(site.run(site.copy(source("oci"), ""))).isEmpty();
        Files.write(layout.resolve("index.json"), index);
        DiskModel disk = DiskModel.of(site.folder());
        disk.forget(layout.resolve("blobs/sha256"), before.keySet());
        shown(disk, "registry", "oci", "after a killed run");
    }

    private void shown(DiskModel disk, String from, String to, String options) throws Exception {
        copy = site.copy(source(from), options.startsWith("-") ? options : "");
        List<DiskCall> calls = DiskCall.read(new Struck(work).recorded(DiskCall.RECORDING, copy), site.folder());
        whole = site.tree();
        assertThat(whole).isNotEqualTo(before);
        site.delete();

        int points = 0;
        for (int i = 0; i < calls.size(); i++) {
            checkOrder(disk, calls, i);
            disk.apply(calls.get(i));
            if (C3.full() || calls.get(i).kind() != Kind.WRITE || i % 4 == 0) {
                points += check(disk, After.ALL, calls, i) + check(disk, After.FORCED, calls, i);
            }
            for (int n = 0; n < C3.points(i % 2, 4); n++) {
                points += check(disk, After.SOME, calls, i);
            }
        }
        disk.writeTo(site.folder(), After.FORCED, new Random(0));
        if (!site.tree().equals(whole)) {
            bad.add("what is done is not all on the disk: " + site.tree().keySet() + " of " + whole.keySet());
        }
        C3.figure(
                from + " -> " + (fresh ? "new " : "") + to + (options.isEmpty() ? "" : ", " + options)
                        + ": faults, of different states of the disk, of calls",
                bad.size() + " of " + points + ", " + calls.size());
        assertThat(bad).as(C3.replay()).isEmpty();
        assertThat(points).isGreaterThan(3);
    }

    /** What is renamed was forced to the disk; what the index names, too, before the index is renamed. */
    private void checkOrder(DiskModel disk, List<DiskCall> calls, int number) {
        DiskCall call = calls.get(number);
        if (call.kind() != Kind.RENAME) {
            return;
        }
        if (!disk.isForced(call.path())) {
            bad.add(call + " before its bytes are on the disk");
        }
        int next = number + 1;
        String parent = Path.of(call.other()).getParent().toString();
        while (next < calls.size() && !isSync(calls.get(next), parent)) {
            if (calls.get(next).kind() == Kind.RENAME && isRoot(calls.get(next).other())) {
                break;
            }
            next++;
        }
        if (next == calls.size() || !isSync(calls.get(next), parent)) {
            bad.add(call + " is not on the disk before the index is renamed, or at the end");
        }
    }

    private static boolean isSync(DiskCall call, String parent) {
        return call.kind() == Kind.SYNC
                && Path.of(call.path()).normalize().toString().equals(parent);
    }

    /** By which an image is found. */
    private static boolean isRoot(String file) {
        return file.endsWith("/index.json") || file.endsWith("/manifest.json");
    }

    /** Lays a state down and judges it; how many were judged. */
    private int check(DiskModel disk, After after, List<DiskCall> calls, int number) throws IOException {
        disk.writeTo(Files.createDirectories(site.folder()), after, C3.random(after + " " + seen.size() + number));
        Map<String, String> state = site.tree();
        int judged = 0;
        if (seen.add(state)) {
            judged = 1;
            String point = number + " " + calls.get(number) + " " + after + ": ";
            problems(state).forEach(problem -> bad.add(point + problem));
            boolean goesOn = C3.full() || number % 3 == 0;
            String again = goesOn ? site.run(copy) : "";
            if (goesOn && (!again.isEmpty() || !site.tree().equals(whole))) {
                bad.add(point + "the next run " + again + site.tree().keySet());
            }
        }
        site.delete();
        return judged;
    }

    private List<String> problems(Map<String, String> state) throws IOException {
        if (site.isLayout()) {
            return fresh ? site.problemsOfANewOne() : site.problems();
        }
        if (site.name().equals("a.tar")) {
            Set<String> archives = Set.of(before.get("a.tar"), whole.get("a.tar"));
            return archives.contains(state.getOrDefault("a.tar", "")) ? List.of() : List.of("another archive");
        }
        boolean none = fresh && !state.containsKey("flat/manifest.json");
        String said = none ? "" : site.run("verify", site.place());
        return said.isEmpty() ? List.of() : List.of(said);
    }
}
