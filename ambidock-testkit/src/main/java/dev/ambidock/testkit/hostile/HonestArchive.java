// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.hostile;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Family;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.tar.TarDraft;

/** A sound archive to spoil: one image of one layer, in the plainest form that {@code docker load} takes. */
final class HonestArchive {
    static final String CONFIG_NAME = "config.json";
    static final String LAYER_NAME = "layer.tar";
    static final String MANIFEST_NAME = "manifest.json";
    static final LayerDraft LAYER = LayerDraft.of("etc/motd", "welcome\n");
    static final LayerDraft OTHER_LAYER = LayerDraft.of("etc/motd", "go away\n");
    static final Bytes CONFIG = config(LAYER.diffId().toString());
    static final WholeImage OCI = ImageDraft.of(Family.OCI)
            .layer(LAYER)
            .named("example.org/honest:v1")
            .build();

    private HonestArchive() {}

    static Bytes config(String... diffIds) {
        return Bytes.of("{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},\"rootfs\":{\"type\":\"layers\","
                + "\"diff_ids\":[" + quoted(diffIds) + "]}}");
    }

    static String manifest(String config, String... layers) {
        return "[{\"Config\":\"" + config + "\",\"RepoTags\":[\"example.org/honest:v1\"],\"Layers\":[" + quoted(layers)
                + "]}]";
    }

    private static String quoted(String... texts) {
        return texts.length == 0 ? "" : "\"" + String.join("\",\"", texts) + "\"";
    }

    static Digest sha256(String text) {
        return Bytes.of(text).digest(DigestAlgorithm.SHA256);
    }

    static TarDraft config(TarDraft tar) {
        return tar.file(CONFIG_NAME, CONFIG);
    }

    static TarDraft layer(TarDraft tar) {
        return tar.file(LAYER_NAME, LAYER.tar());
    }

    static TarDraft manifest(TarDraft tar) {
        return tar.file(MANIFEST_NAME, manifest(CONFIG_NAME, LAYER_NAME));
    }

    /** Everything but the layer, which an archive may have in another way. */
    static TarDraft withoutLayer(TarDraft tar) {
        return manifest(config(tar));
    }

    static TarDraft whole(TarDraft tar) {
        return layer(withoutLayer(tar));
    }
}
