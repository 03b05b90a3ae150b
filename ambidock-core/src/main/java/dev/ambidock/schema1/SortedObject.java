// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.schema1;

import dev.ambidock.json.JsonValue;
import dev.ambidock.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** An object under way as Go writes a map of JSON pieces: compact, sorted by name. */
final class SortedObject {
    private final NavigableMap<String, byte[]> members = new TreeMap<>(GoOrder.BYTES);

    /** All members of an object, each value compact and else as it is spelled. */
    static SortedObject of(byte[] source, JsonValue object) {
        SortedObject sorted = new SortedObject();
        for (JsonValue member : object.children()) {
            sorted.put(member.key(), CompactJson.of(source, member.start(), member.end()));
        }
        return sorted;
    }

    void put(String name, byte[] json) {
        members.put(name, json);
    }

    void putAll(Map<String, byte[]> more) {
        members.putAll(more);
    }

    void remove(String name) {
        members.remove(name);
    }

    Bytes text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write('{');
        for (Map.Entry<String, byte[]> member : members.entrySet()) {
            if (out.size() > 1) {
                out.write(',');
            }
            out.writeBytes(GoText.of(member.getKey()));
            out.write(':');
            out.writeBytes(member.getValue());
        }
        out.write('}');
        return Bytes.wrap(out.toByteArray());
    }
}
