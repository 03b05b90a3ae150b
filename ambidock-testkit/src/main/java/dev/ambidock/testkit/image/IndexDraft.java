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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An index or list under construction. Confined to one thread. */
public final class IndexDraft {
    private final Family family;
    private final JsonDraft entries = JsonDraft.array();
    private final Map<String, JsonDraft> members = new LinkedHashMap<>();
    private final JsonDraft annotations = JsonDraft.object();
    private final Parts parts = new Parts();
    private List<String> names = List.of();
    private DigestAlgorithm algorithm = DigestAlgorithm.SHA256;
    private JsonLayout layout = JsonLayout.compact();

    private IndexDraft(Family family) {
        this.family = family;
    }

    /** An index or list without entries. */
    public static IndexDraft of(Family family) {
        return new IndexDraft(family);
    }

    /** Adds a child without a platform; it may be an index itself. */
    public IndexDraft entry(WholeImage child) {
        return entry(child.root(), child);
    }

    /** Adds a child for a platform, {@code os/architecture[/variant]}. */
    public IndexDraft entry(String platform, WholeImage child) {
        return entry(described(child.root(), Map.of(), platform), child);
    }

    /** Adds a child, with an entry that says anything. */
    public IndexDraft entry(Descriptor entry, WholeImage child) {
        entries.add(DocumentDraft.descriptor(family, entry));
        parts.addAll(child);
        return this;
    }

    /** Adds an entry whose child is missing: the index is sparse. */
    public IndexDraft missing(String platform, WholeImage child) {
        entries.add(DocumentDraft.descriptor(family, described(child.root(), Map.of(), platform)));
        return this;
    }

    /** Adds a BuildKit attestation of an image, as BuildKit links them. */
    public IndexDraft attestation(WholeImage attestation, WholeImage image) {
        Map<String, String> links = new LinkedHashMap<>();
        links.put("vnd.docker.reference.digest", image.root().digest().toString());
        links.put("vnd.docker.reference.type", "attestation-manifest");
        return entry(described(attestation.root(), links, "unknown/unknown"), attestation);
    }

    /** An annotation of the index. */
    public IndexDraft annotation(String name, String value) {
        annotations.put(name, JsonDraft.text(value));
        return this;
    }

    /** A member of the index. */
    public IndexDraft member(String name, JsonDraft value) {
        members.put(name, value);
        return this;
    }

    /** SHA-512 for the index's own digest. */
    public IndexDraft sha512() {
        algorithm = DigestAlgorithm.SHA512;
        return this;
    }

    /** The white space of the index. */
    public IndexDraft layout(JsonLayout space) {
        layout = space;
        return this;
    }

    /** Its names, the fullest first. */
    public IndexDraft named(String... all) {
        names = List.of(all);
        return this;
    }

    /** The index with all that is beneath it. To be asked once. */
    public WholeImage build() {
        MediaType type = family == Family.DOCKER ? MediaTypes.DOCKER_LIST : MediaTypes.OCI_INDEX;
        JsonDraft document = JsonDraft.object()
                .put("schemaVersion", JsonDraft.raw("2"))
                .put("mediaType", JsonDraft.text(type.text()))
                .put("manifests", entries);
        if (annotations.size() > 0) {
            document.put("annotations", annotations);
        }
        members.forEach(document::put);
        Bytes bytes = Bytes.wrap(document.bytes(layout));
        Descriptor root = Descriptor.of(type, bytes.digest(algorithm), bytes.length());
        return parts.under(root, bytes, names);
    }

    private static Descriptor described(Descriptor child, Map<String, String> annotations, String platform) {
        return new Descriptor(
                child.mediaType(),
                child.digest(),
                child.size(),
                List.of(),
                annotations,
                Optional.of(Platform.parse(platform)),
                Optional.empty(),
                Optional.empty());
    }
}
