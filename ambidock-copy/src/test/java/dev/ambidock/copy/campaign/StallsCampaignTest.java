// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.copy.CopyRequest;
import dev.ambidock.testkit.campaign.Campaign;
import dev.ambidock.testkit.registry.BigImage;
import dev.ambidock.testkit.registry.DaemonThreads;
import dev.ambidock.testkit.registry.FakeTokens;
import dev.ambidock.testkit.registry.RegistryFaults;
import dev.ambidock.testkit.registry.RegistryFaults.Rule;
import dev.ambidock.transport.credential.CredentialLookup;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.http.Pause;
import dev.ambidock.transport.http.RetryPolicy;
import dev.ambidock.transport.http.Timeouts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Servers that stand still or all but do, at every step of a copy, once and for ever; several copies at once, since they
 * only wait. Default options, but for limits of seconds in the place of minutes.
 */
@Tag("campaign")
@Timeout(600)
class StallsCampaignTest {
    private static final int LAYER = 400_000;

    /** More than sockets hold. */
    private static final int BIG_LAYER = 16 << 20;

    private static final int MIDDLE = 200_000;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int TRIES = 2;

    private final Campaign campaign = Campaign.of("N4");
    private final Duration silence = campaign.full() ? Duration.ofSeconds(2) : SECOND;

    /** A place, and a way to stand still there. */
    private record Stall(String where, String how, Consumer<Rule> fault, boolean forEver) {}

    private record Found(Stall stall, Duration took, String outcome) {}

    private static Map<String, Consumer<Rule>> answers() {
        Map<String, Consumer<Rule>> ways = new LinkedHashMap<>();
        ways.put("nothing at all", rule -> rule.stallAfter(-1));
        ways.put("a head byte by byte", Rule::dripsHead);
        ways.put("a head and nothing more", rule -> rule.stallAfter(0));
        ways.put("a body byte by byte", rule -> rule.drips(SECOND.dividedBy(2)));
        return ways;
    }

    private static Map<String, Consumer<Rule>> bodies() {
        Map<String, Consumer<Rule>> ways = new LinkedHashMap<>();
        ways.put("takes a part and nothing more", rule -> rule.stallRequestAfter(MIDDLE));
        ways.put("takes nothing", rule -> rule.stallRequestAfter(0));
        ways.put("takes byte by byte", rule -> rule.takesSlowly(SECOND));
        return ways;
    }

    private List<Stall> stalls() {
        List<Stall> stalls = new ArrayList<>();
        for (boolean forEver : new boolean[] {false, true}) {
            for (String where : List.of(
                    "GET /manifests/", "GET /blobs/", "TOKEN /token", "PUT /manifests/", "POST /blobs/uploads/")) {
                boolean told = !where.startsWith("P");
                answers().forEach((how, fault) -> {
                    if (told || how.startsWith("nothing") || how.startsWith("a head byte")) {
                        stalls.add(new Stall(where, how, fault, forEver));
                    }
                });
            }
            stalls.add(new Stall("GET /blobs/", "a part and nothing more", rule -> rule.stallAfter(MIDDLE), forEver));
            bodies().forEach((how, fault) -> stalls.add(new Stall("PUT /blobs/uploads/", how, fault, forEver)));
        }
        Collections.shuffle(stalls, campaign.random("stalls"));
        return stalls.subList(0, campaign.points(16, stalls.size()));
    }

    private Found run(Stall stall) {
        long began = System.nanoTime();
        String outcome;
        try (TwoRegistries registries = TwoRegistries.start();
                FakeTokens tokens = FakeTokens.start(FakeTokens.Options.standard())) {
            BigImage image = registries.putBig(stall.where().startsWith("PUT /blobs") ? BIG_LAYER : LAYER);
            String[] where = stall.where().split(" ", 2);
            RegistryFaults faulty = where[0].equals("TOKEN")
                    ? tokens.faults()
                    : where[0].equals("GET")
                            ? registries.source().faults()
                            : registries.destination().faults();
            if (where[0].equals("TOKEN")) {
                registries.source().guardedBy(tokens.guard());
            }
            Rule rule = faulty.on(where[0].equals("TOKEN") ? "GET" : where[0], where[1])
                    .when(r -> !stall.where().startsWith("PUT /blobs") || isLong(r.headers()))
                    .times(stall.forEver() ? 1000 : 1);
            stall.fault().accept(rule);
            outcome = copy(registries, image);
        } catch (IOException e) {
            outcome = "failed oddly: " + e;
        }
        return new Found(stall, Duration.ofNanos(System.nanoTime() - began), outcome);
    }

    private static boolean isLong(Map<String, String> headers) {
        return Long.parseLong(headers.getOrDefault("content-length", "0")) > MIDDLE;
    }

    private String copy(TwoRegistries registries, BigImage image) throws IOException {
        Timeouts timeouts = new Timeouts(silence, silence, Timeouts.defaults().leastPerSecond());
        RetryPolicy standard = RetryPolicy.defaults();
        RetryPolicy retries = new RetryPolicy(TRIES, Duration.ofMillis(1), standard.longest(), standard.longestAsked());
        try {
            registries.copy(CopyRequest.keep(), Clients.of(Pause.system(), timeouts, retries, CredentialLookup.none()));
        } catch (ContentException e) {
            registries.assertNothingTagged();
            return "told";
        }
        registries.assertArrived(image.root().digest());
        return "resumed";
    }

    @Test
    void standingStillIsNoticedEverywhere() {
        List<CompletableFuture<Found>> running = stalls().stream()
                .map(stall -> CompletableFuture.supplyAsync(() -> run(stall), DaemonThreads.executor()))
                .toList();
        List<Found> all = running.stream().map(CompletableFuture::join).toList();
        for (Found found : all) {
            // For ever, but a part each time, is enough in the end.
            assertThat(found.outcome())
                    .as("%s, %s", found, campaign.replay())
                    .isIn("resumed", found.stall().forEver() ? "told" : "resumed");
        }
        Duration longest =
                all.stream().map(Found::took).max(Duration::compareTo).orElseThrow();
        Duration once = all.stream()
                .filter(f -> !f.stall().forEver())
                .map(Found::took)
                .max(Duration::compareTo)
                .orElseThrow();
        campaign.figure("stalls and drips noticed", all.size() + " of " + all.size());
        campaign.figure("longest copy with one stall, limit " + silence.toSeconds() + " s", once.toSeconds() + " s");
        campaign.figure("longest copy with stalls for ever", longest.toSeconds() + " s");
        assertThat(longest).isLessThan(Duration.ofMinutes(5));
    }
}
