// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.JavaCommand;
import dev.ambidock.cli.PeerTool;
import dev.ambidock.cli.Session;
import dev.ambidock.cli.campaign.DescriptorProbe.Counts;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Family;
import dev.ambidock.testkit.campaign.Campaign;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.tar.TarDraft;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** M5: however many layers an image has, a copy opens few files at a time, and closes all of them. */
@Tag("campaign")
@Timeout(1200)
class DescriptorCampaignTest {
    private static final Campaign M5 = Campaign.of("M5");
    private static final int LAYERS = M5.points(150, 800);
    private static final List<Integer> JOBS = M5.full() ? List.of(1, 4, 16, 64) : List.of(8);
    private static final int LARGEST = 40_000;
    private static final int MOST = 64;

    @TempDir
    Path folder;

    @Test
    void openFilesAreFewAndAllAreClosed() throws Exception {
        try (FakeRegistry source = FakeRegistry.start();
                FakeRegistry destination = FakeRegistry.start()) {
            source.content().put("many", "v1", image().build());
            String from = "docker://" + source.host() + "/many:v1";
            String layout = "oci:" + folder.resolve("many");
            String archive = "docker-archive:" + folder.resolve("many.tar");
            assertThat(new Session(folder).run("copy", from, layout).status()).isZero();
            assertThat(new Session(folder)
                            .run("copy", layout, archive + ":many.test/x:v1")
                            .status())
                    .isZero();
            for (int jobs : JOBS) {
                String registry = "docker://" + destination.host() + "/to-" + jobs;
                String files = folder.resolve("to-" + jobs).toString();
                count("registry to registry", jobs, from, registry + "-@:v1");
                count("archive to layout", jobs, archive, "oci:" + files + "-a@");
                if (M5.full()) {
                    count("registry to layout", jobs, from, "oci:" + files + "-r@");
                    count("layout to registry", jobs, layout, registry + "-l@:v1");
                    count("layout to archive", jobs, layout, "docker-archive:" + files + "-@.tar:a.test/x:v1");
                    count("archive to layout, to zstd", jobs, archive, "oci:" + files + "-z@", "--compress", "zstd");
                }
                source.wire().clear();
                destination.wire().clear();
            }
        }
    }

    private static ImageDraft image() {
        Random random = M5.random("layers");
        ImageDraft image = ImageDraft.of(Family.DOCKER);
        for (int i = 0; i < LAYERS; i++) {
            byte[] noise = new byte[1 + random.nextInt(LARGEST)];
            random.nextBytes(noise);
            image.layer(LayerDraft.of(TarDraft.inMemory().file("noise", noise).toBytes())
                    .compressed(Compression.GZIP));
        }
        return image;
    }

    private void count(String route, int jobs, String from, String to, String... options) throws Exception {
        List<String> args = new ArrayList<>(List.of("copy", "--quiet", "--jobs", "" + jobs, from, to));
        Collections.addAll(args, options);
        List<String> command = JavaCommand.of(List.of("-Xmx256m", "-XX:-UsePerfData"), args.toArray(String[]::new));
        command.set(command.indexOf("dev.ambidock.cli.Main"), DescriptorProbe.class.getName());
        PeerTool.Output output = PeerTool.run(folder, Map.of(), command, Duration.ofMinutes(5));
        assertThat(output.status()).as(output.err()).isZero();
        Counts counts = Counts.parse(output.out());
        M5.figure(
                "open files beside Java's own, " + route + ", " + LAYERS + " layers, --jobs " + jobs,
                (counts.peak() - counts.before()) + " at most, " + (counts.after() - counts.before()) + " after");
        assertThat(counts.status()).as(output.err()).isZero();
        assertThat(counts.peak() - counts.before())
                .as(route + ", " + jobs + " jobs, " + M5.replay())
                .isLessThanOrEqualTo(MOST + 2 * jobs);
        assertThat(counts.after())
                .as(route + ", " + jobs + " jobs, " + M5.replay())
                .isLessThanOrEqualTo(counts.before());
    }
}
