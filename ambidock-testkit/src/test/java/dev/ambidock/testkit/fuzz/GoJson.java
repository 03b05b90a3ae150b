// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A reader of JSON that shares no code with the product's: RFC 8259 by hand, names looked up as Go's {@code
 * encoding/json} does it: the last member wins whose name is the wanted one after folding ASCII letters, U+017F and
 * U+212A.
 */
final class GoJson {
    /** A member's place, since names may stand twice. */
    record Member(String name, Object value) {}

    /** An object. */
    record Members(List<Member> all) {}

    /** A number as it is spelled. */
    record Numeral(String spelling) {}

    /** What is no JSON. */
    static final class NoJson extends Exception {
        private static final long serialVersionUID = 1L;

        NoJson(String message) {
            super(message);
        }
    }

    /** JSON's null. */
    static final Object NULL = new Object();

    private final String text;
    private int at;

    private GoJson(String text) {
        this.text = text;
    }

    /** {@link Members}, a list, or else a string, numeral, boolean or {@link #NULL}. */
    static Object parse(byte[] utf8) throws NoJson {
        GoJson json = new GoJson(new String(utf8, StandardCharsets.UTF_8));
        json.blanks();
        Object value = json.value();
        json.blanks();
        if (json.at != json.text.length()) {
            throw new NoJson("trailing data");
        }
        return value;
    }

    /** The member that Go would take. */
    static Optional<Object> member(Object object, String name) {
        Object found = null;
        if (object instanceof Members members) {
            for (Member member : members.all()) {
                if (folded(member.name()).equals(folded(name))) {
                    found = member.value();
                }
            }
        }
        return Optional.ofNullable(found);
    }

    /** All members as Go reads a map of strings. */
    static Map<String, String> texts(@Nullable Object object) throws NoJson {
        Map<String, String> texts = new LinkedHashMap<>();
        if (object instanceof Members members) {
            for (Member member : members.all()) {
                texts.put(member.name(), text(member.value()));
            }
        } else if (object != null && object != NULL) {
            throw new NoJson("no object");
        }
        return texts;
    }

    /** The elements; Go leaves a list nil for null. */
    static List<?> list(@Nullable Object value) throws NoJson {
        if (value == null || value == NULL) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw new NoJson("no list");
    }

    static String text(@Nullable Object value) throws NoJson {
        if (value == null || value == NULL) {
            return "";
        }
        if (value instanceof String text) {
            return text;
        }
        throw new NoJson("no string");
    }

    static long integer(@Nullable Object value) throws NoJson {
        if (value == null || value == NULL) {
            return 0;
        }
        try {
            return new BigInteger(((Numeral) value).spelling()).longValueExact();
        } catch (ClassCastException | ArithmeticException | NumberFormatException e) {
            throw new NoJson("no int64");
        }
    }

    private static String folded(String name) {
        StringBuilder out = new StringBuilder();
        for (char c : name.toCharArray()) {
            if (c == '\u017F') {
                out.append('S');
            } else if (c == '\u212A') {
                out.append('K');
            } else {
                out.append(c >= 'a' && c <= 'z' ? (char) (c - 32) : c);
            }
        }
        return out.toString();
    }

    private Object value() throws NoJson {
        char c = peek();
        return switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", NULL);
            default -> number();
        };
    }

    private Members object() throws NoJson {
        List<Member> members = new ArrayList<>();
        take('{');
        blanks();
        if (peek() == '}') {
            at++;
            return new Members(members);
        }
        while (true) {
            blanks();
            String name = string();
            blanks();
            take(':');
            blanks();
            members.add(new Member(name, value()));
            blanks();
            if (peek() == '}') {
                at++;
                return new Members(members);
            }
            take(',');
        }
    }

    private List<Object> array() throws NoJson {
        List<Object> elements = new ArrayList<>();
        take('[');
        blanks();
        if (peek() == ']') {
            at++;
            return elements;
        }
        while (true) {
            blanks();
            elements.add(value());
            blanks();
            if (peek() == ']') {
                at++;
                return elements;
            }
            take(',');
        }
    }

    private String string() throws NoJson {
        take('"');
        StringBuilder out = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at++);
            if (c < 0x20) {
                throw new NoJson("control character");
            }
            out.append(c == '\\' ? escape() : c);
        }
        at++;
        return out.toString();
    }

    private char escape() throws NoJson {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw new NoJson("escape");
        };
    }

    private char unicode() throws NoJson {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = "0123456789abcdef".indexOf(peek() >= 'A' && peek() <= 'F' ? peek() + 32 : peek());
            if (digit < 0) {
                throw new NoJson("hexadecimal digit");
            }
            value = value * 16 + digit;
            at++;
        }
        return (char) value;
    }

    private Numeral number() throws NoJson {
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String spelling = text.substring(from, at);
        if (!spelling.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            throw new NoJson("number");
        }
        return new Numeral(spelling);
    }

    private Object word(String word, Object value) throws NoJson {
        if (!text.startsWith(word, at)) {
            throw new NoJson("word");
        }
        at += word.length();
        return value;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() throws NoJson {
        if (at >= text.length()) {
            throw new NoJson("cut");
        }
        return text.charAt(at);
    }

    private void take(char c) throws NoJson {
        if (peek() != c) {
            throw new NoJson("expected " + c);
        }
        at++;
    }
}
