// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.ImageName;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.testkit.campaign.Campaign;
import dev.ambidock.testkit.registry.WireResponse;
import dev.ambidock.transport.foreign.ForeignClient;
import dev.ambidock.transport.foreign.ForeignPlaces;
import dev.ambidock.transport.http.RetryPolicy;
import dev.ambidock.transport.registry.Registries;
import dev.ambidock.transport.registry.Tags;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A registry, its token service or an image leads to somebody else, in every way and by every spelling: who listens there
 * hears no secret, and is not even asked where nobody may be.
 */
@Tag("campaign")
@Timeout(300)
class CredentialRoutesCampaignTest {
    private static final List<String> PLACES = List.of(
            "http://127.0.0.1:PORT",
            "http://localhost:PORT",
            "http://LocalHost:PORT",
            "http://localhost.:PORT",
            "http://127.0.0.2:PORT",
            "http://[::1]:PORT",
            "http://[::ffff:127.0.0.1]:PORT",
            "http://0.0.0.0:PORT",
            "http://2130706433:PORT",
            "http://0x7f000001:PORT",
            "http://0177.0.0.1:PORT",
            "http://127.1:PORT",
            "http://ada:pass@127.0.0.1:PORT",
            "http://HOST@127.0.0.1:PORT",
            "https://127.0.0.1:PORT",
            "//127.0.0.1:PORT");

    private final Campaign campaign = Campaign.of("N8");

    /** Leads to a place, and does what makes a client go there. */
    private interface Lead {
        void run(GuardedScene scene, String place) throws IOException;
    }

    /**
     * A way to somebody else.
     *
     * @param forbidden whether nobody may be asked there at all
     */
    private enum Way {
        BLOB_301(false, false, (s, p) -> blob(s, 301, p)),
        BLOB_302(false, false, (s, p) -> blob(s, 302, p)),
        BLOB_303(false, false, (s, p) -> blob(s, 303, p)),
        BLOB_307(false, false, (s, p) -> blob(s, 307, p)),
        BLOB_308(false, false, (s, p) -> blob(s, 308, p)),
        THERE_AND_ON(false, false, (s, p) -> {
            s.other().answers(request -> moved(p + "/on"));
            blob(s, 307, p);
        }),
        THERE_AND_BACK(false, false, (s, p) -> {
            s.other().answers(request -> moved("http://" + s.host() + "/v2/some/app/manifests/v1"));
            blob(s, 307, p);
        }),
        CHALLENGE_THERE(false, false, (s, p) -> {
            s.other().answers(request -> "HTTP/1.1 401 Told\r\nWWW-Authenticate: Basic realm=\"x\"\r\n\r\n");
            blob(s, 307, p);
        }),
        MANIFEST(false, false, (s, p) -> {
            redirect(s, "GET", "/manifests/", 307, p);
            s.pull();
        }),
        HEAD(false, false, (s, p) -> {
            redirect(s, "HEAD", "/v2/", 307, p);
            s.push();
        }),
        UPLOAD(false, false, (s, p) -> {
            s.registry()
                    .faults()
                    .on("POST", "/uploads/")
                    .changes(r -> r.status() == 202 ? r.without("Location").with("Location: " + p + "/v2/up") : r);
            s.push();
        }),
        UPLOAD_POST(false, false, (s, p) -> {
            redirect(s, "POST", "/uploads/", 308, p);
            s.push();
        }),
        UPLOAD_PUT(false, false, (s, p) -> {
            redirect(s, "PUT", "/uploads/", 307, p);
            s.push();
        }),
        MANIFEST_PUT(false, false, (s, p) -> {
            redirect(s, "PUT", "/manifests/", 307, p);
            s.push();
        }),
        TOKENS(false, false, (s, p) -> {
            s.tokens().faults().on("GET", "").answers(307, "Location: " + p + "/token");
            s.pull();
        }),
        TOKENS_POST(false, true, (s, p) -> {
            s.tokens().faults().on("POST", "").answers(308, "Location: " + p + "/token");
            s.pull();
        }),
        TAGS(true, false, (s, p) -> {
            link(s, "/tags/list", p);
            try (Registries registries = new Registries(s.settings())) {
                new Tags(registries.repository(ImageName.parse(s.host() + "/some/app"))).all();
            }
        }),
        CATALOG(true, false, (s, p) -> {
            link(s, "/_catalog", p);
            try (Registries registries = new Registries(s.settings())) {
                registries.catalog(s.host()).all();
            }
        }),
        REFERRERS(true, false, (s, p) -> {
            link(s, "/referrers/", p);
            s.pull();
        }),
        URLS(true, false, CredentialRoutesCampaignTest::foreign);

        private final boolean forbidden;
        private final boolean byIdentity;
        private final Lead lead;

        Way(boolean forbidden, boolean byIdentity, Lead lead) {
            this.forbidden = forbidden;
            this.byIdentity = byIdentity;
            this.lead = lead;
        }
    }

    private record Routing(Way way, String place, boolean remote) {}

    private static String moved(String place) {
        return "HTTP/1.1 307 Told\r\nLocation: " + place + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    }

    private static void redirect(GuardedScene scene, String method, String part, int status, String place) {
        scene.registry()
                .faults()
                .on(method, part)
                .when(GuardedScene::isKnown)
                .answers(status, "Location: " + place + "/v2/x?sig=1");
    }

    private static void blob(GuardedScene scene, int status, String place) throws IOException {
        redirect(scene, "GET", "/blobs/", status, place);
        scene.pull();
    }

    private static void link(GuardedScene scene, String part, String place) {
        UnaryOperator<WireResponse> linked = r -> r.without("Link").with("Link: <" + place + "/v2/next>; rel=\"next\"");
        scene.registry().faults().on("GET", part).when(GuardedScene::isKnown).changes(linked);
    }

    private static void foreign(GuardedScene scene, String place) throws IOException {
        Descriptor layer = Descriptor.of(MediaTypes.DOCKER_GZIP, Digest.parse("sha256:" + "0".repeat(64)), 10);
        for (String url : List.of(place + "/layer", place.replaceFirst("^http:", "https:") + "/layer")) {
            try (ForeignClient client = new ForeignClient(
                    scene.settings().http(), RetryPolicy.defaults(), 0, ForeignPlaces.of(List.of()))) {
                client.open(layer.with(List.of(url))).close();
            } catch (IOException e) {
                // Refused, or nobody there: the listener tells.
                continue;
            }
        }
    }

    private List<Routing> routings() {
        List<Routing> routings = new ArrayList<>();
        for (String place : PLACES) {
            for (Way way : Way.values()) {
                routings.add(new Routing(way, place, false));
                routings.add(new Routing(way, place, true));
            }
        }
        Collections.shuffle(routings, campaign.random("routings"));
        return routings.subList(0, campaign.points(160, routings.size()));
    }

    @Test
    void nobodyElseHearsASecret() throws IOException {
        List<String> leaks = new ArrayList<>();
        List<String> forbidden = new ArrayList<>();
        int asked = 0;
        List<Routing> routings = routings();
        for (Routing routing : routings) {
            try (GuardedScene scene = new GuardedScene(routing.remote(), routing.way().byIdentity)) {
                String place = routing.place()
                        .replace("PORT", String.valueOf(scene.other().port()))
                        .replace("HOST", scene.host());
                run(() -> routing.way().lead.run(scene, place));
                scene.leaks().forEach(leak -> leaks.add(routing + ": " + leak));
                boolean never = routing.way().forbidden || routing.remote();
                if (never && scene.other().connections() > 0) {
                    forbidden.add(routing + ": " + scene.other().heard());
                }
                asked += scene.other().connections() > 0 ? 1 : 0;
            }
        }
        campaign.figure("secrets seen elsewhere of " + routings.size() + " routings", String.valueOf(leaks.size()));
        campaign.figure("connections to forbidden addresses", String.valueOf(forbidden.size()));
        assertThat(leaks).as(campaign.replay()).isEmpty();
        assertThat(forbidden).as(campaign.replay()).isEmpty();
        assertThat(asked).as("where somebody may be asked, the listener is").isPositive();
    }

    /** A registry elsewhere names this machine for its tokens. */
    @Test
    void noRegistryElsewhereHasItsTokensHere() throws IOException {
        List<String> places = PLACES;
        for (String place : places) {
            try (GuardedScene scene = new GuardedScene(true, false)) {
                String named = place.replace(
                                "PORT", String.valueOf(scene.other().port()))
                        .replace("HOST", GuardedScene.REMOTE);
                scene.realm(usual -> "WWW-Authenticate: Bearer realm=\"" + named + "/token\",service=\"fake\"");
                run(scene::pull);
                assertThat(scene.other().connections())
                        .as("%s, %s", place, campaign.replay())
                        .isZero();
            }
        }
        campaign.figure("token services on this machine asked for a registry elsewhere", "0 of " + places.size());
    }

    private interface Work {
        void run() throws IOException;
    }

    /** Most of these end in a failure; what matters is who heard what. */
    private static void run(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            assertThat(e.getMessage()).doesNotContain("s3cret");
        }
    }
}
