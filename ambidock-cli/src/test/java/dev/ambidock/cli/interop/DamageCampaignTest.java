// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.PeerTool;
import dev.ambidock.cli.Session;
import dev.ambidock.model.Bytes;
import dev.ambidock.testkit.campaign.Campaign;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.FakeRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** C5: damaged content, where an image is read or where it goes, is written anew or refused, and never delivered. */
@Tag("campaign")
@Timeout(1800)
class DamageCampaignTest {
    private static final Campaign C5 = Campaign.of("C5");

    @TempDir
    Path folder;

    private final WholeImage image = NoiseImages.of("after", 5, 40_000, 9_000);
    private final List<String> bad = new ArrayList<>();
    private FakeRegistry registry;
    /** Not the same, where content is mounted and not sent. */
    private FakeRegistry other;

    private Workbench work;
    private int points;
    private int repaired;

    @BeforeEach
    void sources() throws Exception {
        work = new Workbench(folder);
        // Compressed, as most images are: skopeo writes other layers anew in any case.
        work.copy(work.layout("plain", image), work.at("oci", "oci") + ":after", "--compress gzip");
        registry = FakeRegistry.start();
        other = FakeRegistry.start();
        registry.content().put("app", "after", image);
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
        other.close();
    }

    private String source(String kind) {
        return kind.equals("registry") ? registry.host() + "/app:after" : work.at(kind, kind) + ":after";
    }

    /** The image is in the destination already, but damaged. */
    @ParameterizedTest
    @CsvSource({
        "registry, oci, ''",
        "oci, oci, ''",
        "oci, oci, --format docker --compress gzip",
        "oci, dir, ''",
        "registry, dir, --format docker",
    })
    void inTheDestinationItIsWrittenAnew(String from, String to, String options) throws Exception {
        CrashSite whole = new CrashSite(Files.createDirectory(work.path("whole")), to);
        assertThat(whole.run(whole.copy(source(from), options))).isEmpty();
        Map<String, String> undisturbed = whole.tree();
        each(from + to + options, Damage.all(), (damage, random) -> {
            CrashSite site = whole.copiedTo(work.path("site"));
            damage.doneTo(site.folder().resolve(site.name()), random);
            assertThat(site.tree()).as(damage.toString()).isNotEqualTo(undisturbed);
            Session.Result result = work.attempt(site.copy(source(from), options));
            boolean right = site.tree().equals(undisturbed) && verifies(site.place("after"));
            site.delete();
            return judged(result, right, true);
        });
        tell(from + " -> damaged " + to + (options.isEmpty() ? "" : ", " + options));
    }

    /** The image is damaged where it comes from. */
    @ParameterizedTest
    @CsvSource({
        "oci, ''",
        "dir, ''",
        "oci-archive, ''",
        "docker-archive, ''",
        "docker-archive, --compress gzip",
        "registry, ''",
        "registry, --format docker --compress zstd",
    })
    void inTheSourceItIsRefused(String to, String options) throws Exception {
        each("source" + to + options, Damage.all(), (damage, random) -> {
            work.layout("source", image);
            damage.doneTo(work.path("source"), random);
            CrashSite site = new CrashSite(Files.createDirectory(work.path("site")), to);
            String place = to.equals("registry") ? other.host() + "/new:after" : site.place("after");
            List<String> command = new ArrayList<>(List.of("copy", work.at("oci", "source") + ":after", place));
            command.addAll(Workbench.words(options));
            Session.Result result = work.attempt(command.toArray(String[]::new));
            boolean leftNothing = to.equals("registry")
                    ? other.content().manifests("new").isEmpty()
                    : !verifies(place);
            site.delete();
            return judged(result, verifies(place), leftNothing);
        });
        tell("damaged oci -> " + to + (options.isEmpty() ? "" : ", " + options));
    }

    /** A registry sends content that is not what its digest says. */
    @ParameterizedTest
    @CsvSource({"oci", "docker-archive", "dir", "registry"})
    void fromTheRegistryItIsRefused(String to) throws Exception {
        List<Damage> all = new ArrayList<>(Damage.all());
        all.removeIf(damage -> damage.part() == Damage.Part.INDEX);
        each("from registry" + to, all, (damage, random) -> {
            WholeImage.Part part = part(damage.part());
            registry.content()
                    .put("bad", "after", image.damaged(part.descriptor().digest(), damaged(part, damage, random)));
            CrashSite site = new CrashSite(Files.createDirectory(work.path("site")), to);
            String place = to.equals("registry") ? other.host() + "/new:after" : site.place("after");
            Session.Result result = work.attempt("copy", registry.host() + "/bad:after", place);
            boolean delivered = verifies(place);
            site.delete();
            return judged(result, delivered, !delivered);
        });
        tell("damaged registry -> " + to);
    }

    /** A registry that holds a part of the content cut short; that another content of the same length is wrong, only it can know. */
    @Test
    void whatARegistryHoldsCutShortIsSentAgain() throws Exception {
        List<Damage> cut = new ArrayList<>(Damage.all());
        cut.removeIf(damage -> damage.part() == Damage.Part.INDEX || damage.way() == Damage.Way.FLIPPED);
        each("short registry", cut, (damage, random) -> {
            WholeImage.Part part = part(damage.part());
            WholeImage held = image.damaged(part.descriptor().digest(), damaged(part, damage, random));
            other.content().put("held", held);
            String place = other.host() + "/held:after";
            Session.Result result = work.attempt("copy", work.at("oci", "oci") + ":after", place);
            return judged(result, verifies(place), !verifies(place));
        });
        tell("oci -> damaged registry");
    }

    private static Bytes damaged(WholeImage.Part part, Damage damage, Random random) {
        return Bytes.wrap(damage.bytes(part.content().toArray(), random));
    }

    private WholeImage.Part part(Damage.Part which) {
        String type = which.name().toLowerCase(Locale.ROOT);
        return image.parts().stream()
                .filter(part -> part.descriptor().mediaType().text().contains(type))
                .findFirst()
                .orElseThrow();
    }

    private boolean verifies(String place) {
        return work.attempt("verify", place).status() == 0;
    }

    /** Nothing if it was repaired, or refused as an error that is told to people. */
    private String judged(Session.Result result, boolean right, boolean leftNothing) {
        if (result.status() == 0) {
            repaired++;
            return right ? "" : "ends with 0 over bad content";
        }
        if (result.err().contains("Exception") || result.err().contains("\tat ")) {
            return "is no declared error: " + result.err();
        }
        return leftNothing ? "" : "fails and leaves an image";
    }

    private interface Deed {
        String done(Damage damage, Random random) throws Exception;
    }

    private void each(String part, List<Damage> all, Deed deed) throws Exception {
        for (Damage damage : all) {
            int times = damage.way() == Damage.Way.EMPTIED ? 1 : C5.points(1, 25);
            for (int i = 0; i < times; i++) {
                String problem = deed.done(damage, C5.random(part + damage + i));
                points++;
                if (!problem.isEmpty()) {
                    bad.add(damage + " " + i + " " + problem);
                }
            }
        }
    }

    private void tell(String route) {
        C5.figure(
                route + ": bad content delivered, of damages; repaired, the others refused",
                bad.size() + " of " + points + "; " + repaired);
        assertThat(bad).as(C5.replay()).isEmpty();
    }

    /** The same for skopeo, of which nothing is demanded. */
    @Test
    void skopeoCopiesOverTheSameDamage() throws Exception {
        if (!C5.full()) {
            return;
        }
        PeerTool.need("skopeo");
        CrashSite whole = new CrashSite(Files.createDirectory(work.path("whole")), "oci");
        work.skopeo(source("oci"), whole.place("after"), "");
        int delivered = 0;
        for (Damage damage : Damage.all()) {
            CrashSite site = whole.copiedTo(work.path("site"));
            damage.doneTo(site.folder().resolve(site.name()), C5.random("skopeo" + damage));
            PeerTool.Output output = work.tryPeer(
                    "skopeo", "--insecure-policy", "copy", "--quiet", source("oci"), site.place("after"));
            delivered += output.status() == 0 && !verifies(site.place("after")) ? 1 : 0;
            site.delete();
        }
        C5.figure(
                "oci -> damaged oci: bad content delivered, of damages; repaired, the others refused",
                "skopeo",
                delivered + " of " + Damage.all().size());
    }
}
