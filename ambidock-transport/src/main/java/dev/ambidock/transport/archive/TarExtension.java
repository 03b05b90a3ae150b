// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.transport.archive.TarEntry.Piece;
import dev.ambidock.transport.error.ContentException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What stands before an entry's own header and overrides its fields: POSIX's extended header, GNU's long names. One object
 * for one entry.
 *
 * @ambidock.rule POSIX.1-2017, pax, "pax Extended Header"; GNU tar manual, "Storing Sparse Files"
 */
final class TarExtension {
    private static final String PATH = "path";
    private static final String TARGET = "linkpath";
    private static final String SIZE = "size";
    private static final String SPARSE = "GNU.sparse.";
    private static final Set<String> DECIDING = Set.of(PATH, TARGET, SIZE);

    private final String archive;
    private final Map<String, String> records = new HashMap<>();
    private final List<Piece> pieces = new ArrayList<>();
    private boolean present;

    TarExtension(String archive) {
        this.archive = archive;
    }

    /** Whether anything was read, so that an entry must follow. */
    boolean isPresent() {
        return present;
    }

    void addPax(byte[] content) throws ContentException {
        present = true;
        long offset = -1;
        for (Map.Entry<String, String> record : parse(content)) {
            switch (record.getKey()) {
                // The oldest form of a sparse map repeats these two.
                case SPARSE + "offset" -> offset = number(record.getValue());
                case SPARSE + "numbytes" -> pieces.add(new Piece(offset, number(record.getValue())));
                default -> records.put(record.getKey(), record.getValue());
            }
        }
    }

    /** One for all entries must not decide what an entry is: some readers would not heed it. */
    void checkGlobal(byte[] content) throws ContentException {
        for (Map.Entry<String, String> record : parse(content)) {
            if (DECIDING.contains(record.getKey()) || record.getKey().startsWith(SPARSE)) {
                throw malformed("a header for all entries names or sizes them");
            }
        }
    }

    void addLongName(byte[] content) {
        put(PATH, content);
    }

    void addLongTarget(byte[] content) {
        put(TARGET, content);
    }

    private void put(String key, byte[] content) {
        present = true;
        int end = 0;
        while (end < content.length && content[end] != 0) {
            end++;
        }
        records.put(key, new String(content, 0, end, StandardCharsets.UTF_8));
    }

    Optional<String> name() {
        return Optional.ofNullable(records.getOrDefault(SPARSE + "name", records.get(PATH)));
    }

    Optional<String> target() {
        return Optional.ofNullable(records.get(TARGET));
    }

    /** Length of what follows in the tar. */
    OptionalLong size() throws ContentException {
        return longOf(SIZE);
    }

    boolean isSparse() {
        return records.keySet().stream().anyMatch(key -> key.startsWith(SPARSE)) || !pieces.isEmpty();
    }

    /** Length of a sparse file as a whole. */
    long realSize() throws ContentException {
        OptionalLong size = longOf(SPARSE + "realsize");
        return (size.isPresent() ? size : longOf(SPARSE + "size"))
                .orElseThrow(() -> malformed("a sparse file has no size"));
    }

    /** Whether the map of a sparse file stands before its content. */
    boolean hasMapInContent() {
        return "1".equals(records.get(SPARSE + "major"));
    }

    /** The map of a sparse file, where it stands in the extended header. */
    List<Piece> pieces() throws ContentException {
        String map = records.get(SPARSE + "map");
        if (map == null || map.isEmpty()) {
            return pieces;
        }
        String[] numbers = map.split(",", -1);
        if (numbers.length % 2 != 0) {
            throw malformed("the map of a sparse file is incomplete");
        }
        List<Piece> mapped = new ArrayList<>();
        for (int i = 0; i < numbers.length; i += 2) {
            mapped.add(new Piece(number(numbers[i]), number(numbers[i + 1])));
        }
        return mapped;
    }

    private OptionalLong longOf(String key) throws ContentException {
        String text = records.get(key);
        return text == null ? OptionalLong.empty() : OptionalLong.of(number(text));
    }

    private long number(String text) throws ContentException {
        if (!text.matches("[0-9]{1,18}")) {
            throw malformed("a number in an extended header is none");
        }
        return Long.parseLong(text);
    }

    /** Records of the form {@code LENGTH KEY=VALUE\n}, in order. */
    private List<Map.Entry<String, String>> parse(byte[] content) throws ContentException {
        List<Map.Entry<String, String>> all = new ArrayList<>();
        int at = 0;
        while (at < content.length) {
            int blank = indexOf(content, ' ', at, Math.min(content.length, at + 10));
            int length = (int) number(new String(content, at, blank - at, StandardCharsets.US_ASCII));
            int end = at + length;
            if (end > content.length || end <= blank + 1 || content[end - 1] != '\n') {
                throw malformed("a record of an extended header has the wrong length");
            }
            int equals = indexOf(content, '=', blank + 1, end);
            all.add(Map.entry(
                    new String(content, blank + 1, equals - blank - 1, StandardCharsets.UTF_8),
                    new String(content, equals + 1, end - equals - 2, StandardCharsets.UTF_8)));
            at = end;
        }
        return all;
    }

    private int indexOf(byte[] content, char wanted, int from, int to) throws ContentException {
        for (int i = from; i < to; i++) {
            if (content[i] == wanted) {
                return i;
            }
        }
        throw malformed("a record of an extended header has no form");
    }

    private ContentException malformed(String problem) {
        return TarHeader.malformed(archive, problem);
    }
}
