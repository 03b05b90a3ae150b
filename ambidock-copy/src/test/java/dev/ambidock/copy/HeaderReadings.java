// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.transport.distribution.Challenge;
import dev.ambidock.transport.distribution.ContentRange;
import dev.ambidock.transport.distribution.LinkHeader;
import dev.ambidock.transport.distribution.RetryAfter;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Headers as servers spell them, rightly and wrongly, and what is read of each; {@code -} where it is passed over. */
final class HeaderReadings {
    private static final Instant NOW = Instant.parse("2025-05-01T20:00:00Z");
    private static final String NONE = "-";

    private HeaderReadings() {}

    static void addTo(List<BadInput> all) {
        challenges(all);
        links(all);
        ranges(all);
        pauses(all);
    }

    private static void add(
            List<BadInput> all, String header, UnaryOperator<String> reader, String text, String expected) {
        all.add(new BadInput("header", header + " " + shown(text), expected, folder -> reader.apply(text)));
    }

    private static String shown(String text) {
        String plain = text.replaceAll("[^ -~]", "?");
        return plain.length() < 80 ? plain : plain.substring(0, 80) + "...";
    }

    private static void challenges(List<BadInput> all) {
        String[][] table = {
            {"", NONE},
            {",,, ,", NONE},
            {"Basic", "basic{}"},
            {"bEaReR realm=\"https://a/t\"", "bearer{realm=https://a/t}"},
            {"Bearer realm=https://a/t", "bearer{realm=https://a/t}"},
            {"Bearer realm = \"a\" , service = b", "bearer{realm=a, service=b}"},
            {"Bearer service=\"s\",realm=\"r\"", "bearer{service=s, realm=r}"},
            {"Bearer scope=\"repository:a/b:pull,push\"", "bearer{scope=repository:a/b:pull,push}"},
            {"Bearer realm=\"a\\\"b\"", "bearer{realm=a\"b}"},
            {"Bearer realm=\"unclosed", "bearer{realm=unclosed}"},
            {"Bearer realm=\"a\",realm=\"b\"", "bearer{realm=a}"},
            {"Bearer REALM=\"a\"", "bearer{realm=a}"},
            {"Bearer realm=\"\"", "bearer{realm=}"},
            {"Negotiate, Basic realm=\"x\"", "negotiate{} basic{realm=x}"},
            {"NTLM TlRMTVNTUAAB==, Bearer realm=\"x\"", "ntlm{} bearer{realm=x}"},
            {"Basic realm=\"x\", Bearer realm=\"y\",service=z", "basic{realm=x} bearer{realm=y, service=z}"},
            {"realm=\"x\"", NONE},
            {"\"Bearer\"", "bearer{}"},
            {"Bearer\u0000realm=x", "bearer{realm=x}"},
            {"Bearer realm=\"a\"; service=\"b\"", "bearer{realm=a, service=b}"},
        };
        for (String[] row : table) {
            add(all, "WWW-Authenticate", HeaderReadings::challenge, row[0], row[1]);
        }
    }

    private static String challenge(String text) {
        String read = Challenge.parse(List.of(text)).stream()
                .map(c -> c.scheme() + c.parameters())
                .collect(Collectors.joining(" "));
        return read.isEmpty() ? NONE : read;
    }

    private static void links(List<BadInput> all) {
        String[][] table = {
            {"", NONE},
            {"</v2/a/tags/list?n=2&last=b>; rel=\"next\"", "/v2/a/tags/list?n=2&last=b"},
            {"<x>;rel=next", "x"},
            {"<x>; REL=\"NEXT\"", "x"},
            {"<x>; rel=\"prev\", <y>; rel=\"next\"", "y"},
            {"<x>; title=\"a, b\"; rel=\"next\"", "x"},
            {"<x>; rel=\"nextish\"", NONE},
            {"<x>", NONE},
            {"x; rel=\"next\"", NONE},
            {"<x; rel=\"next\"", NONE},
            {"<>; rel=\"next\"", ""},
            {"< x >; rel=next", "x"},
            {"<" + "x".repeat(5000) + ">; rel=next", NONE},
            {"<x>; xrel=next", NONE},
        };
        for (String[] row : table) {
            add(all, "Link", text -> LinkHeader.next(List.of(text)).orElse(NONE), row[0], row[1]);
        }
    }

    private static void ranges(List<BadInput> all) {
        String[][] table = {
            {"bytes 0-99/1000", "0-99 of 1000"},
            {"bytes 0-99/*", "0-99 of ?"},
            {"0-99", "0-99 of ?"},
            {"bytes */1000", NONE},
            {"bytes 0-/1000", NONE},
            {"bytes -5/10", NONE},
            {"bytes 0--1/10", NONE},
            {"items 0-9/10", NONE},
            {"bytes 99999999999999999999-0/1", NONE},
            {"bytes 0x0-0x9/10", NONE},
            {"bytes 0-9/10, 20-29/30", NONE},
            {"bytes 1.5-9/10", NONE},
            {"bytes \u0660-\u0669/10", NONE},
            {"", NONE},
            {"bytes 9-0/10", NONE},
            {"bytes 0-10/10", NONE},
        };
        for (String[] row : table) {
            add(all, "Content-Range", HeaderReadings::range, row[0], row[1]);
        }
        String[][] wanted = {
            {"bytes=0-9", "0-9 of 100"},
            {"bytes=90-", "90-99 of 100"},
            {"bytes=90-1000", "90-99 of 100"},
            {"bytes=-5", NONE},
            {"bytes=0-9,20-29", NONE},
            {"0-9", NONE},
            {"bytes=a-b", NONE},
        };
        for (String[] row : wanted) {
            add(
                    all,
                    "Range",
                    text -> ContentRange.parseWanted(text, 100)
                            .map(HeaderReadings::text)
                            .orElse(NONE),
                    row[0],
                    row[1]);
        }
    }

    private static String range(String text) {
        return ContentRange.parse(text).map(HeaderReadings::text).orElse(NONE);
    }

    private static String text(ContentRange range) {
        return range.first() + "-" + range.last() + " of "
                + (range.total().isPresent() ? range.total().getAsLong() : "?");
    }

    private static void pauses(List<BadInput> all) {
        String[][] table = {
            {"0", "PT0S"},
            {"2", "PT2S"},
            {"-5", NONE},
            {"abc", NONE},
            {"1.5", NONE},
            {"1e3", NONE},
            {"", NONE},
            {"1746129650", "PT50S"},
            {"1746129000", "PT0S"},
            {"99999999999999999999", NONE},
            {"Thu, 01 May 2025 20:00:30 GMT", "PT30S"},
            {"Thu, 01 May 2025 19:00:00 GMT", "PT0S"},
            {"Thu, 41 May 2025 20:00:30 GMT", NONE},
            {"2025-05-01T20:00:30Z", NONE},
            {"\u0665", NONE},
        };
        for (String[] row : table) {
            add(
                    all,
                    "Retry-After",
                    text -> RetryAfter.parse(text, NOW).map(Object::toString).orElse(NONE),
                    row[0],
                    row[1]);
        }
    }
}
