// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.inspect;

import dev.ambidock.document.ConfigDocument;
import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonValue;
import dev.ambidock.model.Digest;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.MalformedTextException;
import java.util.List;
import java.util.Optional;

/**
 * What is odd about one config: what one family's readers need or the other's cannot read.
 *
 * @ambidock.rule image-spec, config.md, "Properties"
 */
final class ConfigLint {
    private final Lint lint;
    private final ConfigDocument config;
    private final JsonValue root;

    ConfigLint(Lint lint, ConfigDocument config) {
        this.lint = lint;
        this.config = config;
        this.root = config.root();
    }

    void check() {
        for (String name : List.of("architecture", "os")) {
            boolean said = root.member(name)
                    .filter(m -> m.is(JsonKind.STRING) && !m.text().isEmpty())
                    .isPresent();
            if (!said) {
                find(place(root, "", name), "the config does not tell its \"" + name + "\", which OCI requires");
            }
        }
        if (root.member("created")
                .filter(c -> c.is(JsonKind.STRING) && c.text().isEmpty())
                .isPresent()) {
            find("/created", "an empty creation time, which no engine reads");
        }
        rootfs();
        root.member("config").filter(c -> c.is(JsonKind.OBJECT)).ifPresent(settings -> {
            for (String name : List.of("Cmd", "Entrypoint")) {
                if (settings.member(name).filter(m -> m.is(JsonKind.STRING)).isPresent()) {
                    find("/config/" + name, "a string, where OCI has a list");
                }
            }
        });
    }

    private void rootfs() {
        if (config.diffIdCount().isEmpty()) {
            find(place(root, "", "rootfs"), "the config has no list of diff IDs");
        }
        if (config.rootfsType().filter(t -> !t.equals("layers")).isPresent()) {
            find("/rootfs/type", "the root file system is not made of layers alone");
        }
        Optional<JsonValue> ids =
                root.member("rootfs").flatMap(r -> r.member("diff_ids")).filter(l -> l.is(JsonKind.ARRAY));
        int at = 0;
        for (JsonValue id : ids.map(JsonValue::children).orElse(List.of())) {
            if (!isDigest(id)) {
                find("/rootfs/diff_ids/" + at, "this is no digest");
            }
            at++;
        }
    }

    private static boolean isDigest(JsonValue value) {
        try {
            return value.is(JsonKind.STRING)
                    && !Digest.parse(value.text()).hex().isEmpty();
        } catch (MalformedTextException e) {
            return false;
        }
    }

    /** Of a member that is not there, the object that lacks it. */
    private static String place(JsonValue object, String pointer, String name) {
        return object.member(name).isPresent() ? pointer + "/" + name : pointer;
    }

    private void find(String pointer, String text) {
        lint.find(FindingCode.CONFIG_ODDITY, config, pointer, text);
    }
}
