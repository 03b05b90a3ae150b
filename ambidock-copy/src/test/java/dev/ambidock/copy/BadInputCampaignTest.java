// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ambidock.testkit.campaign.Campaign;
import dev.ambidock.testkit.campaign.SmallJvm;
import dev.ambidock.testkit.hostile.HostileArchive;
import dev.ambidock.testkit.hostile.HostileArchives;
import dev.ambidock.testkit.registry.FakeRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every bad input of the corpus has the verdict that its table says, soon, and in a JVM of little memory. */
@Tag("campaign")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BadInputCampaignTest {
    private static final Campaign CAMPAIGN = Campaign.of("B1");

    @TempDir
    Path folder;

    @Test
    void everyInputHasItsVerdictInASmallHeap() throws IOException, InterruptedException {
        List<String> lines = probe();
        Map<String, Integer> families = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        long slowest = 0;
        for (String line : lines) {
            String[] parts = line.split("\t", -1);
            families.merge(parts[0], 1, Integer::sum);
            slowest = Math.max(slowest, Long.parseLong(parts[4]));
            if (!parts[2].equals(parts[3])) {
                wrong.add(line);
            }
        }
        assertThat(wrong).isEmpty();
        families.forEach((family, count) -> CAMPAIGN.figure(family, count + " as expected"));
        CAMPAIGN.figure("all", lines.size() + " as expected, slowest " + slowest + " ms");
        assertThat(families.get("ambiguity")).isGreaterThanOrEqualTo(250);
        assertThat(families).containsEntry("manifest, compared", 41).containsEntry("archive, compared", 26);
        assertThat(families.get("layout")).isGreaterThanOrEqualTo(40);
        assertThat(families.get("header")).isGreaterThanOrEqualTo(60);
        assertThat(families.get("schema")).isGreaterThanOrEqualTo(40);
        assertThat(lines).hasSizeGreaterThan(400);
        // A bound against hanging: the machine may be busy with other things.
        assertThat(slowest).isLessThan(10_000);
    }

    /** One line each: family, name, expected, found, milliseconds. */
    private List<String> probe() throws IOException, InterruptedException {
        Path verdicts = folder.resolve("verdicts");
        String work = Files.createDirectory(folder.resolve("work")).toString();
        String form = "-Dambidock.campaign=" + (CAMPAIGN.full() ? "full" : "quick");
        System.out.print(SmallJvm.in(folder, "-Xmx64m", form)
                .run(Duration.ofMinutes(9), BadInputProbe.class, work, verdicts.toString()));
        return Files.readAllLines(verdicts);
    }

    /** Which of the compared inputs skopeo takes and refuses as is expected here. */
    @Test
    @Tag("figure")
    void skopeoOnTheComparedOnes() throws IOException, InterruptedException {
        assumeThat(Path.of("/usr/bin/skopeo")).isExecutable();
        List<String> otherwise = new ArrayList<>();
        for (ManifestMatrix.Image image : ManifestMatrix.all()) {
            try (FakeRegistry registry = FakeRegistry.start()) {
                image.put(registry);
                String from = "docker://" + registry.host() + "/" + image.name() + ":v1";
                if (takes(from) != image.expected().equals(BadInput.TAKEN)) {
                    otherwise.add(image.name());
                }
            }
        }
        int manifests = ManifestMatrix.all().size();
        CAMPAIGN.figure("manifests as expected", "skopeo", (manifests - otherwise.size()) + " of " + manifests);
        CAMPAIGN.figure("manifests otherwise", "skopeo", String.join(" ", otherwise));
        otherwise.clear();
        for (HostileArchive archive : HostileArchives.all()) {
            if (CatalogueCases.COMPARED.contains(archive.name())) {
                Path file = CatalogueCases.write(archive, folder.resolve("archive.tar"));
                if (takes("docker-archive:" + file) != archive.refusal().isEmpty()) {
                    otherwise.add(archive.name());
                }
            }
        }
        int archives = CatalogueCases.COMPARED.size();
        CAMPAIGN.figure("archives as expected", "skopeo", (archives - otherwise.size()) + " of " + archives);
        CAMPAIGN.figure("archives otherwise", "skopeo", String.join(" ", otherwise));
    }

    private boolean takes(String from) throws IOException, InterruptedException {
        Path to = Files.createTempDirectory(folder, "skopeo");
        Process process = new ProcessBuilder(
                        "skopeo",
                        "--insecure-policy",
                        "copy",
                        "-q",
                        "--all",
                        "--src-tls-verify=false",
                        from,
                        "oci:" + to.resolve("layout") + ":v1")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        return ended && process.exitValue() == 0;
    }
}
