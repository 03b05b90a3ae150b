// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.place;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.testkit.document.DocumentDraft;
import dev.ambidock.testkit.document.JsonDraft;
import dev.ambidock.testkit.document.JsonLayout;
import dev.ambidock.testkit.image.WholeImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An OCI layout. Each name is an entry of its own in {@code index.json}, as Docker writes them: a name with a tag is a full
 * name, whose tag is the ref name; any other is a ref name only.
 *
 * @ambidock.rule image-spec, image-layout.md
 */
public final class LayoutFiles {
    static final String MARKER = "{\"imageLayoutVersion\":\"1.0.0\"}";
    private static final String FULL_NAME = "io.containerd.image.name";
    private static final String REF_NAME = "org.opencontainers.image.ref.name";

    private LayoutFiles() {}

    /** The layout of these images. */
    public static FileSet of(List<WholeImage> images) {
        FileSet files = new FileSet().put("oci-layout", MARKER);
        JsonDraft entries = JsonDraft.array();
        for (WholeImage image : images) {
            blobs(files, image);
            for (Descriptor entry : entries(image)) {
                entries.add(DocumentDraft.descriptor(entry));
            }
        }
        return files.put("index.json", index(entries));
    }

    static void blobs(FileSet files, WholeImage image) {
        image.contents().forEach((digest, content) -> files.put(path(digest), content));
    }

    static String path(Digest digest) {
        return "blobs/" + digest.algorithm().id() + "/" + digest.hex();
    }

    static String index(JsonDraft entries) {
        return JsonDraft.object()
                .put("schemaVersion", JsonDraft.raw("2"))
                .put("mediaType", JsonDraft.text("application/vnd.oci.image.index.v1+json"))
                .put("manifests", entries)
                .write(JsonLayout.compact());
    }

    static List<Descriptor> entries(WholeImage image) {
        return image.names().isEmpty()
                ? List.of(image.root())
                : image.names().stream().map(name -> named(image.root(), name)).toList();
    }

    private static Descriptor named(Descriptor root, String name) {
        Map<String, String> annotations = new LinkedHashMap<>(root.annotations());
        int colon = name.lastIndexOf(':');
        if (colon > name.lastIndexOf('/')) {
            annotations.put(FULL_NAME, name);
            annotations.put(REF_NAME, name.substring(colon + 1));
        } else {
            annotations.put(REF_NAME, name);
        }
        return new Descriptor(
                root.mediaType(),
                root.digest(),
                root.size(),
                root.urls(),
                annotations,
                root.platform(),
                root.artifactType(),
                root.data());
    }
}
