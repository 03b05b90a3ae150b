// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Family;
import dev.ambidock.model.ImageName;
import dev.ambidock.model.Limits;
import dev.ambidock.testkit.campaign.Campaign;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.IndexDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.memory.MemoryStore;
import dev.ambidock.testkit.registry.DaemonThreads;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.registry.Registries;
import dev.ambidock.transport.registry.RegistrySource;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Indexes that fan out, nest and widen, at a registry that counts: a digest is asked for once, or a bound refuses it. */
@Tag("campaign")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FanOutCampaignTest {
    private static final Campaign CAMPAIGN = Campaign.of("B5");
    private static final String TOO_DEEP = "indexes nested deeper than 32";
    private static final LayerDraft LAYER = LayerDraft.of("etc/motd", "welcome\n");

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void fanOutOf65536AsksForEachDigestOnce() throws IOException {
        WholeImage level = SampleImages.oci();
        for (int i = 0; i < 16; i++) {
            level = IndexDraft.of(Family.OCI)
                    .entry("linux/amd64", level)
                    .entry("linux/arm64", level)
                    .build();
        }
        assertThat(copy("fan-out 2^16", level)).isEmpty();
    }

    /** Two at each level, each of which has both of the level below. */
    @Test
    void crossedFanOutOf65536AsksForEachDigestOnce() throws IOException {
        WholeImage left = SampleImages.plain(Family.OCI, "left").build();
        WholeImage right = SampleImages.plain(Family.OCI, "right").build();
        for (int i = 0; i < 16; i++) {
            WholeImage newLeft = pair(left, right);
            right = pair(right, left);
            left = newLeft;
        }
        assertThat(copy("crossed fan-out 2^16", pair(left, right))).isEmpty();
    }

    private static WholeImage pair(WholeImage one, WholeImage other) {
        return IndexDraft.of(Family.OCI).entry(one).entry(other).build();
    }

    @Test
    void chainOf400IsRefusedAtTheBound() throws IOException {
        WholeImage level = SampleImages.oci();
        for (int i = 0; i < 400; i++) {
            level = IndexDraft.of(Family.OCI).entry(level).build();
        }
        assertThat(copy("chain of 400", level)).contains(TOO_DEEP);
    }

    @Test
    void chainsBelowTheBoundAreTaken() throws IOException {
        WholeImage level = SampleImages.oci();
        for (int i = 0; i < Limits.defaults().depth(); i++) {
            level = IndexDraft.of(Family.OCI).entry(level).build();
        }
        assertThat(copy("chain of 32", level)).isEmpty();
        assertThat(copy("chain of 33", IndexDraft.of(Family.OCI).entry(level).build()))
                .contains(TOO_DEEP);
    }

    @Test
    void manyNodesAreAskedForOnce() throws IOException {
        assertThat(copy("257 nodes", wide(257, 257))).isEmpty();
        assertThat(copy("width 10^4 of one digest", wide(10_000, 1))).isEmpty();
        int distinct = CAMPAIGN.points(1_000, 10_000);
        assertThat(copy("width 10^4 of " + distinct + " digests", wide(10_000, distinct)))
                .isEmpty();
    }

    private static WholeImage wide(int width, int distinct) {
        IndexDraft index = IndexDraft.of(Family.OCI);
        for (int i = 0; i < width; i++) {
            index.entry(ImageDraft.of(Family.OCI)
                    .layer(LAYER)
                    .annotation("number", Integer.toString(i % distinct))
                    .build());
        }
        return index.build();
    }

    /** Copies it; why it was refused, if it was. */
    private Optional<String> copy(String what, WholeImage image) throws IOException {
        try (FakeRegistry registry = FakeRegistry.start()) {
            registry.content().put("app", "v1", image);
            ImageName name = ImageName.parse(registry.host() + "/app:v1");
            // With the patience of every day: a busy machine may be slow to answer so many requests.
            Registries registries = new Registries(Registries.Settings.standard(DaemonThreads.executor()));
            MemoryStore store = MemoryStore.empty("fan-out");
            long start = System.nanoTime();
            Optional<String> refusal = Optional.empty();
            try (RegistrySource source =
                    new RegistrySource(name, registries.repository(name), Limits.defaults(), registries)) {
                new Copier(CopyEnvironment.on(threads)).copy(source, source.image(), store.sink(), CopyRequest.keep());
                assertThat(store.contents()).containsAllEntriesOf(image.contents());
            } catch (ContentException e) {
                refusal = Optional.of(e.problem());
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            int digests = image.contents().size();
            // One more asks whether this is a registry at all.
            int requests = registry.wire().entries().size();
            CAMPAIGN.figure(
                    what,
                    requests + " requests for " + digests + " digests, " + refusal.orElse("taken") + ", " + millis
                            + " ms");
            assertThat(requests).as("%s", what).isLessThanOrEqualTo(digests + 1);
            return refusal;
        }
    }
}
