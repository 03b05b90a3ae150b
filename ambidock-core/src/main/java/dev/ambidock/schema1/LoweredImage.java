// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.schema1;

import dev.ambidock.document.ConfigDocument;
import dev.ambidock.document.RejectedDocumentException;
import dev.ambidock.json.GoJsonWriter;
import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonValue;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.FindingCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A Docker image told as a schema 1 manifest: an entry for each item of its history, the topmost of which is its config.
 * Immutable.
 *
 * @ambidock.rule distribution v2.8, manifest/schema1/config_builder.go
 */
public final class LoweredImage {
    /** The layer of entries that bring none: a gzip stream of the two zero blocks that end an empty tar. */
    private static final Bytes EMPTY_LAYER =
            Bytes.wrap(HexFormat.of().parseHex("1f8b080000096e8800ff621805a360148c5800080000ffff2eafb5ef00040000"));

    private final Bytes payload;
    private final boolean throwaways;

    private LoweredImage(Bytes payload, boolean throwaways) {
        this.payload = payload;
        this.throwaways = throwaways;
    }

    /**
     * Tells an image.
     *
     * @param layers of the image, base first
     * @throws RejectedDocumentException if the image has neither layers nor history, if its history tells of more layers than
     *     there are, or if a member that counts has another form than Docker reads
     */
    public static LoweredImage of(ConfigDocument config, List<Digest> layers, SchemaOneName name) {
        List<Item> items = items(config, layers);
        boolean throwaways = items.stream().anyMatch(Item::throwaway);
        return new LoweredImage(manifest(config, items, name), throwaways);
    }

    /** What is signed: the manifest without signatures. Its digest is the manifest's. */
    public Bytes payload() {
        return payload;
    }

    /** The manifest, signed with a key that is thrown away: its bytes are other ones each time, as many and of one digest. */
    public Bytes signed() {
        return EphemeralSignature.on(payload);
    }

    /** The layer that entries without one name; empty if there are none. */
    public Optional<Bytes> emptyLayer() {
        return throwaways ? Optional.of(EMPTY_LAYER) : Optional.empty();
    }

    /** An entry to be. */
    private record Item(V1History history, Digest layer, boolean throwaway) {}

    private static List<Item> items(ConfigDocument config, List<Digest> layers) {
        if (config.rootfsType().filter("layers+base"::equals).isPresent()) {
            throw impossible(config, "/rootfs/type", "it stands on a Windows base that is not among its layers");
        }
        Digest empty = EMPTY_LAYER.digest(DigestAlgorithm.SHA256);
        List<Item> items = new ArrayList<>();
        int used = 0;
        List<JsonValue> history = config.root()
                .member("history")
                .filter(h -> h.is(JsonKind.ARRAY))
                .map(JsonValue::children)
                .orElse(List.of());
        for (JsonValue told : history) {
            GoObject item = new GoObject(config.digest(), told.children(), "/history/" + items.size());
            boolean throwaway = item.flag("empty_layer");
            if (!throwaway && used == layers.size()) {
                throw impossible(config, "/history", "it tells of more layers than the " + used + " of the image");
            }
            items.add(new Item(V1History.ofConfig(item), throwaway ? empty : layers.get(used++), throwaway));
        }
        for (Digest layer : layers.subList(used, layers.size())) {
            items.add(new Item(V1History.NONE, layer, false));
        }
        if (items.isEmpty()) {
            throw impossible(
                    config, "", "it has neither layers nor a history, and a schema 1 image has an entry at least");
        }
        return items;
    }

    private static RejectedDocumentException impossible(ConfigDocument config, String pointer, String text) {
        return V1Entry.rejected(
                FindingCode.SCHEMA1_IMPOSSIBLE, config.digest(), pointer, "schema 1 cannot tell this image: " + text);
    }

    private static Bytes manifest(ConfigDocument config, List<Item> items, SchemaOneName name) {
        List<String> layers = new ArrayList<>();
        List<String> history = new ArrayList<>();
        String parent = "";
        for (Item item : items) {
            boolean top = layers.size() == items.size() - 1;
            String seed = item.layer().hex() + " " + parent;
            ByteArrayOutputStream hashed = new ByteArrayOutputStream();
            hashed.writeBytes(seed.getBytes(StandardCharsets.US_ASCII));
            if (top) {
                hashed.write(' ');
                hashed.writeBytes(config.bytes().toArray());
            }
            String id = DigestAlgorithm.SHA256.of(hashed.toByteArray()).hex();
            byte[] text = top ? topmost(config, id, parent, item.throwaway()) : entry(item, id, parent);
            layers.add(wrapped("blobSum", GoText.of(item.layer().toString())));
            history.add(wrapped("v1Compatibility", GoText.of(new String(text, StandardCharsets.UTF_8))));
            parent = id;
        }
        Collections.reverse(layers);
        Collections.reverse(history);
        return Bytes.of("{\n   \"schemaVersion\": 1,"
                + member("name", name.repository())
                + member("tag", name.tag())
                + member("architecture", config.platform().architecture())
                + "\n   \"fsLayers\": [" + String.join(",", layers)
                + "\n   ],\n   \"history\": [" + String.join(",", history)
                + "\n   ]" + EphemeralSignature.TAIL);
    }

    private static String member(String name, String value) {
        return "\n   \"" + name + "\": " + new String(GoText.of(value), StandardCharsets.UTF_8) + ",";
    }

    private static String wrapped(String name, byte[] value) {
        return "\n      {\n         \"" + name + "\": " + new String(value, StandardCharsets.UTF_8) + "\n      }";
    }

    private static byte[] entry(Item item, String id, String parent) {
        return GoText.of(out -> {
            out.beginObject();
            out.name("id");
            out.text(id);
            optional(out, "parent", parent);
            optional(out, "comment", item.history().comment());
            out.name("created");
            out.text(item.history().created());
            out.name("container_config");
            out.beginObject();
            out.name("Cmd");
            out.beginArray();
            out.text(item.history().createdBy());
            out.endArray();
            out.endObject();
            optional(out, "author", item.history().author());
            if (item.throwaway()) {
                out.name("throwaway");
                out.bool(true);
            }
            out.endObject();
        });
    }

    private static void optional(GoJsonWriter out, String name, String value) {
        if (!value.isEmpty()) {
            out.name(name);
            out.text(value);
        }
    }

    /** The config itself, without what a chain tells by other means. */
    private static byte[] topmost(ConfigDocument config, String id, String parent, boolean throwaway) {
        SortedObject members = SortedObject.of(config.bytes().toArray(), config.root());
        members.remove("rootfs");
        members.remove("history");
        members.put("id", GoText.of(id));
        if (!parent.isEmpty()) {
            members.put("parent", GoText.of(parent));
        }
        if (throwaway) {
            members.put("throwaway", GoText.of(out -> out.bool(true)));
        }
        return members.text().toArray();
    }
}
