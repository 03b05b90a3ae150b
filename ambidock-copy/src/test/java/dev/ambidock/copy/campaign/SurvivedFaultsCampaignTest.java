// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ambidock.copy.CopyRequest;
import dev.ambidock.testkit.campaign.Campaign;
import dev.ambidock.testkit.registry.BigImage;
import dev.ambidock.testkit.registry.RegistryFaults.Rule;
import dev.ambidock.testkit.registry.WireRequest;
import dev.ambidock.transport.http.Pause;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Faults that a client can survive, one at a time, with default options; in the quick form no wait takes any time. */
@Tag("campaign")
@Timeout(600)
class SurvivedFaultsCampaignTest {
    private static final int LAYER = 4 << 20;
    private static final long MIDDLE = (2 << 20) + 1;

    private final Campaign campaign = Campaign.of("N1");

    @TempDir
    Path folder;

    /** Prepares one fault, now that the image's place and digests are known. */
    private record Field(TwoRegistries registries, BigImage image) {
        Rule manifest() {
            return registries.source().faults().on("GET", "/manifests/");
        }

        Rule layer() {
            return registries
                    .source()
                    .faults()
                    .on("GET", "/blobs/" + image.layers().get(0).digest());
        }

        /** What carries the layer up: clients differ in how they do that. */
        Rule upload() {
            return registries.destination().faults().on("*", "/blobs/uploads/").when(Field::isBig);
        }

        Rule tag() {
            return registries.destination().faults().on("PUT", "/manifests/");
        }

        private static boolean isBig(WireRequest request) {
            return request.headers().containsKey("transfer-encoding")
                    || Long.parseLong(request.header("content-length").orElse("0")) > MIDDLE;
        }
    }

    private static Map<String, Consumer<Field>> faults() {
        Map<String, Consumer<Field>> faults = new LinkedHashMap<>();
        faults.put("manifest 429 x2, Retry-After 2", f -> f.manifest().times(2).answers(429, "Retry-After: 2"));
        faults.put("manifest 429 x1, Retry-After 10", f -> f.manifest().times(1).answers(429, "Retry-After: 10"));
        faults.put("manifest 503 x2", f -> f.manifest().times(2).answers(503));
        faults.put("manifest 500 x1", f -> f.manifest().times(1).answers(500));
        faults.put("blob 429 x2", f -> f.layer().times(2).answers(429));
        faults.put("blob 503 x2", f -> f.layer().times(2).answers(503));
        faults.put("blob RST before headers", f -> f.layer().times(1).resetAfter(-1));
        faults.put("blob RST mid-body", f -> f.layer().times(1).resetAfter(MIDDLE));
        faults.put("blob FIN mid-body x1", f -> f.layer().times(1).endAfter(MIDDLE));
        faults.put("blob FIN mid-body x4", f -> f.layer().times(4).endAfter(700_001));
        faults.put("blob one wrong byte once", f -> f.layer().times(1).flipsByte(MIDDLE));
        faults.put("upload body RST", f -> f.upload().times(1).resetRequestAfter(MIDDLE));
        faults.put("upload 503", f -> f.upload().times(1).answers(503));
        faults.put("upload 429", f -> f.upload().times(1).answers(429));
        faults.put("manifest PUT 503", f -> f.tag().times(1).answers(503));
        faults.put("manifest PUT RST", f -> f.tag().times(1).resetAfter(-1));
        faults.put(
                "blob HEAD 503",
                f -> f.registries()
                        .destination()
                        .faults()
                        .on("HEAD", "/blobs/")
                        .times(1)
                        .answers(503));
        return faults;
    }

    private interface Copying {
        void run(TwoRegistries registries) throws IOException, InterruptedException;
    }

    /** The faults that a client did not survive. */
    private static List<String> lost(Copying client) throws IOException, InterruptedException {
        List<String> lost = new ArrayList<>();
        for (Map.Entry<String, Consumer<Field>> fault : faults().entrySet()) {
            try (TwoRegistries registries = TwoRegistries.start()) {
                BigImage image = registries.putPacked(LAYER);
                fault.getValue().accept(new Field(registries, image));
                client.run(registries);
                registries.assertArrived(image.root().digest());
            } catch (IOException | AssertionError e) {
                lost.add(fault.getKey() + ": " + e);
            }
        }
        return lost;
    }

    @Test
    void allAreSurvived() throws IOException, InterruptedException {
        List<String> lost = lost(registries -> {
            Pause pause = campaign.full() ? Pause.system() : new SkippedWaits();
            registries.copy(CopyRequest.keep(), Clients.standard(pause));
        });
        campaign.figure("faults survived of " + faults().size(), String.valueOf(faults().size() - lost.size()));
        assertThat(faults()).hasSize(17);
        assertThat(lost).as(campaign.replay()).isEmpty();
    }

    @Test
    @Tag("figure")
    void skopeoIsMeasuredToo() throws IOException, InterruptedException {
        assumeThat(isThere("skopeo")).as("skopeo is installed").isTrue();
        List<String> lost = lost(this::skopeo);
        campaign.figure(
                "faults survived of " + faults().size(), "skopeo", String.valueOf(faults().size() - lost.size()));
        lost.forEach(
                each -> System.out.println("skopeo\t" + each.lines().findFirst().orElse("")));
    }

    private static boolean isThere(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    private void skopeo(TwoRegistries registries) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "skopeo",
                        "copy",
                        "--insecure-policy",
                        "-q",
                        "--src-tls-verify=false",
                        "--dest-tls-verify=false",
                        "docker://" + registries.from(),
                        "docker://" + registries.to())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("skopeo.log").toFile())
                .start();
        boolean ended = process.waitFor(100, TimeUnit.SECONDS);
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly().waitFor();
            throw new IOException(Files.readString(folder.resolve("skopeo.log")));
        }
    }
}
