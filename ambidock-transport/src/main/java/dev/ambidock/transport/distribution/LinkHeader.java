// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.distribution;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a list goes on.
 *
 * @ambidock.rule RFC 8288, section 3; distribution-spec, "Listing Tags"
 */
public final class LinkHeader {
    private static final Pattern LINK = Pattern.compile("<([^<>]{0,4096})>([^<]{0,512})");
    /** A list of relations in quotes, or a single one. */
    private static final Pattern NEXT = Pattern.compile(
            ";\\s*rel\\s*=\\s*(?:\"\\s*(?:[^\"\\s]+\\s+){0,16}next(?:\\s[^\"]*)?\"|next\\s*(?:[;,]|$))",
            Pattern.CASE_INSENSITIVE);

    private LinkHeader() {}

    /** The target of the first link to the next page, absolute or relative as it was given. */
    public static Optional<String> next(List<String> lines) {
        for (String line : lines) {
            Matcher matcher = LINK.matcher(line);
            while (matcher.find()) {
                if (NEXT.matcher(matcher.group(2)).find()) {
                    return Optional.of(matcher.group(1).strip());
                }
            }
        }
        return Optional.empty();
    }

    /** A header's value that names the next page. */
    public static String of(String target) {
        return "<" + target + ">; rel=\"next\"";
    }
}
