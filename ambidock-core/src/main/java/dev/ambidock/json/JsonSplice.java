// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A list of edits of one {@link JsonTree}, carried out as one splice of its bytes: every byte outside the edited values
 * stays. Confined to one thread. Edits must not overlap, except that removals of neighbours are joined, and that an edit
 * beneath a value that is removed or replaced as a whole goes away with it.
 */
public final class JsonSplice {
    private final JsonTree tree;
    private final List<Cut> cuts = new ArrayList<>();
    /** Slots of values that go away as a whole. */
    private final BitSet removed = new BitSet();

    /** Slots of values that another text replaces as a whole. */
    private final BitSet replaced = new BitSet();

    /** Bytes [from, to) of the source give way to {@code with}; equal positions keep the order of their making. */
    private record Cut(int slot, int from, int to, String with) {}

    public JsonSplice(JsonTree tree) {
        this.tree = tree;
    }

    /** Whether nothing was edited yet. */
    public boolean isEmpty() {
        return cuts.isEmpty() && removed.isEmpty();
    }

    /** Replaces a value by the given JSON text. */
    public void replaceRaw(JsonValue value, String json) {
        cuts.add(new Cut(value.slot, value.start(), value.end(), json));
        replaced.set(value.slot);
    }

    /**
     * Makes a string say something else, touching only what differs, so escapes in the common head and tail stay.
     *
     * @return whether the way back would restore the present spelling: false if the part that gives way holds an escape
     */
    public boolean replaceText(JsonValue string, String text) {
        return isPlain(string.start(), string.end()) ? replacePlain(string, text) : replaceSpelled(string, text);
    }

    /** Whether each byte of the literal is one character. */
    private boolean isPlain(int from, int to) {
        for (int i = from; i < to; i++) {
            if (tree.source[i] < 0 || tree.source[i] == '\\') {
                return false;
            }
        }
        return true;
    }

    /** The same as {@link #replaceSpelled} where nothing is escaped: no decoding, no map, and nothing to lose. */
    private boolean replacePlain(JsonValue string, String text) {
        byte[] source = tree.source;
        int from = string.start() + 1;
        int to = string.end() - 1;
        int most = Math.min(to - from, text.length());
        int head = 0;
        while (head < most && source[from + head] == text.charAt(head)) {
            head++;
        }
        int tail = 0;
        while (tail < most - head && source[to - 1 - tail] == text.charAt(text.length() - 1 - tail)) {
            tail++;
        }
        StringBuilder middle = new StringBuilder(text.length() - tail - head + 8);
        JsonText.escape(middle, text.substring(head, text.length() - tail));
        cuts.add(new Cut(string.slot, from + head, to - tail, middle.toString()));
        return true;
    }

    private boolean replaceSpelled(JsonValue string, String text) {
        LiteralMap old = LiteralMap.of(tree.source, string.start(), string.end());
        int head = commonHead(old.text(), text);
        int tail = commonTail(old.text(), text, head);
        int from = old.offset(head);
        int to = old.offset(old.text().length() - tail);
        StringBuilder middle = new StringBuilder();
        JsonText.escape(middle, text.substring(head, text.length() - tail));
        cuts.add(new Cut(string.slot, from, to, middle.toString()));
        StringBuilder plain = new StringBuilder();
        JsonText.escape(plain, old.text().substring(head, old.text().length() - tail));
        return plain.toString().equals(tree.text(from, to));
    }

    private static int commonHead(String a, String b) {
        int most = Math.min(a.length(), b.length());
        int i = 0;
        while (i < most && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        // Half a surrogate pair cannot be written alone.
        return i > 0 && Character.isHighSurrogate(a.charAt(i - 1)) ? i - 1 : i;
    }

    private static int commonTail(String a, String b, int head) {
        int most = Math.min(a.length(), b.length()) - head;
        int i = 0;
        while (i < most && a.charAt(a.length() - 1 - i) == b.charAt(b.length() - 1 - i)) {
            i++;
        }
        return i > 0 && Character.isLowSurrogate(a.charAt(a.length() - i)) ? i - 1 : i;
    }

    /** Gives a member another name. */
    public void rename(JsonValue member, String name) {
        int end = JsonText.literalEnd(tree.source, member.nameStart());
        cuts.add(new Cut(member.slot, member.nameStart(), end, quoted(name)));
    }

    /** Whether this child is to be taken away. */
    public boolean removes(JsonValue child) {
        return removed.get(child.slot);
    }

    /** Takes a member or an element away, with the comma and the white space that it needs no more. */
    public void remove(JsonValue child) {
        if (child.slot == 0) {
            throw new IllegalArgumentException("the root cannot be removed");
        }
        removed.set(child.slot);
    }

    /**
     * Adds a member behind another one that stays, laid out as that one is.
     *
     * @param sibling a member that is not removed
     * @param json the new member's value
     */
    public void insertAfter(JsonValue sibling, String name, String json) {
        String colon = tree.text(JsonText.literalEnd(tree.source, sibling.nameStart()), sibling.start());
        cuts.add(new Cut(sibling.slot, sibling.end(), sibling.end(), separator(sibling) + quoted(name) + colon + json));
    }

    /** The comma and white space that part this child from its neighbour, or would. */
    public String separator(JsonValue child) {
        JsonTape tape = tree.tape;
        int parent = tape.parent[child.slot];
        int before = child.slot - 1;
        while (before > parent && tape.parent[before] != parent) {
            before = tape.parent[before];
        }
        if (before > parent) {
            return tree.text(tape.end[before], child.nameStart());
        }
        int next = tape.after[child.slot];
        if (next < tape.after[parent]) {
            return tree.text(child.end(), tape.nameStart[next]);
        }
        return "," + tree.text(tape.start[parent] + 1, child.nameStart());
    }

    /** The edited text as new bytes; linear in the source and the edits. */
    public byte[] apply() {
        List<Cut> all = new ArrayList<>();
        for (Cut cut : cuts) {
            if (!isBeneathGone(cut.slot())) {
                all.add(cut);
            }
        }
        addRemovals(all);
        all.sort((a, b) -> Integer.compare(a.from(), b.from()));
        ByteArrayOutputStream out = new ByteArrayOutputStream(tree.source.length + 64);
        int done = 0;
        for (Cut cut : all) {
            if (cut.from() < done) {
                throw new IllegalStateException("edits overlap at byte " + cut.from());
            }
            out.write(tree.source, done, cut.from() - done);
            byte[] with = cut.with().getBytes(StandardCharsets.UTF_8);
            out.write(with, 0, with.length);
            done = cut.to();
        }
        out.write(tree.source, done, tree.source.length - done);
        return out.toByteArray();
    }

    private boolean isBeneathGone(int slot) {
        if (removed.isEmpty() && replaced.isEmpty()) {
            return false;
        }
        for (int above = tree.tape.parent[slot]; above >= 0; above = tree.tape.parent[above]) {
            if (removed.get(above) || replaced.get(above)) {
                return true;
            }
        }
        return false;
    }

    private void addRemovals(List<Cut> all) {
        BitSet parents = new BitSet();
        removed.stream().filter(slot -> !isBeneathGone(slot)).forEach(slot -> parents.set(tree.tape.parent[slot]));
        parents.stream().forEach(parent -> removeFrom(parent, all));
    }

    /** One cut for each run of removed children; the last run takes the comma before it instead of the one behind. */
    private void removeFrom(int parent, List<Cut> all) {
        JsonTape tape = tree.tape;
        int end = tape.after[parent];
        int kept = -1;
        int i = parent + 1;
        while (i < end) {
            if (!removed.get(i)) {
                kept = i;
                i = tape.after[i];
                continue;
            }
            int first = i;
            int last = i;
            while (i < end && removed.get(i)) {
                last = i;
                i = tape.after[i];
            }
            if (i < end) {
                all.add(new Cut(first, tape.nameStart[first], tape.nameStart[i], ""));
            } else {
                int from = kept < 0 ? tape.nameStart[first] : tape.end[kept];
                all.add(new Cut(first, from, tape.end[last], ""));
            }
        }
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder();
        JsonText.quote(out, text);
        return out.toString();
    }
}
