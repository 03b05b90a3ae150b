// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.image;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Family;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Platform;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.testkit.document.DocumentDraft;
import dev.ambidock.testkit.document.JsonDraft;
import dev.ambidock.testkit.document.JsonLayout;
import dev.ambidock.testkit.image.WholeImage.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An image of one platform under construction: config, layers and manifest. Says {@code linux/amd64} unless told otherwise.
 * Confined to one thread.
 */
public final class ImageDraft {
    private final Family family;
    private final List<LayerDraft> layers = new ArrayList<>();
    private final Map<String, JsonDraft> settings = new LinkedHashMap<>();
    private final Map<String, JsonDraft> configMembers = new LinkedHashMap<>();
    private final Map<String, JsonDraft> members = new LinkedHashMap<>();
    private final Map<String, String> annotations = new LinkedHashMap<>();
    private List<String> names = List.of();
    private Platform platform = Platform.of("linux", "amd64", Optional.empty());
    private Optional<Bytes> config = Optional.empty();
    private Optional<MediaType> configType = Optional.empty();
    private DigestAlgorithm algorithm = DigestAlgorithm.SHA256;
    private JsonLayout layout = JsonLayout.compact();

    private ImageDraft(Family family) {
        this.family = family;
    }

    /** An image without layers. */
    public static ImageDraft of(Family family) {
        return new ImageDraft(family);
    }

    /** What it runs on. */
    public ImageDraft platform(String text) {
        platform = Platform.parse(text);
        return this;
    }

    /** Adds a layer on top. */
    public ImageDraft layer(LayerDraft layer) {
        layers.add(layer);
        return this;
    }

    /** A member of the config's {@code config}, for example {@code Cmd}. */
    public ImageDraft setting(String name, JsonDraft value) {
        settings.put(name, value);
        return this;
    }

    /** A member of the config itself; one of its own kind is put in place of the usual one. */
    public ImageDraft configMember(String name, JsonDraft value) {
        configMembers.put(name, value);
        return this;
    }

    /** The whole config, in place of one that is made. */
    public ImageDraft config(Bytes bytes) {
        config = Optional.of(bytes);
        return this;
    }

    /** What the manifest calls its config, if it is not the family's type. */
    public ImageDraft configType(MediaType type) {
        configType = Optional.of(type);
        return this;
    }

    /** A member of the manifest; one of its own kind is put in place of the usual one. */
    public ImageDraft member(String name, JsonDraft value) {
        members.put(name, value);
        return this;
    }

    /** An annotation of the manifest. */
    public ImageDraft annotation(String name, String value) {
        annotations.put(name, value);
        return this;
    }

    /** SHA-512 for the digests of manifest and config. */
    public ImageDraft sha512() {
        algorithm = DigestAlgorithm.SHA512;
        return this;
    }

    /** The white space of manifest and config. */
    public ImageDraft layout(JsonLayout space) {
        layout = space;
        return this;
    }

    /** Its names, the fullest first. */
    public ImageDraft named(String... all) {
        names = List.of(all);
        return this;
    }

    /** Its names. */
    public List<String> names() {
        return names;
    }

    /** Its layers, base layer first. */
    public List<LayerDraft> layers() {
        return List.copyOf(layers);
    }

    /** The config's bytes. */
    public Bytes config() {
        return config.orElseGet(this::makeConfig);
    }

    private Bytes makeConfig() {
        JsonDraft diffIds = JsonDraft.array();
        layers.forEach(layer -> diffIds.add(JsonDraft.text(layer.diffId().toString())));
        Map<String, JsonDraft> all = new LinkedHashMap<>();
        all.put("architecture", JsonDraft.text(platform.architecture()));
        all.put("os", JsonDraft.text(platform.os()));
        platform.variant().ifPresent(v -> all.put("variant", JsonDraft.text(v)));
        all.put("config", object(settings));
        all.put(
                "rootfs",
                JsonDraft.object().put("type", JsonDraft.text("layers")).put("diff_ids", diffIds));
        all.putAll(configMembers);
        return Bytes.wrap(object(all).bytes(layout));
    }

    /** The image, its descriptors spelled in the family's order. */
    public WholeImage build() {
        Bytes configBytes = config();
        boolean docker = family == Family.DOCKER;
        Descriptor configDescriptor = Descriptor.of(
                configType.orElse(docker ? MediaTypes.DOCKER_CONFIG : MediaTypes.OCI_CONFIG),
                configBytes.digest(algorithm),
                configBytes.length());
        JsonDraft described = JsonDraft.array();
        Parts parts = new Parts().add(configDescriptor, configBytes, Kind.BLOB);
        for (LayerDraft layer : layers) {
            described.add(DocumentDraft.descriptor(family, layer.descriptor(family)));
            if (!layer.foreign()) {
                parts.add(layer.descriptor(family), layer.bytes(), Kind.BLOB);
            }
        }
        Bytes bytes = Bytes.wrap(manifest(DocumentDraft.descriptor(family, configDescriptor), described)
                .bytes(layout));
        return parts.under(Descriptor.of(type(), bytes.digest(algorithm), bytes.length()), bytes, names);
    }

    private MediaType type() {
        return family == Family.DOCKER ? MediaTypes.DOCKER_MANIFEST : MediaTypes.OCI_MANIFEST;
    }

    private JsonDraft manifest(JsonDraft configDescriptor, JsonDraft described) {
        Map<String, JsonDraft> all = new LinkedHashMap<>();
        all.put("schemaVersion", JsonDraft.raw("2"));
        all.put("mediaType", JsonDraft.text(type().text()));
        all.put("config", configDescriptor);
        all.put("layers", described);
        if (!annotations.isEmpty()) {
            JsonDraft named = JsonDraft.object();
            annotations.forEach((name, value) -> named.put(name, JsonDraft.text(value)));
            all.put("annotations", named);
        }
        all.putAll(members);
        return object(all);
    }

    private static JsonDraft object(Map<String, JsonDraft> members) {
        JsonDraft object = JsonDraft.object();
        members.forEach(object::put);
        return object;
    }
}
