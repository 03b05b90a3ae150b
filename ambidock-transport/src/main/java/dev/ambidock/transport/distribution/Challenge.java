// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.distribution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a server wants to be told who asks.
 *
 * @param scheme in lower case, such as {@code bearer}
 * @param parameters by lower-case name; of several with one name the first
 * @ambidock.rule RFC 9110, section 11
 */
public record Challenge(String scheme, Map<String, String> parameters) {

    /** Keeps the parameters' order. */
    public Challenge {
        parameters = new LinkedHashMap<>(parameters);
    }

    /** A parameter's value; empty if it is not there or has no characters. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(v -> !v.isEmpty());
    }

    /**
     * All challenges of an answer, in their order. What cannot be understood is left out.
     *
     * @param lines the values of its headers: several lines, and several challenges in one
     */
    public static List<Challenge> parse(List<String> lines) {
        List<Challenge> challenges = new ArrayList<>();
        for (String line : lines) {
            new Reader(line).read(challenges);
        }
        return challenges;
    }

    @Override
    public String toString() {
        return scheme;
    }

    /** Reads one line: a list of schemes, each with a list of parameters, both parted by commas. */
    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        void read(List<Challenge> challenges) {
            Optional<String> scheme = Optional.empty();
            Map<String, String> parameters = new LinkedHashMap<>();
            while (skip()) {
                String word = token();
                if (word.isEmpty()) {
                    at++;
                    continue;
                }
                if (isParameter()) {
                    parameters.putIfAbsent(word.toLowerCase(Locale.ROOT), value());
                } else {
                    add(challenges, scheme, parameters);
                    scheme = Optional.of(word.toLowerCase(Locale.ROOT));
                    parameters = new LinkedHashMap<>();
                    skipToken68();
                }
            }
            add(challenges, scheme, parameters);
        }

        private static void add(List<Challenge> challenges, Optional<String> scheme, Map<String, String> parameters) {
            scheme.ifPresent(s -> challenges.add(new Challenge(s, parameters)));
        }

        /** Passes blanks and commas; whether something follows. */
        private boolean skip() {
            while (at < text.length() && (isBlank(text.charAt(at)) || text.charAt(at) == ',')) {
                at++;
            }
            return at < text.length();
        }

        private String token() {
            int from = at;
            while (at < text.length() && isToken(text.charAt(at))) {
                at++;
            }
            return text.substring(from, at);
        }

        /** Whether an equals sign follows the word; passes it. */
        private boolean isParameter() {
            int next = blanks(at);
            if (next < text.length() && text.charAt(next) == '=') {
                at = next + 1;
                return true;
            }
            return false;
        }

        private String value() {
            at = blanks(at);
            if (at < text.length() && text.charAt(at) == '"') {
                return quoted();
            }
            int from = at;
            while (at < text.length() && text.charAt(at) != ',' && !isBlank(text.charAt(at))) {
                at++;
            }
            return text.substring(from, at);
        }

        private String quoted() {
            StringBuilder value = new StringBuilder();
            for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                value.append(text.charAt(at));
            }
            at++;
            return value.toString();
        }

        /** Passes what NTLM and Negotiate have in the place of parameters. */
        private void skipToken68() {
            int from = blanks(at);
            int to = from;
            while (to < text.length() && isToken68(text.charAt(to))) {
                to++;
            }
            int equals = to;
            while (equals < text.length() && text.charAt(equals) == '=') {
                equals++;
            }
            int next = blanks(equals);
            if (to > from && (next == text.length() || text.charAt(next) == ',')) {
                at = equals;
            }
        }

        private int blanks(int from) {
            int to = from;
            while (to < text.length() && isBlank(text.charAt(to))) {
                to++;
            }
            return to;
        }

        private static boolean isBlank(char c) {
            return c == ' ' || c == '\t';
        }

        private static boolean isToken(char c) {
            return isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
        }

        private static boolean isToken68(char c) {
            return isLetterOrDigit(c) || "-._~+/".indexOf(c) >= 0;
        }

        /** Of ASCII: others may become another text in lower case. */
        private static boolean isLetterOrDigit(char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        }
    }
}
