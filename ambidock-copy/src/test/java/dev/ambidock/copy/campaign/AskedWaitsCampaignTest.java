// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.model.ImageName;
import dev.ambidock.model.Limits;
import dev.ambidock.testkit.campaign.Campaign;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.registry.Registries;
import dev.ambidock.transport.registry.RegistrySource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bursts of refusals, and all that stands in Retry-After, with default options; no wait takes any time. */
@Tag("campaign")
@Timeout(120)
class AskedWaitsCampaignTest {
    private static final int MOST_BURST = 4;
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration CAP = Duration.ofSeconds(60);

    private final Campaign campaign = Campaign.of("N3");
    private TwoRegistries registries;
    private int asked;

    @BeforeEach
    void start() throws IOException {
        registries = TwoRegistries.start();
        registries.put(SampleImages.docker());
    }

    @AfterEach
    void stop() throws IOException {
        registries.close();
    }

    private void read(SkippedWaits pause) throws IOException {
        asked++;
        ImageName name = ImageName.parse(registries.from());
        Registries reading = new Registries(Clients.standard(pause));
        try (RegistrySource source = new RegistrySource(name, reading.repository(name), Limits.defaults(), reading)) {
            source.image();
        }
    }

    private void refuse(int status, int times, String... headers) {
        registries.source().faults().clear();
        registries.source().faults().on("GET", "/manifests/").times(times).answers(status, headers);
    }

    /** What a client waits by itself: doubling, a quarter more or less. */
    private void assertOwn(List<Duration> waits, int burst) {
        assertThat(waits).hasSize(burst);
        for (int i = 0; i < burst; i++) {
            Duration usual = FIRST.multipliedBy(1L << i);
            assertThat(waits.get(i))
                    .as(campaign.replay())
                    .isBetween(usual.multipliedBy(3).dividedBy(4), longer(usual));
        }
    }

    private static Duration longer(Duration usual) {
        return usual.multipliedBy(5).dividedBy(4);
    }

    @Test
    void burstsAreOutlasted() throws IOException {
        for (int status : new int[] {408, 429, 499, 500, 502, 503, 504, 522, 524}) {
            for (int burst = 1; burst <= MOST_BURST; burst++) {
                SkippedWaits pause = new SkippedWaits();
                refuse(status, burst);
                read(pause);
                assertOwn(pause.waits(), burst);
            }
            refuse(status, 1000);
            SkippedWaits pause = new SkippedWaits();
            ContentException failure = catchThrowableOfType(ContentException.class, () -> read(pause));
            assertThat(failure.problem()).contains(String.valueOf(status));
            assertThat(pause.all()).isLessThan(Duration.ofMinutes(1));
        }
        campaign.figure("bursts of 1 to 4 refusals outlasted, longer ones told", asked + " of " + asked);
    }

    /** What a server may ask for, and how long that is; empty for what tells nothing. */
    private static Map<String, Optional<Duration>> values() {
        Instant now = Instant.now();
        Map<String, Optional<Duration>> values = new LinkedHashMap<>();
        for (String nothing : List.of("0", "-5", "abc", "1746136938", "1000000000", "", "1.5", "999999999999999999")) {
            values.put(nothing, Optional.empty());
        }
        values.put(date(now.minusSeconds(100)), Optional.empty());
        for (int seconds : new int[] {1, 2, 10, 60}) {
            values.put(String.valueOf(seconds), Optional.of(Duration.ofSeconds(seconds)));
        }
        values.put(date(now.plusSeconds(20)), Optional.of(Duration.ofSeconds(20)));
        values.put(String.valueOf(now.getEpochSecond() + 30), Optional.of(Duration.ofSeconds(30)));
        return values;
    }

    private static String date(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    @Test
    void aServerIsWaitedForAsLongAsItAsks() throws IOException {
        for (int status : new int[] {429, 503}) {
            for (Map.Entry<String, Optional<Duration>> value : values().entrySet()) {
                SkippedWaits pause = new SkippedWaits();
                refuse(status, 1, "Retry-After: " + value.getKey());
                read(pause);
                assertThat(pause.waits()).as(value.getKey()).hasSize(1);
                if (value.getValue().isEmpty()) {
                    assertOwn(pause.waits(), 1);
                    continue;
                }
                Duration wanted = value.getValue().get();
                // Dates have whole seconds, and time goes by while they are made.
                boolean exact = value.getKey().equals(String.valueOf(wanted.toSeconds()));
                assertThat(pause.waits().get(0))
                        .as("%s, %s", value.getKey(), campaign.replay())
                        .isBetween(
                                wanted.minusSeconds(exact ? 0 : 8),
                                wanted.multipliedBy(6).dividedBy(5));
            }
        }
        campaign.figure("Retry-After kept within 20 %", asked + " of " + asked);
    }

    @Test
    void repeatedWishesAreKeptEachTime() throws IOException {
        for (int burst = 1; burst <= MOST_BURST; burst++) {
            SkippedWaits pause = new SkippedWaits();
            refuse(429, burst, "Retry-After: 2");
            read(pause);
            assertThat(pause.waits())
                    .hasSize(burst)
                    .allSatisfy(w -> assertThat(w).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2400)));
        }
        SkippedWaits pause = new SkippedWaits();
        refuse(429, 1000, "Retry-After: 60");
        ContentException failure = catchThrowableOfType(ContentException.class, () -> read(pause));
        assertThat(failure.remedy()).contains("--max-rps");
        assertThat(pause.all()).isLessThan(CAP.multipliedBy(5));
        campaign.figure(
                "longest wait for a server that asks for a minute each time",
                pause.all().toSeconds() + " s");
    }

    @Test
    void moreThanTheCapIsToldAtOnce() {
        long soon = Instant.now().getEpochSecond();
        List<String> values = List.of(
                "61",
                "3600",
                "999999999",
                String.valueOf(soon + 7200),
                "9999999999",
                date(Instant.ofEpochSecond(soon + 500)));
        for (String value : values) {
            SkippedWaits pause = new SkippedWaits();
            refuse(429, 1000, "Retry-After: " + value);
            ContentException failure = catchThrowableOfType(ContentException.class, () -> read(pause));
            assertThat(failure).as("%s, %s", value, campaign.replay()).isNotNull();
            assertThat(failure.kind()).isEqualTo(FailureKind.LIMIT_EXCEEDED);
            assertThat(failure.problem()).contains("seconds");
            assertThat(pause.all()).isLessThan(Duration.ofSeconds(3));
        }
        campaign.figure("wishes beyond the cap told at once", values.size() + " of " + values.size());
    }
}
