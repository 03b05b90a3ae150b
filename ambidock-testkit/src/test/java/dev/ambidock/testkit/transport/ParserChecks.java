// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.document.CanonicalForm;
import dev.ambidock.document.Document;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Reading;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Digest;
import dev.ambidock.model.ImageName;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MalformedTextException;
import dev.ambidock.testkit.GoAgreement;
import dev.ambidock.transport.LocatorText;
import dev.ambidock.transport.codec.LayerDecoder;
import dev.ambidock.transport.credential.CredentialFiles;
import dev.ambidock.transport.distribution.Challenge;
import dev.ambidock.transport.distribution.ContentRange;
import dev.ambidock.transport.distribution.ErrorDocument;
import dev.ambidock.transport.distribution.LinkHeader;
import dev.ambidock.transport.distribution.RetryAfter;
import dev.ambidock.transport.distribution.Route;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.registry.RegistryLocator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One check for each parser of bytes from outside: any input is accepted or refused in the declared way, and what is accepted
 * keeps its promise. Each answers whether it was accepted; everything else is thrown.
 */
public final class ParserChecks {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MOST_UNWRAPPED = 64 << 20;

    private ParserChecks() {}

    /** References of images, and locators of registries and folders. */
    public static boolean names(String text) {
        Optional<ImageName> found = ImageName.find(text);
        found.ifPresent(name -> assertThat(ImageName.parse(name.toString())).isEqualTo(name));
        accepts(() -> RegistryLocator.parse(text));
        accepts(() -> LocatorText.parse(text));
        return found.isPresent();
    }

    /** Digests. */
    public static boolean digests(String text) {
        return accepts(() -> assertThat(Digest.parse(text).toString()).isEqualTo(text));
    }

    /** {@code WWW-Authenticate}, in one line and in two. */
    public static boolean challenges(String text) {
        List<Challenge> challenges = Challenge.parse(List.of(text, text));
        for (Challenge challenge : challenges) {
            assertThat(challenge.scheme()).isNotEmpty();
            challenge.parameters().keySet().forEach(name -> assertThat(name).isNotEmpty());
        }
        return !challenges.isEmpty();
    }

    /** {@code Link}. */
    public static boolean links(String text) {
        Optional<String> next = LinkHeader.next(List.of(text));
        next.ifPresent(target -> assertThat(target).doesNotContain("<", ">"));
        return next.isPresent();
    }

    /** {@code Range} and {@code Content-Range}. */
    public static boolean ranges(String text) {
        Optional<ContentRange> range = ContentRange.parse(text);
        range.ifPresent(r -> {
            assertThat(r.first()).isNotNegative();
            assertThat(ContentRange.parse(r.forDownload())).contains(r);
        });
        ContentRange.parseWanted(text, 1000).ifPresent(r -> assertThat(r.last()).isLessThan(1000));
        return range.isPresent();
    }

    /** {@code Retry-After}. */
    public static boolean pauses(String text) {
        Optional<java.time.Duration> pause = RetryAfter.parse(text, NOW);
        pause.ifPresent(p -> assertThat(p.isNegative()).isFalse());
        return pause.isPresent();
    }

    /** Paths of the distribution API. */
    public static boolean routes(String text) {
        Optional<Route> route = Route.parse(text);
        route.ifPresent(r -> assertThat(Route.parse(r.path())).contains(r));
        return route.isPresent();
    }

    /** Bodies of refusals. */
    public static boolean errorBodies(String text) {
        String message =
                ErrorDocument.read(text.getBytes(StandardCharsets.UTF_8)).message();
        assertThat(message.codePoints()).noneMatch(c -> Character.isISOControl(c));
        return !message.isEmpty();
    }

    /** A file of logins, written to this place. */
    public static boolean credentials(byte[] input, Path file) throws IOException {
        return declared(() -> {
            Files.write(file, input);
            CredentialFiles.at(file, Map.of()).find("h:5000", "team/app");
        });
    }

    /** Manifests, indexes and configs; what is accepted, Go reads the same, and the canonical form is the same document. */
    public static boolean documents(byte[] input) {
        byte[] before = input.clone();
        Reading reading = Documents.read(Bytes.wrap(input), Limits.defaults());
        assertThat(Arrays.equals(before, input)).as("input unchanged").isTrue();
        if (reading.kind() == Reading.Kind.REJECTED) {
            assertThat(reading.findings()).isNotEmpty();
            return false;
        }
        Document document = reading.orThrow();
        GoAgreement.check("input", document, input);
        Document again =
                Documents.read(CanonicalForm.of(document), Limits.defaults()).orThrow();
        assertThat(again.kind()).isEqualTo(document.kind());
        assertThat(again.edges()).hasSameSizeAs(document.edges());
        return true;
    }

    /** A layer in whatever wrapping. */
    public static boolean layers(byte[] input) throws IOException {
        return declared(() -> {
            try (InputStream tar =
                    LayerDecoder.open(new ByteArrayInputStream(input), "layer").tar()) {
                assertThat(tar.readNBytes(MOST_UNWRAPPED).length).isLessThan(MOST_UNWRAPPED);
            }
        });
    }

    /** An archive, written to this folder and read to its end. Reading verifies digests, so content is never another's. */
    public static boolean archives(byte[] input, String scheme, Path folder) throws IOException {
        Path file = folder.resolve("archive");
        return declared(() -> {
            Files.write(file, input);
            ArchiveReading.of(scheme, file, folder);
        });
    }

    private static boolean accepts(Runnable parse) {
        try {
            parse.run();
            return true;
        } catch (MalformedTextException e) {
            assertThat(e.rule()).isNotEmpty();
            return false;
        }
    }

    /** What reads a file or a stream. */
    private interface Reader {
        void read() throws IOException;
    }

    private static boolean declared(Reader reader) throws IOException {
        try {
            reader.read();
            return true;
        } catch (ContentException e) {
            assertThat(e.problem()).isNotEmpty();
            return false;
        }
    }
}
