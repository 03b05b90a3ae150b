// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A list of edits of one {@link JsonTree}, carried out as one splice of its bytes: every byte outside the edited values
 * stays. Confined to one thread. Edits must not overlap, except that removals of neighbours are joined, and that an edit
 * beneath a value that is removed or replaced as a whole goes away with it.
 */
public final class JsonSplice {
    private final JsonTree tree;
    private final List<Cut> cuts = new ArrayList<>();
    private final TreeSet<Integer> removed = new TreeSet<>();
    private final Set<Integer> replaced = new HashSet<>();

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
        replaced.add(value.slot);
    }

    /**
     * Makes a string say something else, touching only what differs, so escapes in the common head and tail stay.
     *
     * @return whether the way back would restore the present spelling: false if the part that gives way holds an escape
     */
    public boolean replaceText(JsonValue string, String text) {
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
        return i;
    }

    private static int commonTail(String a, String b, int head) {
        int most = Math.min(a.length(), b.length()) - head;
        int i = 0;
        while (i < most && a.charAt(a.length() - 1 - i) == b.charAt(b.length() - 1 - i)) {
            i++;
        }
        return i;
    }

    /** Gives a member another name. */
    public void rename(JsonValue member, String name) {
        int end = JsonText.literalEnd(tree.source, member.nameStart());
        cuts.add(new Cut(member.slot, member.nameStart(), end, quoted(name)));
    }

    /** Takes a member or an element away, with the comma and the white space that it needs no more. */
    public void remove(JsonValue child) {
        if (child.slot == 0) {
            throw new IllegalArgumentException("the root cannot be removed");
        }
        removed.add(child.slot);
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
        int before = -1;
        for (int i = parent + 1; i < child.slot; i = tape.after[i]) {
            before = i;
        }
        if (before >= 0) {
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
        all.sort(Comparator.comparingInt(Cut::from));
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
        for (int above = tree.tape.parent[slot]; above >= 0; above = tree.tape.parent[above]) {
            if (removed.contains(above) || replaced.contains(above)) {
                return true;
            }
        }
        return false;
    }

    private void addRemovals(List<Cut> all) {
        TreeSet<Integer> parents = new TreeSet<>();
        for (int slot : removed) {
            if (!isBeneathGone(slot)) {
                parents.add(tree.tape.parent[slot]);
            }
        }
        for (int parent : parents) {
            removeFrom(parent, all);
        }
    }

    /** One cut for each run of removed children; the last run takes the comma before it instead of the one behind. */
    private void removeFrom(int parent, List<Cut> all) {
        JsonTape tape = tree.tape;
        int end = tape.after[parent];
        int kept = -1;
        int i = parent + 1;
        while (i < end) {
            if (!removed.contains(i)) {
                kept = i;
                i = tape.after[i];
                continue;
            }
            int first = i;
            int last = i;
            while (i < end && removed.contains(i)) {
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
