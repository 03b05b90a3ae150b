// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.github.luben.zstd.Zstd;
import dev.ambidock.document.Documents;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Digest;
import dev.ambidock.model.ImageName;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MalformedTextException;
import dev.ambidock.testkit.hostile.HostileDocument;
import dev.ambidock.testkit.hostile.HostileDocuments;
import dev.ambidock.transport.LocatorText;
import dev.ambidock.transport.codec.LayerDecoder;
import dev.ambidock.transport.credential.CredentialFiles;
import dev.ambidock.transport.distribution.Challenge;
import dev.ambidock.transport.distribution.ContentRange;
import dev.ambidock.transport.distribution.ErrorDocument;
import dev.ambidock.transport.distribution.LinkHeader;
import dev.ambidock.transport.distribution.Route;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.registry.RegistryLocator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that reads bytes from outside, fed with seeded mutations of good input: it answers or fails in the declared way,
 * and what it accepts holds what it promises. A failure names its number; the same number makes the same input again.
 * {@code -Dambidock.fuzz=N} makes N times as many.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class ParserFuzzTest {
    private static final int TIMES = Integer.getInteger("ambidock.fuzz", 1);
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
            "{\"auths\":{\"h\":{\"username\":\"a\",\"password\":\"b\"}},\"HttpHeaders\":{\"X\":\"y\"}}");

    @TempDir
    Path folder;

    /** What is fed with one input. */
    private interface Parser<T> {
        void feed(T input) throws IOException;
    }

    @Test
    void namesAndLocators() {
        texts(60_000, NAMES, text -> {
            ImageName.find(text)
                    .ifPresent(
                            name -> assertThat(ImageName.parse(name.toString())).isEqualTo(name));
            refusing(() -> RegistryLocator.parse(text));
            refusing(() -> LocatorText.parse(text));
        });
    }

    @Test
    void digests() {
        texts(
                40_000,
                List.of("sha256:" + HEX, "sha512:" + HEX + HEX),
                text -> refusing(() -> assertThat(Digest.parse(text).toString()).isEqualTo(text)));
    }

    @Test
    void challenges() {
        texts(60_000, CHALLENGES, text -> {
            for (Challenge challenge : Challenge.parse(List.of(text, text))) {
                assertThat(challenge.scheme()).isNotEmpty();
            }
        });
    }

    @Test
    void linksAndRanges() {
        texts(40_000, LINKS, text -> LinkHeader.next(List.of(text)));
        texts(40_000, RANGES, text -> {
            ContentRange.parse(text)
                    .ifPresent(range -> assertThat(range.first()).isNotNegative());
            ContentRange.parseWanted(text, 1000)
                    .ifPresent(range -> assertThat(range.last()).isLessThan(1000));
        });
    }

    @Test
    void routes() {
        texts(
                40_000,
                PATHS,
                text -> Route.parse(text)
                        .ifPresent(
                                route -> assertThat(Route.parse(route.path())).contains(route)));
    }

    @Test
    void errorBodies() {
        texts(30_000, ERRORS, text -> ErrorDocument.read(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void credentialFiles() throws IOException {
        Path file = folder.resolve("config.json");
        texts(6_000, CREDENTIALS, text -> {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            CredentialFiles.at(file, Map.of()).find("h:5000", "team/app");
        });
    }

    @Test
    void documents() {
        List<byte[]> seeds = HostileDocuments.all().stream()
                .map(HostileDocument::bytes)
                .filter(b -> b.length > 0 && b.length < 2_000)
                .toList();
        bytes(40_000, seeds, input -> Documents.read(Bytes.wrap(input), Limits.defaults()));
    }

    @Test
    void compressedLayers() throws IOException {
        byte[] content = "The same line again and again.\n".repeat(200).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(content);
        }
        bytes(20_000, List.of(gzip.toByteArray(), Zstd.compress(content)), input -> {
            try (InputStream tar =
                    LayerDecoder.open(new ByteArrayInputStream(input), "layer").tar()) {
                assertThat(tar.readAllBytes().length).isLessThan(64 << 20);
            }
        });
    }

    @Test
    void archives() throws IOException {
        Path file = folder.resolve("archive");
        for (DamagedArchivesTest.Sort sort : DamagedArchivesTest.Sort.values()) {
            bytes(1_500, List.of(sort.bytes()), input -> {
                Files.write(file, input);
                ArchiveReading.of(sort.scheme(), file, folder);
            });
        }
    }

    private static void refusing(Runnable parse) {
        try {
            parse.run();
        } catch (MalformedTextException e) {
            assertThat(e.rule()).isNotEmpty();
        }
    }

    private static void texts(int count, List<String> seeds, Parser<String> parser) {
        for (int i = 0; i < count * TIMES; i++) {
            feed(i, new WireMutation(i).of(seeds.get(i % seeds.size())), parser);
        }
    }

    private static void bytes(int count, List<byte[]> seeds, Parser<byte[]> parser) {
        for (int i = 0; i < count * TIMES; i++) {
            feed(i, new WireMutation(i).of(seeds.get(i % seeds.size())), parser);
        }
    }

    private static <T> void feed(int number, T input, Parser<T> parser) {
        try {
            parser.feed(input);
        } catch (ContentException e) {
            assertThat(e.problem()).isNotEmpty();
        } catch (IOException | RuntimeException | StackOverflowError | AssertionError e) {
            String text = input instanceof byte[] raw ? new String(raw, StandardCharsets.ISO_8859_1) : input.toString();
            fail("input " + number + ": " + text, e);
        }
    }
}
