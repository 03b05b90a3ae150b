// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonTree;
import dev.ambidock.json.JsonValue;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.MediaType;
import dev.ambidock.table.FormatTable;
import dev.ambidock.table.MediaTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Makes a document of a tree. One reader reads one document. */
final class DocumentReader {
    /** Types that servers send for anything. */
    private static final Set<String> GENERIC =
            Set.of("application/json", "text/json", "text/plain", "application/octet-stream", "");

    private final Bytes bytes;
    private final JsonTree tree;
    private final JsonValue root;
    private final Digest digest;
    private final Optional<MediaType> declared;

    DocumentReader(Bytes bytes, JsonTree tree, Digest digest, Optional<MediaType> declared) {
        this.bytes = bytes;
        this.tree = tree;
        this.root = tree.root();
        this.digest = digest;
        this.declared = declared.filter(t -> !GENERIC.contains(t.text()));
    }

    /** Whether the tree would be read as a config. */
    static boolean isConfig(JsonTree tree, Optional<MediaType> declared) throws Refusal {
        return new Shape(tree.root()).kind(declared) == DocumentKind.CONFIG;
    }

    Document read() throws Refusal {
        Optional<MediaType> stated = statedType();
        DocumentKind kind = new Shape(root).kind(stated.isPresent() ? stated : declared);
        if (kind == DocumentKind.CONFIG) {
            refuseTwinsOfOtherKinds();
            return new ConfigDocument(text(declared.or(() -> stated).orElseGet(this::configType), false));
        }
        for (JsonValue member : root.children()) {
            CaseTwins.refuse(member, CaseTwins.ROOT, "");
        }
        checkStatedType(kind, stated);
        return switch (kind) {
            case INDEX -> index(stated);
            case MANIFEST -> manifest(stated);
            case ARTIFACT_MANIFEST -> artifact(stated);
            case SCHEMA1 -> schema1(stated);
            case CONFIG -> throw new IllegalStateException("configs were read above");
        };
    }

    /** What a config says of itself binds no other reader: who is announced a manifest would see one. */
    private void refuseTwinsOfOtherKinds() throws Refusal {
        if (declared.isEmpty()) {
            for (JsonValue member : root.children()) {
                CaseTwins.refuse(member, CaseTwins.NO_CONFIG, "");
            }
        }
    }

    private Optional<MediaType> statedType() throws Refusal {
        Optional<JsonValue> member = root.member("mediaType");
        if (member.isEmpty() || member.get().is(JsonKind.NULL)) {
            return Optional.empty();
        }
        Members.require(member.get(), JsonKind.STRING, "/mediaType");
        return Optional.of(MediaType.of(member.get().text()))
                .filter(t -> !t.text().isEmpty());
    }

    private void checkStatedType(DocumentKind kind, Optional<MediaType> stated) throws Refusal {
        if (stated.isPresent() && Shape.kindOf(stated.get()).isEmpty()) {
            throw conflict("the media type "
                    + root.member("mediaType").map(JsonValue::printable).orElse("") + " is not that of "
                    + Shape.article(kind));
        }
        if (declared.isEmpty()) {
            return;
        }
        MediaType claim = declared.get();
        if (stated.isPresent() && !stated.get().equals(claim)) {
            throw conflict("the document says " + stated.get() + ", it was announced as " + claim);
        }
        if (Shape.kindOf(claim).isEmpty()) {
            throw conflict("the document is " + Shape.article(kind) + ", it was announced as " + claim);
        }
    }

    private Document index(Optional<MediaType> stated) throws Refusal {
        requireVersion(2);
        List<Edge> entries = list("manifests", EdgeRole.ENTRY);
        MediaType type = typeOr(stated, entries, MediaTypes.OCI_INDEX, MediaTypes.DOCKER_LIST);
        return new IndexDocument(text(type, stated.isPresent()), entries, subject());
    }

    private Document manifest(Optional<MediaType> stated) throws Refusal {
        requireVersion(2);
        JsonValue configValue = require("config");
        Edge config = DescriptorReader.read(EdgeRole.CONFIG, configValue, "/config");
        List<Edge> layers = list("layers", EdgeRole.LAYER);
        List<Edge> all = new ArrayList<>(layers);
        all.add(config);
        MediaType type = typeOr(stated, all, MediaTypes.OCI_MANIFEST, MediaTypes.DOCKER_MANIFEST);
        return new ManifestDocument(text(type, stated.isPresent()), config, layers, subject());
    }

    private Document artifact(Optional<MediaType> stated) throws Refusal {
        List<Edge> blobs = root.member("blobs").isEmpty() ? List.of() : list("blobs", EdgeRole.BLOB);
        return new ArtifactManifestDocument(
                text(MediaTypes.OCI_ARTIFACT_MANIFEST, stated.isPresent()), blobs, subject());
    }

    private Document schema1(Optional<MediaType> stated) throws Refusal {
        requireVersion(1);
        JsonValue list = require("fsLayers");
        Members.require(list, JsonKind.ARRAY, "/fsLayers");
        List<Digest> layers = new ArrayList<>();
        for (JsonValue layer : list.children()) {
            Optional<JsonValue> sum = layer.member("blobSum");
            if (sum.isEmpty()) {
                throw new Refusal(FindingCode.MISSING_MEMBER, "/fsLayers", layer, "the layer has no \"blobSum\"");
            }
            layers.add(DescriptorReader.digest(sum.get(), "/fsLayers/" + layers.size() + "/blobSum"));
        }
        Optional<Bytes> payload = SignedPayload.of(root, bytes.toArray());
        MediaType type = stated.or(() -> declared)
                .orElse(payload.isPresent() ? MediaTypes.DOCKER_SCHEMA1_SIGNED : MediaTypes.DOCKER_SCHEMA1);
        Digest known = payload.map(p -> p.digest(digest.algorithm())).orElse(digest);
        return new SchemaOneDocument(
                new DocumentText(bytes, tree, type, stated.isPresent(), known),
                layers,
                history(),
                root.member("architecture").filter(a -> a.is(JsonKind.STRING)).map(JsonValue::text),
                payload.orElse(bytes));
    }

    private List<String> history() throws Refusal {
        Optional<JsonValue> list = root.member("history");
        if (list.isEmpty()) {
            return List.of();
        }
        Members.require(list.get(), JsonKind.ARRAY, "/history");
        List<String> texts = new ArrayList<>();
        for (JsonValue entry : list.get().children()) {
            JsonValue text = entry.member("v1Compatibility")
                    .filter(t -> t.is(JsonKind.STRING))
                    .orElseThrow(() -> new Refusal(
                            FindingCode.MISSING_MEMBER, "/history", entry, "the entry has no \"v1Compatibility\""));
            texts.add(text.text());
        }
        return texts;
    }

    /** Without a type, Docker's if every descriptor is Docker's, since Docker never leaves the type out unseen. */
    private MediaType typeOr(Optional<MediaType> stated, List<Edge> edges, MediaType oci, MediaType docker) {
        if (stated.isPresent() || declared.isPresent()) {
            return stated.or(() -> declared).orElseThrow();
        }
        boolean allDocker = !edges.isEmpty()
                && edges.stream()
                        .allMatch(e -> FormatTable.family(e.descriptor().mediaType()) == Family.DOCKER);
        return allDocker ? docker : oci;
    }

    private MediaType configType() {
        boolean docker = root.member("container_config").isPresent()
                || root.member("docker_version").isPresent();
        return docker ? MediaTypes.DOCKER_CONFIG : MediaTypes.OCI_CONFIG;
    }

    private DocumentText text(MediaType type, boolean stated) {
        return new DocumentText(bytes, tree, type, stated, digest);
    }

    private List<Edge> list(String name, EdgeRole role) throws Refusal {
        JsonValue value = require(name);
        if (value.is(JsonKind.NULL)) {
            return List.of();
        }
        String pointer = "/" + name;
        Members.require(value, JsonKind.ARRAY, pointer);
        List<JsonValue> elements = value.children();
        List<Edge> edges = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            edges.add(DescriptorReader.read(role, elements.get(i), pointer + "/" + i));
        }
        return edges;
    }

    private Optional<Edge> subject() throws Refusal {
        Optional<JsonValue> member = root.member("subject").filter(m -> !m.is(JsonKind.NULL));
        if (root.member("annotations").isPresent()) {
            DescriptorReader.annotations(root.member("annotations").get(), "/annotations");
        }
        if (root.member("artifactType").isPresent()) {
            Members.textOrNull(root.member("artifactType").get(), "/artifactType");
        }
        return member.isEmpty()
                ? Optional.empty()
                : Optional.of(DescriptorReader.read(EdgeRole.SUBJECT, member.get(), "/subject"));
    }

    private JsonValue require(String name) throws Refusal {
        Optional<JsonValue> member = root.member(name);
        if (member.isEmpty()) {
            throw new Refusal(FindingCode.MISSING_MEMBER, "", root, "the document has no \"" + name + "\"");
        }
        return member.get();
    }

    private void requireVersion(int version) throws Refusal {
        JsonValue member = require("schemaVersion");
        OptionalLong value = member.integer();
        if (value.isEmpty() || value.getAsLong() != version) {
            throw new Refusal(
                    FindingCode.INVALID_MEMBER,
                    "/schemaVersion",
                    member,
                    "expected schemaVersion " + version + ", but found " + member.printable());
        }
    }

    private Refusal conflict(String text) {
        JsonValue at = root.member("mediaType").orElse(root);
        return new Refusal(FindingCode.MEDIA_TYPE_CONFLICT, "/mediaType", at, text);
    }
}
