// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.schema1;

import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A config under way: the members of the image's own entry, which Docker writes sorted.
 *
 * @ambidock.rule moby v20.10, image/v1/imagev1.go, MakeConfigFromV1Config
 */
final class ConfigDraft {
    /** What says where the entry stands in a chain, and sizes that were never right. */
    private static final List<String> NOT_KEPT = List.of("id", "parent", "Size", "parent_id", "layer_id", "throwaway");

    private final V1Entry own;
    private final SortedObject members;
    private final List<Finding> findings = new ArrayList<>();

    private ConfigDraft(V1Entry own, SortedObject members) {
        this.own = own;
        this.members = members;
    }

    /** All members as they are, unknown ones too. */
    static ConfigDraft exact(V1Entry own) {
        ConfigDraft draft = new ConfigDraft(own, SortedObject.of(own.text().source, own.text().root));
        NOT_KEPT.forEach(draft.members::remove);
        return draft;
    }

    /** Those members that Docker knows. */
    static ConfigDraft typed(V1Entry own) {
        ConfigDraft draft = new ConfigDraft(own, new SortedObject());
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
        return new V1Config(members.text(), findings);
    }
}
