// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.PeerTool;
import dev.ambidock.model.MediaType;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.testkit.campaign.Campaign;
import dev.ambidock.testkit.registry.BigImage;
import dev.ambidock.testkit.registry.BlobData;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.RegistryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * M1, M2 and M4: layers of very different sizes pass through a heap of 64 MiB, kept and compressed anew, and the process
 * needs the same memory for all of them. Between registries nothing is stored; elsewhere each result goes away at once.
 */
@Tag("campaign")
@Timeout(2400)
class MemoryLayersCampaignTest {
    private static final Campaign M1 = Campaign.of("M1");
    private static final Campaign M2 = Campaign.of("M2");
    private static final Campaign M4 = Campaign.of("M4");
    private static final long MIB = 1 << 20;
    private static final List<Long> SIZES =
            M1.full() ? List.of(102 * MIB, 1024 * MIB, 10240 * MIB) : List.of(48 * MIB, 144 * MIB);
    private static final double MOST = 200;
    private static final double STEEPEST = 1;
    private static final int PEER_ROUNDS = 3;

    @TempDir
    Path folder;

    private FakeRegistry source;
    private FakeRegistry destination;
    private int copies;

    /** A way to copy: what it is called, the peak for each size, and the size in GiB. */
    private final Map<String, List<double[]>> peaks = new LinkedHashMap<>();

    @BeforeEach
    void start() throws IOException {
        source = FakeRegistry.start();
        destination = FakeRegistry.start(RegistryOptions.standard().discarding().withoutMounts());
    }

    @AfterEach
    void stop() throws IOException {
        source.close();
        destination.close();
    }

    @Test
    void peakIsTheSameForEverySize() throws Exception {
        for (long size : SIZES) {
            image("kept", MediaTypes.DOCKER_GZIP, size);
            image("plain", MediaTypes.DOCKER_TAR, size);
            betweenRegistries(size);
            if (M1.full()) {
                toFiles(size);
            }
        }
        peaks.forEach((route, found) -> M1.figure(
                "peak MiB, " + route + ", by GiB of layer",
                found.stream()
                        .map(one -> String.format(Locale.ROOT, "%.2f: %.0f (%.0f s)", one[0], one[1], one[2]))
                        .collect(Collectors.joining("; "))));
        peaks.forEach((route, found) ->
                assertThat(found).as(route + ", " + M1.replay()).allMatch(one -> one[1] <= MOST));
        if (M1.full()) {
            peaks.forEach(MemoryLayersCampaignTest::judgeSlope);
        }
    }

    /**
     * What compresses runs Java's optimizing compiler, which takes some 15 MiB once, and is not through with it when a tenth
     * of a GiB is: what a layer's length costs there shows between the two longer ones.
     */
    private static void judgeSlope(String route, List<double[]> found) {
        boolean compresses = route.contains("compressed");
        double judged = slope(compresses ? found.subList(1, found.size()) : found);
        M2.figure("MiB more for each GiB of layer, " + route, String.format(Locale.ROOT, "%.2f", slope(found)));
        if (compresses) {
            M2.figure("the same from 1 GiB on, " + route, String.format(Locale.ROOT, "%.2f", judged));
        }
        assertThat(judged).as(route + ", " + M2.replay()).isLessThanOrEqualTo(STEEPEST);
    }

    private void image(String name, MediaType type, long size) throws IOException {
        BlobData layer = new MemoryLayer(M1.random(name), size, type.equals(MediaTypes.DOCKER_GZIP));
        BigImage.of(source, name + size, "v1", type, List.of(layer));
    }

    private void betweenRegistries(long size) throws Exception {
        String kept = at(source, "kept" + size);
        run("registry to registry, to OCI", size, kept, fresh(), "--format", "oci");
        run(
                "registry to registry, compressed with gzip",
                size,
                at(source, "plain" + size),
                fresh(),
                "--compress",
                "gzip");
    }

    private void toFiles(long size) throws Exception {
        String plain = at(source, "plain" + size);
        Path archive = folder.resolve("a.tar");
        Path layout = folder.resolve("layout");
        run("registry to layout", size, plain, "oci:" + layout, "--compress", "keep");
        delete(layout);
        run("registry to archive", size, plain, "docker-archive:" + archive + ":a.test/x:v1", "--compress", "keep");
        run("archive to layout", size, "docker-archive:" + archive, "oci:" + layout, "--compress", "keep");
        delete(layout);
        run(
                "archive to layout, compressed with zstd",
                size,
                "docker-archive:" + archive,
                "oci:" + layout,
                "--compress",
                "zstd");
        delete(layout);
        delete(archive);
    }

    private void run(String route, long size, String from, String to, String... options) throws Exception {
        List<String> args = new ArrayList<>(List.of("copy", from, to));
        args.addAll(List.of(options));
        MemoryRun run = MemoryRun.ambidock(folder, args.toArray(String[]::new));
        peaks.computeIfAbsent(route, r -> new ArrayList<>())
                .add(new double[] {size / 1024.0 / MIB, run.peak(), run.seconds()});
        source.wire().clear();
        destination.wire().clear();
        assertThat(folder.resolve("tmp")).as(route).isEmptyDirectory();
    }

    private static String at(FakeRegistry registry, String repository) {
        return "docker://" + registry.host() + "/" + repository + ":v1";
    }

    /** A repository that has nothing yet. */
    private String fresh() {
        return at(destination, "to" + copies++);
    }

    private void delete(Path path) throws Exception {
        PeerTool.run(folder, List.of("rm", "-rf", path.toString()));
        assertThat(Files.exists(path)).isFalse();
    }

    /** How steep the straight line is that fits best. */
    private static double slope(List<double[]> found) {
        double middle = found.stream().mapToDouble(one -> one[0]).average().orElseThrow();
        double level = found.stream().mapToDouble(one -> one[1]).average().orElseThrow();
        double both = 0;
        double square = 0;
        for (double[] one : found) {
            both += (one[0] - middle) * (one[1] - level);
            square += (one[0] - middle) * (one[0] - middle);
        }
        return both / square;
    }

    /** M4: a ratio of the same run, which depends on the machine, so that it is told and not asserted. */
    @Test
    @Tag("figure")
    void timeBesideSkopeo() throws Exception {
        PeerTool.need("skopeo");
        long size = 1024 * MIB;
        image("kept", MediaTypes.DOCKER_GZIP, size);
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> peak = new ArrayList<>();
        for (int i = 0; i < PEER_ROUNDS; i++) {
            ours.add(MemoryRun.ambidock(folder, "copy", at(source, "kept" + size), fresh())
                    .seconds());
            MemoryRun run = MemoryRun.of(
                    folder,
                    List.of(
                            "skopeo",
                            "--insecure-policy",
                            "copy",
                            "-q",
                            "--src-tls-verify=false",
                            "--dest-tls-verify=false",
                            at(source, "kept" + size),
                            fresh()));
            theirs.add(run.seconds());
            peak.add(run.peak());
        }
        M4.figure("1 GiB between registries, seconds", seconds(ours));
        M4.figure("1 GiB between registries, seconds", "skopeo", seconds(theirs));
        M4.figure("ours / theirs", String.format(Locale.ROOT, "%.2f", median(ours) / median(theirs)));
        M1.figure("peak MiB, registry to registry, 1 GiB", "skopeo", String.format(Locale.ROOT, "%.0f", median(peak)));
        assertThat(theirs).hasSize(PEER_ROUNDS);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static String seconds(List<Double> values) {
        return String.format(Locale.ROOT, "%.1f", median(values));
    }
}
