// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.document.ConfigDocument;
import dev.ambidock.json.GoJsonWriter;
import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonValue;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One layer as image format 1 has it: a folder with the image's settings as of this layer. Its ID is a hash over those,
 * the parent's ID and the chain of layers beneath, so one layer on two bases has two IDs. No reader checks IDs.
 *
 * @param id 64 hexadecimal digits, the folder's name
 * @param json the settings
 * @param layer digest of the plain tar
 * @ambidock.rule moby, image/spec/v1.md; moby v24, image/v1/imagev1.go
 */
record VersionOneLayer(String id, Bytes json, Digest layer) {
    /** What format 1 has in common with a config; only the top layer says it. */
    private static final List<String> SETTINGS = List.of(
            "architecture",
            "author",
            "config",
            "container",
            "container_config",
            "created",
            "docker_version",
            "os",
            "variant");

    /** The layers of an image, base layer first. */
    static List<VersionOneLayer> chain(ConfigDocument config, List<Digest> layers) {
        List<VersionOneLayer> chain = new ArrayList<>();
        String parent = null;
        String chainId = "";
        for (int i = 0; i < layers.size(); i++) {
            String layer = layers.get(i).toString();
            chainId = chainId.isEmpty() ? layer : hash(chainId + " " + layer).toString();
            Optional<ConfigDocument> settings = i == layers.size() - 1 ? Optional.of(config) : Optional.empty();
            String id = Bytes.wrap(json(settings, parent, "layer_id", chainId))
                    .digest(DigestAlgorithm.SHA256)
                    .hex();
            chain.add(new VersionOneLayer(id, Bytes.wrap(json(settings, parent, "id", id)), layers.get(i)));
            parent = id;
        }
        return chain;
    }

    private static Digest hash(String text) {
        return Bytes.of(text).digest(DigestAlgorithm.SHA256);
    }

    private static byte[] json(
            Optional<ConfigDocument> settings, @Nullable String parent, String idMember, String idValue) {
        Map<String, JsonValue> copied = new TreeMap<>();
        for (String name : SETTINGS) {
            settings.flatMap(c -> c.root().member(name))
                    .filter(v -> !v.is(JsonKind.NULL))
                    .ifPresent(v -> copied.put(name, v));
        }
        GoJsonWriter out = new GoJsonWriter();
        out.beginObject();
        out.name(idMember);
        out.text(idValue);
        if (parent != null) {
            out.name("parent");
            out.text(parent);
        }
        if (settings.isEmpty()) {
            // Readers of format 1 want a time; the layers beneath the top have none.
            out.name("created");
            out.text("1970-01-01T00:00:00Z");
        }
        copied.forEach((name, value) -> {
            out.name(name);
            out.value(value);
        });
        out.endObject();
        return out.toBytes();
    }

    /** Writes the folder. */
    void write(TarWriter tar) throws IOException {
        tar.folder(id);
        tar.file(id + "/VERSION", Bytes.of("1.0"));
        tar.file(id + "/json", json);
        tar.link(id + "/layer.tar", "../" + layer.hex() + ".tar");
    }
}
