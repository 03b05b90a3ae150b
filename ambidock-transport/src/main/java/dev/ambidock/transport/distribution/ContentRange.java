// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.distribution;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes of a whole are meant.
 *
 * @param first position of the first byte
 * @param last position of the last byte
 * @param total length of the whole, if it is told
 * @ambidock.rule RFC 9110, section 14.4; distribution-spec, "Pushing a blob in chunks"
 */
public record ContentRange(long first, long last, OptionalLong total) {
    private static final Pattern FORM =
            Pattern.compile("(?:bytes[ =])?\\s*([0-9]{1,18})-([0-9]{1,18})(?:/([0-9]{1,18}|\\*))?");
    private static final Pattern OPEN = Pattern.compile("bytes=([0-9]{1,18})-");

    /** Reads {@code bytes 0-9/100} of downloads and {@code 0-9} of uploads; what is no part of the whole is none. */
    public static Optional<ContentRange> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String total = matcher.group(3);
        ContentRange range = new ContentRange(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                total == null || total.equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(total)));
        return Optional.of(range).filter(ContentRange::isPart);
    }

    private boolean isPart() {
        return first <= last && (total.isEmpty() || last < total.getAsLong());
    }

    /** What {@code bytes=N-M} or {@code bytes=N-} asks for of a whole of this length, as far as there is so much. */
    public static Optional<ContentRange> parseWanted(String text, long whole) {
        Matcher open = OPEN.matcher(text.strip());
        Optional<ContentRange> wanted = open.matches()
                ? Optional.of(new ContentRange(Long.parseLong(open.group(1)), whole - 1, OptionalLong.of(whole)))
                : parse(text)
                        .map(r -> new ContentRange(r.first(), Math.min(r.last(), whole - 1), OptionalLong.of(whole)));
        return wanted.filter(r -> text.strip().startsWith("bytes="));
    }

    /** The header that asks for all bytes from here on. */
    public static String from(long first) {
        return "bytes=" + first + "-";
    }

    /** The header that asks for the bytes from the first to the last. */
    public static String between(long first, long last) {
        return "bytes=" + first + "-" + last;
    }

    /** As uploads spell it. */
    public String forUpload() {
        return first + "-" + last;
    }

    /** As downloads spell it. */
    public String forDownload() {
        return "bytes " + first + "-" + last + "/" + (total.isPresent() ? String.valueOf(total.getAsLong()) : "*");
    }
}
