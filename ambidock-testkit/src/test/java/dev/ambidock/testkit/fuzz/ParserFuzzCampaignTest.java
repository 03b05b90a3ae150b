// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.testkit.campaign.Campaign;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that reads bytes from outside, fed with seeded mutations of good and hostile input: it answers or fails in the
 * declared way, and what it accepts holds what its {@link Rule} says; a document also what a Go program reads. {@code
 * -Dambidock.fuzz=N} makes N times as many inputs of the form that is asked for.
 */
@Tag("campaign")
class ParserFuzzCampaignTest {
    private static final Campaign CAMPAIGN = Campaign.of("B2");
    private static final Campaign DIFFERENTIAL = Campaign.of("B3");
    private static final int TIMES = Integer.getInteger("ambidock.fuzz", 1);
    private static final int MOST_FAILURES = 5;
    /** So many times as many inputs has the full form. */
    private static final int FULL = 15;

    private static long inputs;
    private static Duration processor = Duration.ZERO;
    private static long failures;
    private static long compared;
    private static long differences;

    @TempDir
    static Path folder;

    /** How an input comes from its number, a good input and another one. */
    private interface Spoiling {
        byte[] input(long seed, byte[] good, byte[] other);
    }

    /** One reader, how many inputs it gets in both forms, and from what. {@code differential}: Go is asked, too. */
    private record Reader(
            String name, int quick, int all, List<byte[]> seeds, Spoiling spoiling, Rule rule, boolean differential) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Reader> readers() {
        return Stream.of(
                        documents(),
                        names(),
                        headers(),
                        Stream.of(
                                text(
                                        "docker config",
                                        15_000,
                                        FuzzSeeds.corpus("credentials", ""),
                                        CredentialRule::accepts),
                                json("manifest.json", 20_000, FuzzSeeds.corpus("saved", ""), SavedImagesRule::accepts),
                                bytes("gzip and zstd", 8_000, FuzzSeeds.corpus("layers", ""), LayerRule::accepts),
                                bytes("tar", 1_500, FuzzSeeds.corpus("archives", ""), new ArchiveRule(folder))))
                .flatMap(s -> s);
    }

    private static Stream<Reader> documents() {
        return Stream.of(
                json("manifest", 12_000, FuzzSeeds.manifests(), DocumentRule::accepts),
                json("index", 10_000, FuzzSeeds.indexes(), DocumentRule::accepts),
                json("list", 8_000, FuzzSeeds.lists(), DocumentRule::accepts),
                json("config", 10_000, FuzzSeeds.configs(), DocumentRule::accepts),
                json("hostile document", 10_000, FuzzSeeds.hostile(), DocumentRule::accepts));
    }

    private static Stream<Reader> names() {
        return Stream.of(
                text("reference", 50_000, FuzzSeeds.corpus("names", "reference-"), NameRules::reference),
                text("digest", 40_000, FuzzSeeds.corpus("names", "digest-"), NameRules::digest),
                text("route", 20_000, FuzzSeeds.corpus("names", "route-"), NameRules::route));
    }

    private static Stream<Reader> headers() {
        return Stream.of(
                text("WWW-Authenticate", 40_000, FuzzSeeds.corpus("headers", "challenge-"), HeaderRules::challenge),
                text("Link", 30_000, FuzzSeeds.corpus("headers", "link-"), HeaderRules::link),
                text("Range and Content-Range", 30_000, FuzzSeeds.corpus("headers", "range-"), HeaderRules::range),
                text("Retry-After", 20_000, FuzzSeeds.corpus("headers", "retry-"), HeaderRules::retryAfter),
                text("error body", 10_000, FuzzSeeds.corpus("headers", "error-"), HeaderRules::errorBody));
    }

    private static Reader text(String name, int quick, List<byte[]> seeds, Rule rule) {
        Spoiling spoiling = (seed, good, other) -> new WireMutation(seed)
                .of(new String(good, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        return new Reader(name, quick, quick * FULL, seeds, spoiling, rule, false);
    }

    private static Reader bytes(String name, int quick, List<byte[]> seeds, Rule rule) {
        Spoiling spoiling = (seed, good, other) -> new WireMutation(seed).of(good);
        return new Reader(name, quick, quick * FULL, seeds, spoiling, rule, false);
    }

    private static Reader json(String name, int quick, List<byte[]> seeds, Rule rule) {
        Spoiling spoiling = (seed, good, other) ->
                seed % 4 == 0 ? new WireMutation(seed).of(good) : new Mutation(seed).of(good, other);
        return new Reader(name, quick, quick * FULL, seeds, spoiling, rule, true);
    }

    @ParameterizedTest
    @MethodSource("readers")
    void answersOrRefuses(Reader reader) throws Exception {
        int count = CAMPAIGN.points(reader.quick, reader.all) * TIMES;
        long base = CAMPAIGN.random(reader.name).nextLong();
        InputWatch watch = new InputWatch();
        List<String> found = new ArrayList<>();
        long[] accepted = new long[1];
        try {
            watch.whole(() -> {
                for (int i = 0; i < count && found.size() < MOST_FAILURES; i++) {
                    byte[] good = reader.seeds.get(i % reader.seeds.size());
                    byte[] other = reader.seeds.get((int) ((i * 31L + 7) % reader.seeds.size()));
                    byte[] input = reader.spoiling.input(base + i, good, other);
                    String name = reader + " " + i;
                    watch.one(name, input, () -> accepted[0] += feed(reader, name, input, found) ? 1 : 0);
                    inputs++;
                }
            });
        } finally {
            tell(reader, count, accepted[0], found, watch);
        }
        assertThat(found).as(CAMPAIGN.replay()).isEmpty();
        assertThat(accepted[0]).as("accepted").isPositive();
    }

    /** Takes everything that may be thrown for a finding. */
    private static boolean feed(Reader reader, String name, byte[] input, List<String> found) {
        try {
            return reader.rule.feed(input);
        } catch (Throwable e) {
            differences += e instanceof GoDifference ? 1 : 0;
            Throwable cause = e.getCause() == null ? e : e.getCause();
            StackTraceElement[] trace = cause.getStackTrace();
            found.add(name + ": " + e + ": " + cause + (trace.length == 0 ? "" : " at " + trace[0]) + ": "
                    + InputWatch.shown(input));
            return false;
        }
    }

    private static void tell(Reader reader, int count, long accepted, List<String> found, InputWatch watch) {
        failures += found.size();
        processor = processor.plus(watch.all());
        compared += reader.differential ? accepted : 0;
        CAMPAIGN.figure(
                reader.name,
                count + " inputs, " + accepted + " accepted, " + found.size() + " failures, longest "
                        + watch.longest().toMillis() + " ms");
    }

    @AfterAll
    static void all() {
        CAMPAIGN.figure(
                "all readers",
                inputs + " inputs, " + failures + " failures, " + processor.toSeconds() + " s of the processor");
        DIFFERENTIAL.figure(
                "accepted documents, read by a model of Go", compared + ", " + differences + " differences");
        assertThat(inputs).isGreaterThanOrEqualTo(CAMPAIGN.points(300_000, 4_500_000));
    }
}
