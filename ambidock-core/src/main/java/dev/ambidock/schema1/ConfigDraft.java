// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.schema1;

import dev.ambidock.json.JsonValue;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A config under way: the members of the image's own entry, which Docker writes sorted.
 *
 * @ambidock.rule moby v20.10, image/v1/imagev1.go, MakeConfigFromV1Config
 */
final class ConfigDraft {
    /** What says where the entry stands in a chain, and sizes that were never right. */
    private static final List<String> NOT_KEPT = List.of("id", "parent", "Size", "parent_id", "layer_id", "throwaway");

    private final V1Entry own;
    private final NavigableMap<String, byte[]> members = new TreeMap<>(GoOrder.BYTES);
    private final List<Finding> findings = new ArrayList<>();

    private ConfigDraft(V1Entry own) {
        this.own = own;
    }

    /** All members as they are, unknown ones too. */
    static ConfigDraft exact(V1Entry own) {
        ConfigDraft draft = new ConfigDraft(own);
        byte[] source = own.text().source;
        for (JsonValue member : own.text().root.children()) {
            draft.members.put(member.key(), CompactJson.of(source, member.start(), member.end()));
        }
        NOT_KEPT.forEach(draft.members::remove);
        return draft;
    }

    /** Those members that Docker knows. */
    static ConfigDraft typed(V1Entry own) {
        ConfigDraft draft = new ConfigDraft(own);
        draft.members.putAll(TypedV1.members(own.object()));
        return draft;
    }

    void put(String name, byte[] json) {
        members.put(name, json);
    }

    /** Says what the entry does not say. */
    void fill(String name, Optional<String> value) {
        if (value.isPresent() && own.object().text(name).isEmpty()) {
            put(name, GoText.of(value.get()));
            findings.add(Finding.at(
                    FindingCode.CONFIG_REWRITE,
                    own.text().digest,
                    "/" + name,
                    "the missing \"" + name + "\" is set to " + value.get() + "; the image ID is not Docker's"));
        }
    }

    V1Config config() {
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
        return new V1Config(Bytes.wrap(out.toByteArray()), findings);
    }
}
