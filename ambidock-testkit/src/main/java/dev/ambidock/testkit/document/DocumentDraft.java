// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.document;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Family;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Platform;
import dev.ambidock.table.MediaTypes;
import java.util.Base64;
import java.util.Map;

/** A manifest, index or config under construction, with the members that the specifications ask for. */
public final class DocumentDraft {
    private final MediaType type;
    private final JsonDraft root = JsonDraft.object();
    private final JsonDraft list = JsonDraft.array();
    private final JsonDraft annotations = JsonDraft.object();

    private DocumentDraft(MediaType type) {
        this.type = type;
    }

    /** A manifest without layers. */
    public static DocumentDraft manifest(Family family, Descriptor config) {
        DocumentDraft draft = versioned(family == Family.DOCKER ? MediaTypes.DOCKER_MANIFEST : MediaTypes.OCI_MANIFEST);
        draft.root.put("config", descriptor(config)).put("layers", draft.list);
        return draft;
    }

    /** An index or list without entries. */
    public static DocumentDraft index(Family family) {
        DocumentDraft draft = versioned(family == Family.DOCKER ? MediaTypes.DOCKER_LIST : MediaTypes.OCI_INDEX);
        draft.root.put("manifests", draft.list);
        return draft;
    }

    /** A config without layers. */
    public static DocumentDraft config(Family family, Platform platform) {
        DocumentDraft draft =
                new DocumentDraft(family == Family.DOCKER ? MediaTypes.DOCKER_CONFIG : MediaTypes.OCI_CONFIG);
        draft.root
                .put("architecture", JsonDraft.text(platform.architecture()))
                .put("os", JsonDraft.text(platform.os()))
                .put("config", JsonDraft.object())
                .put(
                        "rootfs",
                        JsonDraft.object().put("type", JsonDraft.text("layers")).put("diff_ids", draft.list));
        return draft;
    }

    private static DocumentDraft versioned(MediaType type) {
        DocumentDraft draft = new DocumentDraft(type);
        draft.root.put("schemaVersion", JsonDraft.raw("2")).put("mediaType", JsonDraft.text(type.text()));
        return draft;
    }

    /** Adds a layer to a manifest, or an entry to an index. */
    public DocumentDraft add(Descriptor descriptor) {
        list.add(descriptor(descriptor));
        return this;
    }

    /** Adds a diff ID to a config. */
    public DocumentDraft diffId(String digest) {
        list.add(JsonDraft.text(digest));
        return this;
    }

    /** Adds an annotation of the whole document. */
    public DocumentDraft annotation(String name, String value) {
        if (annotations.size() == 0) {
            root.put("annotations", annotations);
        }
        annotations.put(name, JsonDraft.text(value));
        return this;
    }

    /** Adds any member. */
    public DocumentDraft member(String name, JsonDraft value) {
        root.put(name, value);
        return this;
    }

    /** The document in one line. */
    public Bytes bytes() {
        return bytes(JsonLayout.compact());
    }

    /** The document in a layout. */
    public Bytes bytes(JsonLayout layout) {
        return Bytes.wrap(root.bytes(layout));
    }

    /** A reference to the document in one line. */
    public Descriptor descriptor() {
        return describe(type, bytes());
    }

    /** A reference to some content by SHA-256. */
    public static Descriptor describe(MediaType type, Bytes content) {
        return Descriptor.of(type, content.digest(DigestAlgorithm.SHA256), content.length());
    }

    /** A descriptor in the order in which a family's tools write it, without members that say nothing. */
    public static JsonDraft descriptor(Family family, Descriptor descriptor) {
        JsonDraft digest = JsonDraft.text(descriptor.digest().toString());
        JsonDraft size = JsonDraft.raw(Long.toString(descriptor.size()));
        JsonDraft json = JsonDraft.object()
                .put("mediaType", JsonDraft.text(descriptor.mediaType().text()));
        if (family == Family.DOCKER) {
            json.put("size", size).put("digest", digest);
        } else {
            json.put("digest", digest).put("size", size);
        }
        if (!descriptor.urls().isEmpty()) {
            json.put("urls", JsonDraft.texts(descriptor.urls()));
        }
        if (!descriptor.annotations().isEmpty()) {
            JsonDraft named = JsonDraft.object();
            for (Map.Entry<String, String> annotation : descriptor.annotations().entrySet()) {
                named.put(annotation.getKey(), JsonDraft.text(annotation.getValue()));
            }
            json.put("annotations", named);
        }
        descriptor
                .data()
                .ifPresent(
                        d -> json.put("data", JsonDraft.text(Base64.getEncoder().encodeToString(d.toArray()))));
        descriptor.platform().ifPresent(p -> json.put("platform", platform(p)));
        descriptor.artifactType().ifPresent(a -> json.put("artifactType", JsonDraft.text(a)));
        return json;
    }

    /** A descriptor in OCI's order, without members that say nothing. */
    public static JsonDraft descriptor(Descriptor descriptor) {
        return descriptor(Family.OCI, descriptor);
    }

    private static JsonDraft platform(Platform platform) {
        JsonDraft json = JsonDraft.object()
                .put("architecture", JsonDraft.text(platform.architecture()))
                .put("os", JsonDraft.text(platform.os()));
        platform.osVersion().ifPresent(v -> json.put("os.version", JsonDraft.text(v)));
        if (!platform.osFeatures().isEmpty()) {
            json.put("os.features", JsonDraft.texts(platform.osFeatures()));
        }
        platform.variant().ifPresent(v -> json.put("variant", JsonDraft.text(v)));
        return json;
    }
}
