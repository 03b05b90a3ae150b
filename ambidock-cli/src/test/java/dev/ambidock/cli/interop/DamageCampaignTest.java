// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.PeerTool;
import dev.ambidock.testkit.campaign.Campaign;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.FakeRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * C5: damaged content under its right name. In a destination it is written anew, or the copy is refused; from a source it is
 * never delivered.
 */
@Tag("campaign")
@Timeout(300)
class DamageCampaignTest {
    private static final Campaign C5 = Campaign.of("C5");
    private static final String LAYER = "a layer";
    private static final String CONFIG = "the config";
    private static final String MANIFEST = "the manifest";
    private static final String INDEX = "the index";

    /** What, and how. The first five are those that peers were measured with. */
    private static final List<Damage> DAMAGES = List.of(
            new Damage(LAYER, "cut"),
            new Damage(LAYER, "flipped"),
            new Damage(LAYER, "emptied"),
            new Damage(CONFIG, "flipped"),
            new Damage(INDEX, "emptied"),
            new Damage(CONFIG, "emptied"),
            new Damage(MANIFEST, "cut"),
            new Damage(MANIFEST, "flipped"),
            new Damage(MANIFEST, "emptied"),
            new Damage(INDEX, "cut"));

    private static final int OF_PEERS = 5;

    @TempDir
    Path folder;

    private final WholeImage image = NoiseImages.of("after", 2, 200_000, 100_000);
    private Workbench work;
    private FakeRegistry registry;

    private record Damage(String part, String how) {
        @Override
        public String toString() {
            return part + " " + how;
        }
    }

    @BeforeEach
    void sources() throws Exception {
        work = new Workbench(folder);
        work.layout("oci", image);
        work.copy(work.at("oci", "oci"), work.at("docker-archive", "docker-archive"), "");
        registry = FakeRegistry.start();
        registry.content().put("app", "after", image);
    }

    @AfterEach
    void stop() throws Exception {
        registry.close();
    }

    private Path file(CrashSite layout, String part) {
        int number = part.equals(LAYER) ? 1 : 0;
        String hex = (part.equals(MANIFEST)
                        ? image.root()
                        : image.blobs().get(number).descriptor())
                .digest()
                .hex();
        Path lay = layout.folder().resolve("lay");
        return part.equals(INDEX)
                ? lay.resolve("index.json")
                : lay.resolve("blobs/sha256").resolve(hex);
    }

    private void damage(CrashSite layout, Damage damage) throws IOException {
        Path file = file(layout, damage.part());
        byte[] bytes = Files.readAllBytes(file);
        Random random = C5.random(damage.toString());
        byte[] damaged = switch (damage.how()) {
            case "cut" -> Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length - 1));
            case "emptied" -> new byte[0];
            default -> {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
        };
        Files.write(file, damaged, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** A layout with the image, damaged. */
    private CrashSite damaged(Damage damage) throws IOException {
        CrashSite site = new CrashSite(Files.createDirectory(folder.resolve("site" + System.nanoTime())), "oci");
        work.copy(work.at("oci", "oci"), site.place("after"), "");
        damage(site, damage);
        return site;
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry", "oci", "docker-archive"})
    void inADestinationItIsMendedOrTheCopyIsRefused(String kind) throws Exception {
        String from = kind.equals("registry") ? registry.host() + "/app:after" : work.at(kind, kind);
        CrashSite sound = new CrashSite(Files.createDirectory(folder.resolve("sound")), "oci");
        assertThat(sound.run(sound.copy(from, ""))).isEmpty();
        List<String> bad = new ArrayList<>();
        int refused = 0;
        for (Damage damage : DAMAGES) {
            CrashSite site = damaged(damage);
            Map<String, String> before = site.tree();
            boolean done = site.run(site.copy(from, "")).isEmpty();
            refused += done ? 0 : 1;
            boolean well = done
                    ? site.run("verify", site.place("after")).isEmpty()
                            && blobsOf(site).equals(blobsOf(sound))
                    : site.tree().equals(before);
            if (!well) {
                bad.add(damage + (done ? ": not mended" : ": refused, and changed"));
            }
        }
        int healed = DAMAGES.size() - refused - bad.size();
        C5.figure(
                "damages of a layout that gets the image again from " + kind + ": mended, refused, overlooked of "
                        + DAMAGES.size(),
                healed + ", " + refused + ", " + bad.size());
        assertThat(bad).as(C5.replay()).isEmpty();
        assertThat(healed).isGreaterThan(refused);
    }

    private static List<String> blobsOf(CrashSite site) throws IOException {
        return site.tree().entrySet().stream()
                .filter(file -> file.getKey().startsWith("lay/blobs/"))
                .map(Object::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"oci:", "dir:", "oci-archive:", "docker-archive:", "registry"})
    void fromASourceItIsNeverDelivered(String kind) throws Exception {
        List<String> bad = new ArrayList<>();
        for (Damage damage : DAMAGES) {
            CrashSite site = damaged(damage);
            String name = "out" + System.nanoTime();
            String to = kind.equals("registry")
                    ? registry.host() + "/" + name + ":v1"
                    : kind + work.path(name) + (kind.startsWith("dir") ? "" : ":example.org/app:v1");
            String said = site.run("copy", site.place("after"), to);
            boolean there = kind.equals("registry")
                    ? registry.content().tags(name).containsKey("v1")
                    : Files.exists(work.path(name)) && !kind.equals("oci:");
            if (said.isEmpty() || there || said.contains("Exception")) {
                bad.add(damage + ": " + said);
            }
        }
        C5.figure(
                "damages of a layout that is copied to " + kind.replace(":", "") + ": delivered all the same, of "
                        + DAMAGES.size(),
                Integer.toString(bad.size()));
        assertThat(bad).as(C5.replay()).isEmpty();
    }

    /** The same for skopeo, of which nothing is demanded. */
    @Test
    @Tag("figure")
    void skopeoMeetsDamagesToo() throws Exception {
        PeerTool.need("skopeo");
        int overlooked = 0;
        for (Damage damage : DAMAGES.subList(0, OF_PEERS)) {
            CrashSite site = damaged(damage);
            int status = work.tryPeer(
                            "skopeo",
                            "--insecure-policy",
                            "copy",
                            "--quiet",
                            work.at("oci", "oci:after"),
                            site.place("after"))
                    .status();
            overlooked +=
                    status == 0 && !site.run("verify", site.place("after")).isEmpty() ? 1 : 0;
        }
        C5.figure(
                "damages of a layout that gets the image again from oci: mended, refused, overlooked of "
                        + DAMAGES.size(),
                "skopeo",
                "overlooked " + overlooked + " of " + OF_PEERS);
    }
}
