// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.json.GoJsonWriter;
import dev.ambidock.model.Platform;
import java.nio.charset.StandardCharsets;

/** A platform as a list entry spells it. */
final class PlatformJson {
    private PlatformJson() {}

    static String of(Platform platform) {
        GoJsonWriter out = new GoJsonWriter();
        out.beginObject();
        text(out, "architecture", platform.architecture());
        text(out, "os", platform.os());
        platform.osVersion().ifPresent(v -> text(out, "os.version", v));
        if (!platform.osFeatures().isEmpty()) {
            out.name("os.features");
            out.beginArray();
            platform.osFeatures().forEach(out::text);
            out.endArray();
        }
        platform.variant().ifPresent(v -> text(out, "variant", v));
        out.endObject();
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }

    /** One part of a platform as a JSON string. */
    static String text(String part) {
        GoJsonWriter out = new GoJsonWriter();
        out.text(part);
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }

    private static void text(GoJsonWriter out, String name, String value) {
        out.name(name);
        out.text(value);
    }
}
