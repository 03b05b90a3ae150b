// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.hostile;

import static dev.ambidock.testkit.hostile.HostileArchive.refused;
import static dev.ambidock.testkit.hostile.HostileArchive.taken;
import static dev.ambidock.transport.error.FailureKind.LIMIT_EXCEEDED;
import static dev.ambidock.transport.error.FailureKind.MALFORMED;
import static dev.ambidock.transport.error.FailureKind.MISMATCH;
import static dev.ambidock.transport.error.FailureKind.NOT_FOUND;
import static dev.ambidock.transport.error.FailureKind.UNSUPPORTED;

import dev.ambidock.model.Bytes;
import dev.ambidock.transport.error.FailureKind;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Archives whose {@code manifest.json} or config misleads. */
final class SavedManifests {
    private static final String LAYER = HonestArchive.LAYER_NAME;
    private static final String SOUND = HonestArchive.manifest("config.json", LAYER);
    private static final int MEGA = 1 << 20;

    private SavedManifests() {}

    static void addTo(List<HostileArchive> all) {
        texts(all);
        paths(all);
        configs(all);
        layers(all);
    }

    private static void texts(List<HostileArchive> all) {
        manifest(all, "empty-list", MALFORMED, "[]");
        manifest(all, "null", MALFORMED, "null");
        manifest(all, "object", MALFORMED, SOUND.substring(1, SOUND.length() - 1));
        manifest(all, "number", MALFORMED, "1");
        manifest(all, "empty", MALFORMED, "");
        manifest(all, "list-of-null", MALFORMED, "[null]");
        manifest(all, "list-of-lists", MALFORMED, "[" + SOUND + "]");
        manifest(all, "trailing-text", MALFORMED, SOUND + "[]");
        manifest(all, "byte-order-mark", MALFORMED, "\uFEFF" + SOUND);
        manifest(all, "lone-surrogate", MALFORMED, SOUND.replace("honest", "\\ud800"));
        manifest(all, "config-twice", MALFORMED, SOUND.replace("[{", "[{\"Config\":\"other.json\","));
        manifest(all, "layers-twice", MALFORMED, SOUND.replace("}]", ",\"Layers\":[]}]"));
        manifest(all, "layers-in-other-case", MALFORMED, SOUND.replace("}]", ",\"layers\":[]}]"));
        manifest(all, "config-in-other-case-only", MALFORMED, SOUND.replace("Config", "config"));
        manifest(all, "config-null", MALFORMED, SOUND.replace("\"config.json\"", "null"));
        manifest(all, "layers-a-string", MALFORMED, SOUND.replace("[\"" + LAYER + "\"]", "\"" + LAYER + "\""));
        manifest(all, "layers-of-numbers", MALFORMED, SOUND.replace("\"" + LAYER + "\"", "1"));
        all.add(refused(
                "manifest-of-ten-mebibytes",
                LIMIT_EXCEEDED,
                tar -> HonestArchive.layer(HonestArchive.config(tar))
                        .file(
                                "manifest.json",
                                BigText.of(t -> t.repeat(" ", 10 * MEGA).add(SOUND)))));
        all.add(refused(
                "manifest-of-deep-nesting",
                MALFORMED,
                tar -> HonestArchive.layer(HonestArchive.config(tar))
                        .file("manifest.json", BigText.of(t -> t.repeat("[", 200_000)))));
        all.add(refused(
                "manifest-of-broken-utf8",
                MALFORMED,
                tar -> HonestArchive.layer(HonestArchive.config(tar))
                        .file(
                                "manifest.json",
                                SOUND.replace("honest", "h\u00F6nest").getBytes(StandardCharsets.ISO_8859_1))));
        all.add(taken(
                "manifest-with-unknown-members",
                tar -> HonestArchive.layer(HonestArchive.config(tar))
                        .file("manifest.json", SOUND.replace("[{", "[{\"Parent\":\"\",\"New\":{\"a\":[1]},"))));
    }

    private static void manifest(List<HostileArchive> all, String name, FailureKind why, String text) {
        all.add(refused(
                "manifest-" + name,
                why,
                tar -> HonestArchive.layer(HonestArchive.config(tar)).file("manifest.json", text)));
    }

    private static void paths(List<HostileArchive> all) {
        manifest(all, "config-path-absolute", MALFORMED, HonestArchive.manifest("/etc/passwd", LAYER));
        manifest(all, "config-path-of-parent", MALFORMED, HonestArchive.manifest("../config.json", LAYER));
        manifest(all, "config-path-through-parent", MALFORMED, HonestArchive.manifest("a/../../config.json", LAYER));
        manifest(all, "config-path-with-nul", MALFORMED, HonestArchive.manifest("config.json\\u0000.json", LAYER));
        manifest(all, "layer-path-absolute", MALFORMED, HonestArchive.manifest("config.json", "/etc/passwd"));
        manifest(all, "layer-path-of-parent", MALFORMED, HonestArchive.manifest("config.json", "../layer.tar"));
        manifest(all, "layer-path-with-backslash", MALFORMED, HonestArchive.manifest("config.json", "a\\\\layer.tar"));
        manifest(all, "config-missing", NOT_FOUND, HonestArchive.manifest("missing.json", LAYER));
        manifest(all, "layer-missing", NOT_FOUND, HonestArchive.manifest("config.json", "missing.tar"));
        manifest(all, "layer-path-empty", NOT_FOUND, HonestArchive.manifest("config.json", ""));
        manifest(all, "config-is-the-layer", MALFORMED, HonestArchive.manifest(LAYER, LAYER));
        manifest(all, "config-is-the-manifest", MALFORMED, HonestArchive.manifest("manifest.json", LAYER));
    }

    private static void configs(List<HostileArchive> all) {
        String diffId = HonestArchive.LAYER.diffId().toString();
        config(all, "more-layers-than-diff-ids", MALFORMED, HonestArchive.config());
        config(all, "fewer-layers-than-diff-ids", MALFORMED, HonestArchive.config(diffId, diffId));
        config(
                all,
                "diff-id-of-another-layer",
                MISMATCH,
                HonestArchive.config(HonestArchive.OTHER_LAYER.diffId().toString()));
        config(all, "diff-id-that-is-a-path", MALFORMED, HonestArchive.config("sha256:../../../etc/passwd"));
        config(
                all,
                "diff-id-in-upper-case",
                MALFORMED,
                HonestArchive.config(
                        "sha256:" + HonestArchive.LAYER.diffId().hex().toUpperCase(java.util.Locale.ROOT)));
        config(all, "diff-id-cut-short", MALFORMED, HonestArchive.config(diffId.substring(0, 40)));
        config(all, "diff-id-of-unknown-algorithm", MALFORMED, HonestArchive.config("md5:" + "a".repeat(32)));
        config(all, "empty-config", MALFORMED, Bytes.of(""));
        config(all, "config-that-is-text", MALFORMED, Bytes.of("root:x:0:0:root:/root:/bin/bash\n"));
        config(all, "config-that-is-a-list", MALFORMED, Bytes.of("[]"));
        config(all, "config-without-rootfs", MALFORMED, Bytes.of("{\"architecture\":\"amd64\",\"os\":\"linux\"}"));
        all.add(refused(
                "config-of-twenty-megabytes",
                LIMIT_EXCEEDED,
                tar -> HonestArchive.layer(tar)
                        .file(
                                "config.json",
                                BigText.of(t -> t.add("{\"a\":\"")
                                        .repeat("x", 20_000_000)
                                        .add("\"}")))
                        .file("manifest.json", SOUND)));
        all.add(refused(
                "config-of-deep-nesting",
                MALFORMED,
                tar -> HonestArchive.layer(tar)
                        .file("config.json", BigText.of(t -> t.repeat("{\"a\":", 200_000)))
                        .file("manifest.json", SOUND)));
    }

    private static void config(List<HostileArchive> all, String name, FailureKind why, Bytes config) {
        all.add(refused(
                name,
                why,
                tar -> HonestArchive.layer(tar).file("config.json", config).file("manifest.json", SOUND)));
    }

    private static void layers(List<HostileArchive> all) {
        all.add(refused(
                "layer-that-is-text",
                UNSUPPORTED,
                tar -> HonestArchive.withoutLayer(tar).file(LAYER, "root:x:0:0:root:/root:/bin/bash\n")));
        all.add(refused(
                "layer-in-bzip2",
                UNSUPPORTED,
                tar -> HonestArchive.withoutLayer(tar).file(LAYER, "BZh91AY&SY")));
        all.add(refused(
                "layer-that-is-empty",
                UNSUPPORTED,
                tar -> HonestArchive.withoutLayer(tar).file(LAYER, "")));
    }
}
