// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fills a tape from the parser's tokens. One reader reads one text. */
final class JsonReader {
    /** Up to this many members, comparing each pair is cheaper than a set. */
    private static final int PAIRWISE = 12;
    /** A power of two. */
    private static final int RECENT = 32;

    private final byte[] source;
    private final JsonLimits limits;
    private final boolean lenient;
    private final List<JsonOddity> oddities = new ArrayList<>(0);
    private final Set<String> names = new HashSet<>();
    /** Names met lately: spares the set most look-ups, since the parser gives equal names as one object. */
    private final @Nullable String[] recent = new String[RECENT];

    private final JsonTape tape;
    private byte[] parsed;
    private boolean escapes;
    /** Behind the last token. */
    private int cursor;

    private int depth;
    private int open = -1;
    private @Nullable String pendingName;
    private int pendingNameStart;

    JsonReader(byte[] source, JsonLimits limits, boolean lenient) {
        this.source = source;
        this.limits = limits;
        this.lenient = lenient;
        this.parsed = source;
        this.tape = new JsonTape(source.length);
    }

    JsonTree read() throws MalformedJsonException {
        if (source.length > limits.bytes()) {
            throw new MalformedJsonException(
                    JsonProblem.LIMIT,
                    limits.bytes(),
                    "the text has " + source.length + " bytes, more than the limit of " + limits.bytes());
        }
        Utf8Check check = new Utf8Check(source, lenient, oddities);
        parsed = check.checked();
        escapes = check.mayHoldEscapes();
        if (escapes) {
            parsed = JsonText.withoutLoneSurrogates(parsed);
        }
        try (JsonParser parser = newFactory().createParser(parsed)) {
            readAll(parser);
        } catch (StreamConstraintsException e) {
            throw new MalformedJsonException(JsonProblem.LIMIT, offsetOf(e), firstLine(e));
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException(JsonProblem.SYNTAX, offsetOf(e), firstLine(e));
        } catch (IOException e) {
            throw new MalformedJsonException(JsonProblem.SYNTAX, 0, "unreadable: " + e.getMessage());
        }
        return new JsonTree(source, tape, oddities);
    }

    /**
     * One for each text: a factory remembers names of former texts, and so could be poisoned by one of them. Its name
     * table is seeded at random: were an overflow of it a failure, the same text would be accepted today and refused
     * tomorrow. Full, it grows to a bound and then starts anew; the limit on names bounds the work.
     */
    private static JsonFactory newFactory() {
        return new JsonFactoryBuilder()
                .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    private void readAll(JsonParser parser) throws IOException, MalformedJsonException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new MalformedJsonException(JsonProblem.SYNTAX, source.length, "there is no JSON value");
        }
        for (; token != null; token = parser.nextToken()) {
            int at = nextStart();
            if (open < 0 && tape.size > 0) {
                throw new MalformedJsonException(
                        JsonProblem.TRAILING_DATA, at, "there is more than white space behind the end of the document");
            }
            switch (token) {
                case FIELD_NAME -> name(parser.currentName(), at);
                case START_OBJECT -> open(JsonKind.OBJECT, at);
                case START_ARRAY -> open(JsonKind.ARRAY, at);
                case END_OBJECT, END_ARRAY -> close(at);
                case VALUE_STRING -> add(JsonKind.STRING, at, literalEnd(at));
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> add(JsonKind.NUMBER, at, numberEnd(at));
                case VALUE_TRUE -> add(JsonKind.TRUE, at, at + 4);
                case VALUE_FALSE -> add(JsonKind.FALSE, at, at + 5);
                case VALUE_NULL -> add(JsonKind.NULL, at, at + 4);
                default -> throw new IllegalStateException("token " + token + " cannot come from a byte array");
            }
        }
    }

    private void name(String text, int at) throws MalformedJsonException {
        cursor = literalEnd(at);
        checkSurrogates(at, cursor);
        countName(text, at);
        pendingName = text;
        pendingNameStart = at;
    }

    @SuppressWarnings("ReferenceEquality") // an equal name that is another object only costs a look-up
    private void countName(String text, int at) throws MalformedJsonException {
        int place = text.hashCode() & (RECENT - 1);
        if (recent[place] == text) {
            return;
        }
        recent[place] = text;
        if (names.add(text) && names.size() > limits.names()) {
            throw new MalformedJsonException(
                    JsonProblem.LIMIT, at, "more than " + limits.names() + " different member names");
        }
    }

    /** Where the parser's present token begins. The parser has checked what lies before it, and tells places dearly. */
    private int nextStart() {
        int i = cursor;
        while (isBetweenTokens(parsed[i])) {
            i++;
        }
        return i;
    }

    private static boolean isBetweenTokens(byte b) {
        return b == ',' || b == ':' || b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** As {@link JsonText#literalEnd}; the parser reads a string's inside later, so it may be cut short. */
    private int literalEnd(int quote) {
        if (escapes) {
            return JsonText.literalEnd(parsed, quote);
        }
        int i = quote + 1;
        while (i < parsed.length && parsed[i] != '"') {
            i++;
        }
        return Math.min(i + 1, parsed.length);
    }

    private void open(JsonKind kind, int at) throws MalformedJsonException {
        if (++depth > limits.depth()) {
            throw new MalformedJsonException(
                    JsonProblem.LIMIT, at, "nested deeper than the limit of " + limits.depth());
        }
        open = add(kind, at, at);
        cursor = at + 1;
    }

    private void close(int at) throws MalformedJsonException {
        int closed = open;
        cursor = at + 1;
        tape.end[closed] = cursor;
        tape.after[closed] = tape.size;
        if (tape.kind(closed) == JsonKind.OBJECT) {
            checkDuplicates(closed);
        }
        open = tape.parent[closed];
        depth--;
    }

    private int add(JsonKind kind, int from, int to) throws MalformedJsonException {
        if (tape.size == limits.values()) {
            throw new MalformedJsonException(
                    JsonProblem.LIMIT, from, "more than the limit of " + limits.values() + " JSON values");
        }
        if (kind == JsonKind.STRING) {
            checkSurrogates(from, to);
        }
        cursor = to;
        int slot = tape.add(kind, from, to, open);
        if (pendingName != null) {
            tape.name[slot] = pendingName;
            tape.nameStart[slot] = pendingNameStart;
            pendingName = null;
        }
        return slot;
    }

    private void checkSurrogates(int from, int to) throws MalformedJsonException {
        int lone = escapes ? JsonText.loneSurrogate(source, from, to) : -1;
        if (lone >= 0) {
            report(JsonProblem.LONE_SURROGATE, lone, "half of a surrogate pair stands alone");
        }
    }

    private void checkDuplicates(int object) throws MalformedJsonException {
        int count = 0;
        int end = tape.after[object];
        for (int i = object + 1; i < end && count <= PAIRWISE; i = tape.after[i]) {
            count++;
        }
        if (count > PAIRWISE) {
            checkManyForDuplicates(object, end);
            return;
        }
        for (int i = object + 1; i < end; i = tape.after[i]) {
            for (int j = object + 1; j < i; j = tape.after[j]) {
                if (sameName(i, j)) {
                    duplicate(i);
                    break;
                }
            }
        }
    }

    private void checkManyForDuplicates(int object, int end) throws MalformedJsonException {
        Set<@Nullable String> seen = new HashSet<>();
        for (int i = object + 1; i < end; i = tape.after[i]) {
            if (!seen.add(tape.name[i])) {
                duplicate(i);
            }
        }
    }

    private boolean sameName(int i, int j) {
        String one = tape.name[i];
        return one != null && one.equals(tape.name[j]);
    }

    private void duplicate(int slot) throws MalformedJsonException {
        report(
                JsonProblem.DUPLICATE_MEMBER,
                tape.nameStart[slot],
                "the member \"" + JsonText.printable(String.valueOf(tape.name[slot]))
                        + "\" stands twice in one object");
    }

    private void report(JsonProblem problem, int at, String text) throws MalformedJsonException {
        if (!lenient) {
            throw new MalformedJsonException(problem, at, text);
        }
        if (oddities.size() < Utf8Check.MOST_ODDITIES) {
            oddities.add(new JsonOddity(problem, at, text));
        }
    }

    private int numberEnd(int from) {
        int i = from;
        while (i < parsed.length && isNumberByte(parsed[i])) {
            i++;
        }
        return i;
    }

    private static boolean isNumberByte(byte b) {
        return (b >= '0' && b <= '9') || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
    }

    private int offsetOf(JsonProcessingException e) {
        if (e.getLocation() == null) {
            return 0;
        }
        long offset = e.getLocation().getByteOffset();
        return (int) Math.max(0, Math.min(offset, source.length));
    }

    /** The parser's own words without its place, which counts in its own way, and without quoted input. */
    private static String firstLine(JsonProcessingException e) {
        String text = e.getOriginalMessage();
        int end = text.length();
        for (String tail : new String[] {"\n", " (start marker at", " (for "}) {
            int at = text.indexOf(tail);
            end = at < 0 ? end : Math.min(end, at);
        }
        return JsonText.printable(text.substring(0, end));
    }
}
