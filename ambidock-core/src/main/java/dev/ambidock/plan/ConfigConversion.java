// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.ConfigDocument;
import dev.ambidock.document.ConfigMembers;
import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonValue;
import dev.ambidock.model.Family;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Platform;
import dev.ambidock.plan.ConversionRequest.ConfigPolicy;
import dev.ambidock.table.MediaTypes;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a config's bytes, or makes the smallest edit without which the target could not read it.
 *
 * @ambidock.rule image-spec, config.md; decision record 0005
 */
final class ConfigConversion {
    private final ConfigDocument config;
    private final Family target;
    private final Optional<Platform> stated;
    private final ConversionRequest request;
    private final Draft draft;
    private final JsonValue root;

    ConfigConversion(PlanningRun run, ConfigDocument config, Family target, Optional<Platform> stated) {
        this.config = config;
        this.target = target;
        this.stated = stated;
        this.request = run.request();
        this.draft = new Draft(run, config);
        this.root = config.root();
    }

    Converted convert() {
        emptyCreated();
        if (target == Family.OCI) {
            if (request.config() == ConfigPolicy.STRICT) {
                dropUndefined();
            }
            platform("architecture", Platform::architecture);
            platform("os", Platform::os);
            rootfs();
            root.member("config").ifPresent(c -> {
                list(c, "Cmd");
                list(c, "Entrypoint");
            });
        }
        MediaType type = target == Family.DOCKER ? MediaTypes.DOCKER_CONFIG : MediaTypes.OCI_CONFIG;
        return draft.finish(type);
    }

    private void emptyCreated() {
        root.member("created")
                .filter(c -> c.is(JsonKind.STRING) && c.text().isEmpty())
                .ifPresent(c -> {
                    rewrite("/created", "the empty creation time, which no engine reads, is taken out");
                    draft.edit().remove(c, "/created");
                });
    }

    private void platform(String name, java.util.function.Function<Platform, String> part) {
        Optional<JsonValue> member = root.member(name);
        if (member.filter(m -> m.is(JsonKind.STRING) && !m.text().isEmpty()).isPresent()) {
            return;
        }
        Optional<Platform> known = stated.filter(Platform::isNamed).or(request::assumedPlatform);
        if (known.isEmpty()) {
            draft.refuse(
                    FindingCode.PLATFORM_UNKNOWN,
                    "/" + name,
                    "the config does not tell its \"" + name + "\", which OCI requires, and no list entry does");
            return;
        }
        if (root.children().stream().allMatch(draft.edit()::removes)) {
            draft.refuse(FindingCode.CONFIG_UNREADABLE, "", "nothing of the config would be left");
            return;
        }
        String value = part.apply(known.get());
        rewrite("/" + name, "the missing \"" + name + "\" is set to " + value);
        String json = PlatformJson.text(value);
        if (member.isPresent()) {
            draft.edit().replace(member.get(), "/" + name, json);
        } else {
            draft.edit().append(root, "/" + name, name, json);
        }
    }

    private void rootfs() {
        if (config.diffIdCount().isEmpty()) {
            unusable("/rootfs", "the config has no list of diff IDs, which can be had from the layers only");
        }
        Optional<String> type = config.rootfsType();
        if (type.filter(t -> !t.equals("layers")).isPresent()) {
            unusable("/rootfs/type", "the config's root file system is not made of layers alone");
        }
    }

    private void unusable(String pointer, String text) {
        if (request.force()) {
            draft.find(FindingCode.BROKEN_KEPT, pointer, text);
        } else {
            draft.refuse(FindingCode.CONFIG_UNREADABLE, pointer, text);
        }
    }

    /** Docker takes a string where OCI has a list, and makes it a list of one. */
    private void list(JsonValue settings, String name) {
        settings.member(name).filter(m -> m.is(JsonKind.STRING)).ifPresent(m -> {
            String pointer = "/config/" + name;
            rewrite(pointer, "the string " + name + " becomes a list of one, as Docker reads it");
            draft.edit().replace(m, pointer, "[" + m.raw() + "]");
        });
    }

    private void dropUndefined() {
        dropUndefined(root, "", ConfigMembers.ROOT);
        root.member("config").ifPresent(c -> dropUndefined(c, "/config", ConfigMembers.SETTINGS));
        root.member("rootfs").ifPresent(r -> dropUndefined(r, "/rootfs", ConfigMembers.ROOTFS));
        List<JsonValue> history =
                root.member("history").map(JsonValue::children).orElse(List.of());
        for (int i = 0; i < history.size(); i++) {
            dropUndefined(history.get(i), "/history/" + i, ConfigMembers.HISTORY);
        }
    }

    private void dropUndefined(JsonValue object, String pointer, List<String> defined) {
        if (!object.is(JsonKind.OBJECT)) {
            return;
        }
        for (JsonValue member : object.children()) {
            if (!defined.contains(member.key())) {
                String at = pointer + "/" + member.printableKey();
                draft.find(
                        FindingCode.CONFIG_MEMBER_DROP,
                        at,
                        "OCI does not define " + member.printableKey() + ": dropped, as asked");
                draft.edit().remove(member, at);
            }
        }
    }

    private void rewrite(String pointer, String text) {
        draft.find(FindingCode.CONFIG_REWRITE, pointer, text + "; the image ID changes");
    }
}
