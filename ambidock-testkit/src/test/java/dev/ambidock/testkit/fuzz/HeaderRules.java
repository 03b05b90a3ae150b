// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

import static dev.ambidock.testkit.fuzz.Refusals.require;

import dev.ambidock.transport.distribution.Challenge;
import dev.ambidock.transport.distribution.ContentRange;
import dev.ambidock.transport.distribution.ErrorDocument;
import dev.ambidock.transport.distribution.LinkHeader;
import dev.ambidock.transport.distribution.RetryAfter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Headers of answers and the bodies of refusals. Nothing here may be refused but by an empty answer. */
final class HeaderRules {
    private static final Instant NOW = Instant.parse("2026-11-27T00:00:00Z");
    private static final long WHOLE = 1000;
    private static final int MOST_SHOWN = 201;

    private HeaderRules() {}

    /** {@code WWW-Authenticate}: schemes and names are in lower case; written down, each challenge is read again. */
    static boolean challenge(byte[] input) {
        String text = utf8(input);
        List<Challenge> challenges = Challenge.parse(List.of(text));
        require(Challenge.parse(List.of(text, text)).size() == 2 * challenges.size(), "lines that touch", text);
        for (Challenge challenge : challenges) {
            String scheme = challenge.scheme();
            require(!scheme.isEmpty() && scheme.equals(scheme.toLowerCase(Locale.ROOT)), "scheme", scheme);
            StringBuilder again = new StringBuilder(scheme);
            challenge.parameters().forEach((name, value) -> {
                require(!name.isEmpty() && name.equals(name.toLowerCase(Locale.ROOT)), "name", name);
                again.append(again.length() == scheme.length() ? " " : ", ").append(name);
                again.append("=\"")
                        .append(value.replaceAll("[\\\\\"]", "\\\\$0"))
                        .append('"');
            });
            List<Challenge> read = Challenge.parse(List.of(again.toString()));
            require(read.equals(List.of(challenge)), "another challenge", again);
        }
        return !challenges.isEmpty();
    }

    static boolean link(byte[] input) {
        Optional<String> next = LinkHeader.next(List.of(utf8(input)));
        next.ifPresent(target ->
                require(LinkHeader.next(List.of(LinkHeader.of(target))).equals(next), "another target", target));
        return next.isPresent();
    }

    /** {@code Range} and {@code Content-Range}. */
    static boolean range(byte[] input) {
        String text = utf8(input);
        Optional<ContentRange> range = ContentRange.parse(text);
        range.ifPresent(r -> {
            require(r.first() >= 0 && r.last() >= 0, "negative", r);
            require(ContentRange.parse(r.forDownload()).equals(range), "another range", r);
        });
        Optional<ContentRange> wanted = ContentRange.parseWanted(text, WHOLE);
        wanted.ifPresent(r -> require(r.first() >= 0 && r.last() < WHOLE, "beyond the end", r));
        return range.isPresent() || wanted.isPresent();
    }

    /** {@code Retry-After}: never back in time, and a length that clocks can hold. */
    static boolean retryAfter(byte[] input) {
        Optional<Duration> asked = RetryAfter.parse(utf8(input), NOW);
        asked.ifPresent(a -> {
            require(!a.isNegative(), "back in time", a);
            require(a.toMillis() >= 0 && NOW.plus(a).compareTo(NOW) >= 0, "no length", a);
        });
        return asked.isPresent();
    }

    /** A refusal's body: short, on one line, printable. */
    static boolean errorBody(byte[] input) {
        ErrorDocument error = ErrorDocument.read(input);
        String message = error.message();
        require(message.length() <= MOST_SHOWN, "too long", message.length());
        require(message.codePoints().noneMatch(Character::isISOControl), "unprintable", message);
        require(error.code().matches("[A-Z0-9_]{0,64}"), "code", error.code());
        return !message.isEmpty() || !error.code().isEmpty();
    }

    /** One text as all of them. */
    static boolean any(byte[] input) {
        return challenge(input) | link(input) | range(input) | retryAfter(input) | errorBody(input);
    }

    private static String utf8(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }
}
