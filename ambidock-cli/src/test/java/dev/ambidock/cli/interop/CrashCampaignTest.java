// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.PeerTool;
import dev.ambidock.cli.interop.CrashRun.Ended;
import dev.ambidock.testkit.campaign.Campaign;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.FakeRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
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
 * C1, C2 and C6: a process that is killed, or asked to end, at any moment of its time. Unlike {@link KilledProcessTest},
 * which strikes at chosen calls of the kernel, the clock decides.
 */
@Tag("campaign")
@Timeout(3600)
class CrashCampaignTest {
    private static final Campaign C1 = Campaign.of("C1");
    private static final Campaign C2 = Campaign.of("C2");
    private static final Campaign C6 = Campaign.of("C6");
    private static final int KILLED = 137;
    private static final int ENDED = 143;
    private static final long MOST_TO_END = 5_000_000_000L;

    /** Processes that run at once: more would only wait for one another. */
    private static final int ABREAST = 2;

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(ABREAST);
    private FakeRegistry registry;
    private Workbench work;

    @BeforeEach
    void sources() throws Exception {
        WholeImage after = NoiseImages.of("after", 4, 100_000, 100_000, 400_000, 50_000, 50_000, 200_000);
        work = new Workbench(folder);
        work.layout("oci", after);
        work.copy(work.at("oci", "oci"), work.at("oci-archive", "oci-archive"), "");
        work.copy(work.at("oci", "oci"), work.at("docker-archive", "docker-archive"), "");
        work.layout("before", NoiseImages.of("before", 3, 20_000));
        registry = FakeRegistry.start();
        registry.content().put("app", "after", after);
    }

    @AfterEach
    void stop() throws Exception {
        threads.shutdownNow();
        registry.close();
    }

    private String source(String kind) {
        return kind.equals("registry") ? registry.host() + "/app:after" : work.at(kind, kind);
    }

    /** A destination with the image before. */
    private CrashSite site(String scheme) throws IOException {
        CrashSite site = new CrashSite(Files.createDirectory(folder.resolve("site")), scheme);
        work.copy(work.at("oci", "before"), site.place("before"), "");
        return site;
    }

    private List<String> command(CrashSite site, String[] copy) throws IOException {
        Path temporary = Files.createDirectories(site.folder().resolve("tmp"));
        return new ChildProcess(temporary, List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"))
                .command(copy);
    }

    /** Does something at so many copies of a site, some at once. */
    private void each(CrashSite site, int points, Point point) throws Exception {
        List<Callable<Boolean>> all = IntStream.range(0, points)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    CrashSite spot = site.copiedTo(folder.resolve("spot" + i));
                    point.strike(i, spot);
                    spot.delete();
                    return true;
                })
                .toList();
        for (Future<Boolean> done : threads.invokeAll(all)) {
            done.get();
        }
    }

    private interface Point {
        void strike(int number, CrashSite spot) throws Exception;
    }

    @ParameterizedTest
    @CsvSource({
        "registry, oci, ''",
        "oci, oci, ''",
        "docker-archive, oci, ''",
        "oci, oci-archive, ''",
        "registry, oci, --format docker --compress gzip",
        "oci, oci, --format docker --compress gzip",
        "oci-archive, oci, --compress zstd",
        "oci, docker-archive, --compress gzip",
    })
    void killedAtAnyMomentItLeavesWhatIsWhole(String from, String to, String options) throws Exception {
        CrashSite site = site(to);
        Files.createDirectories(site.folder().resolve("tmp"));
        Map<String, String> before = site.tree();
        CrashSite undisturbed = site.copiedTo(folder.resolve("undisturbed"));
        assertThat(undisturbed.run(undisturbed.copy(source(from), options))).isEmpty();
        Map<String, String> whole = undisturbed.tree();
        CrashSite first = site.copiedTo(folder.resolve("first"));
        CrashRun measured = CrashRun.measured(first, command(first, first.copy(source(from), options)));
        assertThat(first.tree()).isEqualTo(whole);

        int points = C1.points(4, 200);
        String route = from + " -> " + to + (options.isEmpty() ? "" : ", " + options);
        Queue<String> bad = new ConcurrentLinkedQueue<>();
        Queue<String> unmended = new ConcurrentLinkedQueue<>();
        AtomicInteger inside = new AtomicInteger();
        each(site, points, (i, spot) -> {
            String[] copy = spot.copy(source(from), options);
            Ended ended = measured.with(command(spot, copy)).strike(spot, C1.random(route + i), true);
            Map<String, String> left = spot.tree();
            inside.addAndGet(left.equals(before) || left.equals(whole) ? 0 : 1);
            if (ended.status() != 0 && ended.status() != KILLED) {
                bad.add(i + " ended with " + ended.status());
            }
            problems(spot, before, whole).forEach(problem -> bad.add(i + " " + problem));
            String again = again(spot, copy);
            if (!again.isEmpty() || !spot.tree().equals(whole)) {
                unmended.add(i + " " + again + difference(spot.tree(), whole));
            }
        });
        C1.figure(
                route + ": bad states, of kill points, of those with the destination half written",
                bad.size() + " of " + points + ", " + inside);
        C2.figure(
                route + ": next runs that do not end as an undisturbed one, files left over and temporary ones counted",
                unmended.size() + " of " + points);
        assertThat(bad).as(C1.replay()).isEmpty();
        assertThat(unmended).as(C2.replay()).isEmpty();
    }

    /** The next run; in a process of its own where the first left something in its folder for temporary files. */
    private String again(CrashSite spot, String[] copy) throws Exception {
        if (spot.paths().stream().noneMatch(path -> path.startsWith("tmp/"))) {
            return spot.run(copy);
        }
        PeerTool.Output output = PeerTool.run(spot.folder(), command(spot, copy));
        return output.status() == 0 ? "" : output.err();
    }

    /** A layout is judged by its parts; an archive is the old one or the new one. */
    private static List<String> problems(CrashSite spot, Map<String, String> before, Map<String, String> whole)
            throws IOException {
        if (spot.isLayout()) {
            return spot.problems();
        }
        String archive = spot.tree().get("a.tar");
        return Set.of(before.get("a.tar"), whole.get("a.tar")).contains(String.valueOf(archive))
                ? List.of()
                : List.of("the archive is neither the old one nor the new one");
    }

    private static String difference(Map<String, String> found, Map<String, String> wanted) {
        return "found " + found.keySet() + " instead of " + wanted.keySet();
    }

    @ParameterizedTest
    @CsvSource({"registry, oci, ''", "oci, docker-archive, --compress gzip", "docker-archive, oci, --compress zstd"})
    void askedToEndItEndsSoonAndLeavesNothing(String from, String to, String options) throws Exception {
        CrashSite site = site(to);
        Files.createDirectories(site.folder().resolve("tmp"));
        Map<String, String> before = site.tree();
        CrashSite first = site.copiedTo(folder.resolve("first"));
        CrashRun measured = CrashRun.measured(first, command(first, first.copy(source(from), options)));
        Map<String, String> whole = first.tree();
        int points = C6.points(4, 60);
        Queue<String> bad = new ConcurrentLinkedQueue<>();
        each(site, points, (i, spot) -> {
            String[] copy = spot.copy(source(from), options);
            Ended ended = measured.with(command(spot, copy)).strike(spot, C6.random(from + to + i), false);
            if (ended.nanos() > MOST_TO_END || (ended.status() != 0 && ended.status() != ENDED)) {
                bad.add(i + " ended with " + ended.status() + " after " + ended.nanos() + " ns");
            }
            problems(spot, before, whole).forEach(problem -> bad.add(i + " " + problem));
            Set<String> left = spot.tree().keySet();
            if (!before.keySet().containsAll(left) && !whole.keySet().containsAll(left)) {
                bad.add(i + " " + difference(spot.tree(), whole));
            }
        });
        C6.figure(
                from + " -> " + to + ": ended late, or left something temporary or half written, of points",
                bad.size() + " of " + points);
        assertThat(bad).as(C6.replay()).isEmpty();
    }

    /** The same for skopeo, of which nothing is demanded. */
    @Test
    @Tag("figure")
    void skopeoIsKilledInTheSameWay() throws Exception {
        PeerTool.need("skopeo");
        CrashSite site = site("oci");
        CrashSite first = site.copiedTo(folder.resolve("first"));
        CrashRun measured = CrashRun.measured(first, skopeo(first));
        Map<String, String> whole = first.tree();
        int points = 25;
        AtomicInteger bad = new AtomicInteger();
        AtomicInteger unmended = new AtomicInteger();
        each(site, points, (i, spot) -> {
            measured.with(skopeo(spot)).strike(spot, C1.random("skopeo" + i), true);
            bad.addAndGet(spot.problems().isEmpty() ? 0 : 1);
            work.tryPeer(skopeo(spot).toArray(String[]::new));
            unmended.addAndGet(spot.tree().equals(whole) ? 0 : 1);
        });
        C1.figure(
                "oci -> oci: bad states, of kill points, of those with the destination half written",
                "skopeo",
                bad + " of " + points);
        C2.figure(
                "oci -> oci: next runs that do not end as an undisturbed one, files left over and temporary ones counted",
                "skopeo",
                unmended + " of " + points);
    }

    private List<String> skopeo(CrashSite site) {
        return List.of(
                "skopeo", "--insecure-policy", "copy", "--quiet", work.at("oci", "oci:after"), site.place("after"));
    }
}
