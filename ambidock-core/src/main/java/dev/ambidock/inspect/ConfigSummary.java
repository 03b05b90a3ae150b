// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.inspect;

import dev.ambidock.document.ConfigDocument;
import dev.ambidock.document.ConfigMembers;
import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonValue;
import dev.ambidock.model.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a person wants to know of an image's config.
 *
 * @param platform as the config says
 * @param created as spelled, if stated
 * @param settings each member of {@code config} that says something, in source order, with its raw JSON
 * @param dockerOnly names of members that OCI reserves or does not define, in source order
 * @param diffIds how many layers the config tells of
 */
public record ConfigSummary(
        Platform platform, Optional<String> created, List<Setting> settings, List<String> dockerOnly, int diffIds) {
    /**
     * One member of {@code config}.
     *
     * @param name the member's name
     * @param json its value, raw
     */
    public record Setting(String name, String json) {}

    /** Copies the lists. */
    public ConfigSummary {
        settings = List.copyOf(settings);
        dockerOnly = List.copyOf(dockerOnly);
    }

    /** Summarises a config. */
    public static ConfigSummary of(ConfigDocument config) {
        List<Setting> settings = new ArrayList<>();
        List<String> dockerOnly = new ArrayList<>();
        for (JsonValue member : config.root().children()) {
            if (!ConfigMembers.ROOT.contains(member.key())) {
                dockerOnly.add(member.printableKey());
            }
        }
        for (JsonValue member :
                config.root().member("config").map(JsonValue::children).orElse(List.of())) {
            if (saysSomething(member)) {
                settings.add(new Setting(member.printableKey(), member.raw()));
                if (!ConfigMembers.SETTINGS.contains(member.key())) {
                    dockerOnly.add("config." + member.printableKey());
                }
            }
        }
        return new ConfigSummary(
                config.platform(),
                config.root().text("created"),
                settings,
                dockerOnly,
                config.diffIdCount().orElse(0));
    }

    private static boolean saysSomething(JsonValue value) {
        return switch (value.kind()) {
            case NULL, FALSE -> false;
            case STRING -> !value.text().isEmpty();
            case OBJECT, ARRAY -> !value.children().isEmpty();
            case NUMBER -> !value.is(JsonKind.NUMBER) || value.integer().orElse(1) != 0;
            case TRUE -> true;
        };
    }
}
