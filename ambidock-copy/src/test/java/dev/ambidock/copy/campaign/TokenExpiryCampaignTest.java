// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.copy.CopyRequest;
import dev.ambidock.copy.RegistryPair;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.plan.ConversionRequest.CompressionPolicy;
import dev.ambidock.testkit.campaign.Campaign;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.registry.DaemonThreads;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.FakeTokens;
import dev.ambidock.transport.http.Pause;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens that die in the middle of a push, at each of its requests. */
@Tag("campaign")
@Timeout(300)
class TokenExpiryCampaignTest {
    private static final int BIG = 1 << 20;

    /** What documents and their headers may add when they are sent again. */
    private static final long DOCUMENTS = 64 << 10;

    private final Campaign campaign = Campaign.of("N6");

    /** What is pushed, and how. */
    private enum Push {
        SMALL,
        BIG_LAYER,
        COMPRESSED,
        CONVERTED,
        MOUNTED,
        PLATFORMS
    }

    private record Outcome(int requests, long received) {}

    private static Digest copy(TwoRegistries registries, Push push) throws IOException {
        switch (push) {
            case BIG_LAYER -> registries.putBig(BIG);
            case COMPRESSED, CONVERTED -> registries.put(SampleImages.oci());
            case PLATFORMS -> registries.put(SampleImages.index());
            default -> registries.put(SampleImages.docker());
        }
        CopyRequest request = CopyRequest.keep();
        if (push == Push.COMPRESSED) {
            ConversionRequest zstd = ConversionRequest.builder(Family.OCI)
                    .compression(CompressionPolicy.ZSTD)
                    .build();
            request = CopyRequest.of(Optional.empty(), zstd);
        } else if (push == Push.CONVERTED) {
            request = CopyRequest.to(Family.DOCKER);
        }
        String from = registries.from();
        if (push == Push.MOUNTED) {
            registries.destination().content().put("from/app", TwoRegistries.TAG, SampleImages.docker());
            from = registries.destination().host() + "/from/app:" + TwoRegistries.TAG;
        }
        return new RegistryPair(DaemonThreads.executor())
                .copy(from, registries.to(), request, Clients.standard(Pause.system()))
                .root()
                .digest();
    }

    /**
     * Pushes once.
     *
     * @param last the number of the request before which all tokens die; -1 for none
     */
    private static Outcome push(Push push, int last) throws IOException {
        try (TwoRegistries registries = TwoRegistries.start();
                FakeTokens tokens = FakeTokens.start(FakeTokens.Options.standard())) {
            AtomicInteger asked = new AtomicInteger();
            registries.destination().guardedBy((request, host) -> {
                if (asked.getAndIncrement() == last) {
                    tokens.revokeAll();
                }
                return tokens.guard().refusal(request, host);
            });
            registries.assertArrived(copy(registries, push));
            return new Outcome(asked.get(), registries.destination().wire().received());
        }
    }

    @Test
    void everyRequestMayBeTheOneWhoseTokenDied() throws IOException {
        int points = 0;
        for (Push push : Push.values()) {
            Outcome usual = push(push, -1);
            long layer = push == Push.BIG_LAYER ? BIG : 0;
            for (int last = 0; last < usual.requests(); last++) {
                Outcome outcome = push(push, last);
                points++;
                assertThat(outcome.received())
                        .as("bytes of %s, token dead at request %s, %s", push, last, campaign.replay())
                        .isLessThanOrEqualTo(usual.received() + layer + DOCUMENTS);
            }
        }
        campaign.figure("pushes whose token died at one request", points + " of " + points);
    }

    /** The request itself takes longer than its token lives, though the service said otherwise. */
    @Test
    void aTokenMayDieWhileItsRequestWaits() throws IOException {
        Duration life = Duration.ofMillis(campaign.points(300, 2000));
        List<String> requests = List.of(
                "HEAD /manifests/", "HEAD /blobs/", "POST /blobs/uploads/", "PUT /blobs/uploads/", "PUT /manifests/");
        for (String request : requests) {
            try (TwoRegistries registries = TwoRegistries.start();
                    FakeTokens tokens = FakeTokens.start(FakeTokens.Options.standard())) {
                tokens.lastFor(life);
                FakeRegistry destination = registries.destination();
                destination.guardedBy(tokens.guard());
                String[] parts = request.split(" ", 2);
                destination
                        .faults()
                        .on(parts[0], parts[1])
                        .times(1)
                        .delayed(life.multipliedBy(3).dividedBy(2));
                registries.assertArrived(copy(registries, Push.BIG_LAYER));
                assertThat(destination.wire().received()).isLessThanOrEqualTo(2L * BIG + DOCUMENTS);
            }
        }
        campaign.figure("requests that outlasted their token", requests.size() + " of " + requests.size());
    }

    /** A service that tells how short its tokens live is asked again in time. */
    @Test
    void anUploadMayTakeLongerThanTokensLive() throws IOException {
        FakeTokens.Options shortLived =
                new FakeTokens.Options("token", 1, Optional.empty(), Optional.empty(), true, false);
        try (TwoRegistries registries = TwoRegistries.start();
                FakeTokens tokens = FakeTokens.start(shortLived)) {
            tokens.lastFor(Duration.ofSeconds(1));
            registries.destination().guardedBy(tokens.guard());
            registries.source().faults().on("GET", "/blobs/").drips(Duration.ofMillis(campaign.points(4, 20)));
            registries.assertArrived(copy(registries, Push.SMALL));
            campaign.figure(
                    "tokens of one second fetched for a slow push",
                    String.valueOf(tokens.issued().size()));
        }
    }
}
