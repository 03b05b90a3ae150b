// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.github.luben.zstd.Zstd;
import dev.ambidock.testkit.DocumentSeeds;
import dev.ambidock.testkit.Mutation;
import dev.ambidock.testkit.campaign.Campaign;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that reads bytes from outside, fed with seeded mutations of good input: it answers or fails in the declared way,
 * and what it accepts holds what it promises. A failure names its number; the same number makes the same input again.
 * {@code -Dambidock.fuzz=N} makes N times as many.
 */
@Tag("campaign")
@Timeout(value = 4, unit = TimeUnit.HOURS)
class ParserFuzzCampaignTest {
    private static final int TIMES = Integer.getInteger("ambidock.fuzz", 1);
    private static final Campaign CAMPAIGN = Campaign.of("B2");
    private static final String HEX = "4c68787dacfb9d527ab53597ca8b0fe3131b07d040ac5625a99471e2983dab57";
    private static final List<String> NAMES = List.of(
            "docker.io/library/alpine:3.20",
            "//127.0.0.1:5000/team/app:v1",
            "[::1]:5000/a/b@sha256:" + HEX,
            "registry.example.org/a/b.c_d-e/f:tag@sha256:" + HEX,
            "/srv/layout:v1",
            "folder@sha256:" + HEX);
    private static final List<String> CHALLENGES = List.of(
            "Bearer realm=\"https://auth.example/token\",service=\"registry.example\",scope=\"repository:a/b:pull,push\"",
            "Basic realm=\"Registry\", Bearer realm=\"https://a/t\",error=\"invalid_token\"",
            "Negotiate, Basic realm=simple, charset=\"UTF-8\"");
    private static final List<String> LINKS = List.of(
            "</v2/a/tags/list?last=b&n=100>; rel=\"next\"", "<https://h/v2/_catalog?n=5>;rel=next, <x>; rel=\"prev\"");
    private static final List<String> RANGES =
            List.of("bytes 0-99/1000", "0-1048575", "bytes=5-", "bytes=5-10", "bytes 0-0/*");
    private static final List<String> PATHS = List.of(
            "/v2/",
            "/v2/_catalog",
            "/v2/a/b/tags/list",
            "/v2/a/manifests/latest",
            "/v2/a/b/blobs/sha256:" + HEX,
            "/v2/a/blobs/uploads/",
            "/v2/a/blobs/uploads/1234-5678",
            "/v2/a/referrers/sha256:" + HEX);
    private static final List<String> ERRORS = List.of(
            "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"manifest unknown\",\"detail\":{\"Tag\":\"v1\"}}]}",
            "{\"errors\":[]}",
            "<html><title>502</title></html>",
            "{\"message\":\"no\"}");
    private static final List<String> CREDENTIALS = List.of(
            "{\"auths\":{\"https://index.docker.io/v1/\":{\"auth\":\"YTpi\"},\"h:5000/team\":{\"auth\":\"YTpi\",\"identitytoken\":\"t\"}}}",
            "{\"credHelpers\":{},\"auths\":{\"h\":{\"username\":\"a\",\"password\":\"b\"}},\"HttpHeaders\":{\"X\":\"y\"}}");

    private static final List<String> PAUSES = List.of(
            "0", "120", "1746136938", "Thu, 01 May 2025 20:00:30 GMT", "Thursday, 01-May-25 20:00:30 GMT", "1e9");

    @TempDir
    Path folder;

    private final InputWatch watch = new InputWatch();

    /** What is fed with one input; whether it accepts it. */
    private interface Parser<T> {
        boolean feed(T input) throws IOException;
    }

    @AfterEach
    void nothingHung() {
        watch.close();
        assertThat(watch.anyHung()).as("%s", watch.slowest()).isFalse();
    }

    @Test
    void namesAndLocators() {
        texts("names", CAMPAIGN.points(60_000, 700_000), NAMES, ParserChecks::names);
    }

    @Test
    void digests() {
        List<String> seeds = List.of("sha256:" + HEX, "sha512:" + HEX + HEX);
        texts("digests", CAMPAIGN.points(40_000, 600_000), seeds, ParserChecks::digests);
    }

    @Test
    void challenges() {
        texts("challenges", CAMPAIGN.points(60_000, 700_000), CHALLENGES, ParserChecks::challenges);
    }

    @Test
    void linksRangesAndPauses() {
        texts("links", CAMPAIGN.points(30_000, 400_000), LINKS, ParserChecks::links);
        texts("ranges", CAMPAIGN.points(20_000, 300_000), RANGES, ParserChecks::ranges);
        texts("pauses", CAMPAIGN.points(20_000, 300_000), PAUSES, ParserChecks::pauses);
    }

    @Test
    void routes() {
        texts("routes", CAMPAIGN.points(30_000, 300_000), PATHS, ParserChecks::routes);
    }

    @Test
    void errorBodies() {
        texts("error bodies", CAMPAIGN.points(10_000, 100_000), ERRORS, ParserChecks::errorBodies);
    }

    @Test
    void credentialFiles() {
        Path file = folder.resolve("config.json");
        texts(
                "logins",
                CAMPAIGN.points(3_000, 40_000),
                CREDENTIALS,
                text -> ParserChecks.credentials(text.getBytes(StandardCharsets.UTF_8), file));
    }

    /** What is accepted is re-read with a model of Go's decoder, which must see the same: that is bar B3. */
    @Test
    void documents() {
        List<byte[]> seeds = DocumentSeeds.all();
        int count = CAMPAIGN.points(40_000, 400_000) * TIMES;
        int accepted = run("documents", count, i -> json(seeds, i), ParserChecks::documents);
        assertThat(accepted).isGreaterThan(count / 20);
        agreed("documents", accepted);
    }

    @Test
    void savedManifests() {
        List<byte[]> seeds = SavedManifestCheck.seeds();
        int count = CAMPAIGN.points(3_000, 30_000) * TIMES;
        int accepted =
                run("manifest.json", count, i -> json(seeds, i), input -> SavedManifestCheck.check(input, folder));
        assertThat(accepted).isGreaterThan(count / 50);
        agreed("manifest.json", accepted);
    }

    @Test
    void compressedLayers() throws IOException {
        byte[] content = "The same line again and again.\n".repeat(200).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(content);
        }
        List<byte[]> seeds = List.of(gzip.toByteArray(), Zstd.compress(content));
        bytes("layers", CAMPAIGN.points(20_000, 300_000), seeds, ParserChecks::layers);
    }

    @Test
    void archives() {
        for (DamagedArchivesTest.Sort sort : DamagedArchivesTest.Sort.values()) {
            bytes(
                    "archives " + sort.name(),
                    CAMPAIGN.points(1_000, 10_000),
                    List.of(sort.bytes()),
                    input -> ParserChecks.archives(input, sort.scheme(), folder));
        }
    }

    /** Differences would have failed the run. */
    private static void agreed(String what, int accepted) {
        Campaign.of("B3").figure(what + " accepted, read otherwise by Go", accepted + ", 0");
    }

    private static byte[] json(List<byte[]> seeds, long number) {
        byte[] text = seeds.get((int) Math.floorMod(number, (long) seeds.size()));
        byte[] other = seeds.get((int) Math.floorMod(number * 31 + 7, (long) seeds.size()));
        return new Mutation(number).of(text, other);
    }

    private void texts(String name, int count, List<String> seeds, Parser<String> parser) {
        run(
                name,
                count * TIMES,
                i -> new WireMutation(i).of(seeds.get((int) Math.floorMod(i, (long) seeds.size()))),
                parser);
    }

    private void bytes(String name, int count, List<byte[]> seeds, Parser<byte[]> parser) {
        run(
                name,
                count * TIMES,
                i -> new WireMutation(i).of(seeds.get((int) Math.floorMod(i, (long) seeds.size()))),
                parser);
    }

    /** How many are accepted. */
    private <T> int run(String name, int count, LongFunction<T> input, Parser<T> parser) {
        int accepted = 0;
        long first = CAMPAIGN.seed() * 1_000_000_007L;
        for (int i = 0; i < count; i++) {
            T made = input.apply(first + i);
            watch.begin(name + " " + i);
            accepted += accepts(name + " " + i, made, parser) ? 1 : 0;
            watch.end();
        }
        CAMPAIGN.figure(name, count + " inputs, " + accepted + " accepted, slowest " + watch.slowest());
        return accepted;
    }

    private static <T> boolean accepts(String name, T input, Parser<T> parser) {
        try {
            return parser.feed(input);
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError e) {
            String text = input instanceof byte[] raw ? new String(raw, StandardCharsets.ISO_8859_1) : input.toString();
            return fail(name + " of " + CAMPAIGN.replay() + ": " + text, e);
        }
    }
}
