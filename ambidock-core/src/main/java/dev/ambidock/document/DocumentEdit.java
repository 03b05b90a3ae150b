// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import dev.ambidock.json.JsonSplice;
import dev.ambidock.json.JsonValue;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.MediaType;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Edits of one document, carried out as one splice of its bytes: what no edit touches stays, byte for byte. Confined to
 * one thread.
 */
public final class DocumentEdit {
    private final Document document;
    private final JsonSplice splice;
    private final List<Change> changes = new ArrayList<>();
    private final List<String> respelled = new ArrayList<>();

    public DocumentEdit(Document document) {
        this.document = document;
        this.splice = new JsonSplice(document.text().tree());
    }

    /** Whether nothing was edited. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** What was done so far, in the order of doing. */
    public List<Change> changes() {
        return List.copyOf(changes);
    }

    /** Pointers of edited values whose unusual spelling the way back cannot restore. */
    public List<String> respelled() {
        return List.copyOf(respelled);
    }

    /** Makes the document state its type; adds the member behind {@code schemaVersion} if it is missing. */
    public void stateMediaType(MediaType type) {
        Optional<JsonValue> member = document.root().member("mediaType");
        if (member.isPresent()) {
            mediaType(member.get(), "/mediaType", type);
            return;
        }
        JsonValue first = document.root().member("schemaVersion").orElseGet(() -> firstMember(document.root()));
        insert(first, "/mediaType", "mediaType", "\"" + type + "\"");
    }

    /** Gives content that stays the same another name. */
    public void rename(Edge edge, MediaType type) {
        JsonValue member = edge.json().member("mediaType").orElseThrow();
        mediaType(member, edge.pointer() + "/mediaType", type);
    }

    private void mediaType(JsonValue member, String pointer, MediaType type) {
        if (!member.is(dev.ambidock.json.JsonKind.STRING)) {
            splice.replaceRaw(member, "\"" + type + "\"");
        } else {
            String before = member.text();
            if (before.equals(type.text())) {
                return;
            }
            if (!splice.replaceText(member, type.text())
                    || !MediaType.of(before).text().equals(before)) {
                respelled.add(pointer);
            }
        }
        changes.add(new Change(Change.Kind.MEDIA_TYPE, pointer, member.printable(), type.text()));
    }

    /**
     * Makes an edge lead to other content: type, digest, size, and the embedded copy if there is one.
     *
     * @param content what an embedded copy becomes; without it, a copy of the former content is taken away
     */
    public void retarget(Edge edge, Descriptor target, Optional<Bytes> content) {
        rename(edge, target.mediaType());
        link(
                edge.json().member("digest").orElseThrow(),
                edge.pointer() + "/digest",
                target.digest().toString());
        JsonValue size = edge.json().member("size").orElseThrow();
        if (edge.descriptor().size() != target.size()) {
            splice.replaceRaw(size, Long.toString(target.size()));
            changes.add(
                    new Change(Change.Kind.LINK, edge.pointer() + "/size", size.raw(), Long.toString(target.size())));
        }
        if (edge.descriptor().data().isPresent() && !target.sameContent(edge.descriptor())) {
            data(edge, content);
        }
    }

    private void data(Edge edge, Optional<Bytes> content) {
        JsonValue data = edge.json().member("data").orElseThrow();
        String pointer = edge.pointer() + "/data";
        if (content.isPresent()) {
            link(data, pointer, Base64.getEncoder().encodeToString(content.get().toArray()));
        } else {
            remove(data, pointer);
        }
    }

    /** Makes a string that names a digest, or embeds content, follow its target. */
    public void link(JsonValue string, String pointer, String text) {
        String before = string.text();
        if (before.equals(text)) {
            return;
        }
        if (!splice.replaceText(string, text)) {
            respelled.add(pointer);
        }
        changes.add(new Change(Change.Kind.LINK, pointer, before, text));
    }

    /** Replaces a value by another JSON text. */
    public void replace(JsonValue value, String pointer, String json) {
        splice.replaceRaw(value, json);
        changes.add(new Change(Change.Kind.VALUE, pointer, value.raw(), json));
    }

    /** Gives a member another name. */
    public void renameMember(JsonValue member, String pointer, String name) {
        splice.rename(member, name);
        changes.add(new Change(Change.Kind.VALUE, pointer, member.key(), name));
    }

    /** Takes a member or an element away; once is enough. */
    public void remove(JsonValue child, String pointer) {
        if (splice.removes(child)) {
            return;
        }
        splice.remove(child);
        changes.add(new Change(Change.Kind.REMOVED, pointer, child.raw(), ""));
    }

    /** Adds a member behind one that stays. */
    public void insert(JsonValue sibling, String pointer, String name, String json) {
        splice.insertAfter(sibling, name, json);
        changes.add(new Change(Change.Kind.ADDED, pointer, "", json));
    }

    /** Adds a member behind the last one that stays so far. */
    public void append(JsonValue object, String pointer, String name, String json) {
        List<JsonValue> members = object.children();
        int last = members.size() - 1;
        while (last > 0 && splice.removes(members.get(last))) {
            last--;
        }
        insert(members.get(last), pointer, name, json);
    }

    /** Whether this member or element is to be taken away. */
    public boolean removes(JsonValue child) {
        return splice.removes(child);
    }

    /** The comma and white space between this element and its neighbour. */
    public String separator(JsonValue element) {
        return splice.separator(element);
    }

    /** The edited bytes; the document's own if nothing was edited. */
    public Bytes apply() {
        return isEmpty() ? document.bytes() : Bytes.wrap(splice.apply());
    }

    private static JsonValue firstMember(JsonValue object) {
        return object.children().get(0);
    }
}
