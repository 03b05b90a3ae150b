// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Edge;
import dev.ambidock.document.IndexDocument;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Role;
import dev.ambidock.plan.ConversionRequest.ArtifactPolicy;
import dev.ambidock.plan.ConversionRequest.AttestationPolicy;
import dev.ambidock.table.FormatTable;
import dev.ambidock.table.MediaTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Converts an index or list: first what each entry names, images before the attestations that refer to them and these
 * before other artifacts, then the entries themselves.
 */
final class IndexConversion {
    private final PlanningRun run;
    private final IndexDocument index;
    private final ConversionRequest request;
    private final Draft draft;
    private final boolean crossing;

    IndexConversion(PlanningRun run, IndexDocument index) {
        this.run = run;
        this.index = index;
        this.request = run.request();
        this.draft = new Draft(run, index);
        this.crossing = index.family() != request.target();
    }

    Converted convert() {
        List<Converted> referrers = new ArrayList<>();
        List<Entry> entries = entries(referrers);
        MediaType type = request.toDocker() ? MediaTypes.DOCKER_LIST : MediaTypes.OCI_INDEX;
        if (crossing || (!index.text().mediaTypeStated() && request.toDocker())) {
            draft.edit().stateMediaType(type);
            if (!index.text().mediaTypeStated()) {
                draft.find(FindingCode.MEDIA_TYPE_ADDED, "/mediaType", "the mediaType was missing and is stated now");
            }
        }
        if (entries.stream().allMatch(e -> e.kind() == Entry.Kind.REMOVED)) {
            draft.find(FindingCode.EMPTY_INDEX, "/manifests", "the index has no entries");
        }
        new EntryEdits(draft, index.family()).apply(entries);
        if (crossing && request.toDocker()) {
            new DockerLosses(draft).root();
        } else {
            draft.followSubject();
        }
        draft.emptyList("manifests");
        return draft.finish(type).with(referrers);
    }

    private List<Entry> entries(List<Converted> referrers) {
        List<Entry> entries = new ArrayList<>();
        expectArtifacts();
        for (Edge edge : index.edges()) {
            Optional<String> unwanted = run.unwanted(index, edge);
            boolean attestation = Attestations.isAttestation(edge, run.graph());
            if (unwanted.isPresent()) {
                entries.add(removed(edge, FindingCode.PLATFORM_FILTER, unwanted.get()));
            } else if (attestation || isArtifact(edge)) {
                entries.add(Entry.of(edge, attestation ? Entry.Kind.ATTESTATION : Entry.Kind.ARTIFACT));
            } else {
                entries.add(entry(edge));
            }
        }
        withoutVariants(entries);
        entries.replaceAll(e -> e.kind() == Entry.Kind.ATTESTATION ? attestation(e.edge(), referrers) : e);
        entries.replaceAll(e -> e.kind() == Entry.Kind.ARTIFACT ? entry(e.edge()) : e);
        return entries;
    }

    /** Wherever an artifact stands that stays in a Docker list, others may name it before. */
    private void expectArtifacts() {
        ArtifactPolicy policy = request.artifacts();
        if (!request.toDocker() || policy == ArtifactPolicy.REFUSE || policy == ArtifactPolicy.DROP) {
            return;
        }
        for (Edge edge : index.edges()) {
            boolean stays = run.unwanted(index, edge).isEmpty() && !Attestations.isAttestation(edge, run.graph());
            if (stays && isArtifact(edge)) {
                run.keepArtifact(edge.descriptor().digest());
            }
        }
    }

    private boolean isArtifact(Edge edge) {
        return run.graph()
                .document(edge.descriptor().digest())
                .filter(d -> d.kind() == DocumentKind.ARTIFACT_MANIFEST
                        || (d.kind() == DocumentKind.MANIFEST
                                && !ImageKind.of((ManifestDocument) d, run.graph(), request.target())
                                        .isImage()))
                .isPresent();
    }

    private Entry entry(Edge edge) {
        Role role = FormatTable.role(edge.descriptor().mediaType());
        return switch (role) {
            case LAYER -> layer(edge);
            case INDEX, MANIFEST ->
                run.graph()
                        .document(edge.descriptor().digest())
                        .map(child -> document(edge, child))
                        .orElseGet(() -> missing(edge));
            case CONFIG, OTHER, UNKNOWN ->
                artifact(edge, "the type " + edge.descriptor().mediaType() + " is no manifest's", Optional.empty());
        };
    }

    private Entry layer(Edge edge) {
        if (request.toDocker()) {
            draft.refuse(
                    FindingCode.LAYER_IN_INDEX,
                    edge.pointer(),
                    "the entry is a layer, as in a BuildKit cache; a Docker list holds manifests only");
        }
        return Entry.of(edge, Entry.Kind.LAYER);
    }

    private Entry document(Edge edge, Document child) {
        if (child.kind() == DocumentKind.MANIFEST) {
            ManifestDocument manifest = (ManifestDocument) child;
            ImageKind kind = ImageKind.of(manifest, run.graph(), request.target());
            if (!kind.isImage()) {
                return artifact(edge, kind.reason(), Optional.of(child));
            }
        } else if (child.kind() == DocumentKind.ARTIFACT_MANIFEST) {
            return artifact(edge, "it is an artifact manifest", Optional.of(child));
        }
        Converted converted = run.convert(child);
        boolean nested = child.kind() == DocumentKind.INDEX;
        if (nested && request.toDocker()) {
            return Entry.of(edge, Entry.Kind.NESTED, converted);
        }
        return Entry.of(edge, Entry.Kind.IMAGE, converted);
    }

    private Entry artifact(Edge edge, String reason, Optional<Document> child) {
        if (!request.toDocker()) {
            return child.map(c -> Entry.of(edge, Entry.Kind.KEPT, run.convert(c)))
                    .orElseGet(() -> keptBlob(edge));
        }
        ArtifactPolicy policy = request.artifacts();
        return switch (policy) {
            case REFUSE -> {
                draft.refuse(
                        FindingCode.NOT_AN_IMAGE, edge.pointer(), "the entry is no container image (" + reason + ")");
                yield Entry.of(edge, Entry.Kind.KEPT);
            }
            case DROP -> removed(edge, FindingCode.ARTIFACT_DROP, "the artifact is left out (" + reason + ")");
            case KEEP, RETYPE -> {
                draft.find(
                        FindingCode.ARTIFACT_UNTOUCHED,
                        edge.pointer(),
                        "the artifact is kept as it is (" + reason + ")");
                yield child.map(c -> Entry.of(edge, Entry.Kind.KEPT, run.artifact(c)))
                        .orElseGet(() -> keptBlob(edge));
            }
        };
    }

    /** Content that is no document, such as the settings of a BuildKit cache. */
    private Entry keptBlob(Edge edge) {
        draft.step(new Step.CopyBlob(
                ManifestConversion.retyped(edge.descriptor(), edge.descriptor().mediaType()), false));
        return Entry.of(edge, Entry.Kind.KEPT);
    }

    private Entry missing(Edge edge) {
        Digest digest = edge.descriptor().digest();
        return switch (request.sparse()) {
            case REFUSE -> {
                draft.refuse(FindingCode.MISSING_CHILD, edge.pointer(), "the document " + digest + " is not there");
                yield Entry.of(edge, Entry.Kind.KEPT);
            }
            case SKIP -> removed(edge, FindingCode.CHILD_SKIP, "the missing " + digest + " is left out");
            case KEEP -> {
                draft.find(FindingCode.CHILD_KEPT, edge.pointer(), "the missing " + digest + " is kept as it is named");
                yield Entry.of(edge, Entry.Kind.KEPT);
            }
        };
    }

    private Entry removed(Edge edge, FindingCode code, String text) {
        draft.find(code, edge.pointer(), text);
        draft.edit().remove(edge.json(), edge.pointer());
        return Entry.of(edge, Entry.Kind.REMOVED);
    }

    /** An image that is there in two compressions would become one image twice: one whose layers stay is kept. */
    private void withoutVariants(List<Entry> entries) {
        if (entries.stream().noneMatch(IndexConversion::isTranscodedImage)) {
            return;
        }
        Map<Digest, Digest> settled = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.kind() == Entry.Kind.IMAGE && !needsTranscoding(entry)) {
                config(entry)
                        .ifPresent(c -> settled.put(c, entry.edge().descriptor().digest()));
            }
        }
        entries.replaceAll(e -> isTranscodedImage(e) && isVariant(e, settled) ? variant(e) : e);
    }

    private static boolean isTranscodedImage(Entry entry) {
        return entry.kind() == Entry.Kind.IMAGE && needsTranscoding(entry);
    }

    /** Whether another manifest of the same config stays. */
    private static boolean isVariant(Entry entry, Map<Digest, Digest> settled) {
        Digest own = entry.edge().descriptor().digest();
        return config(entry)
                .map(c -> settled.putIfAbsent(c, own))
                .filter(other -> !other.equals(own))
                .isPresent();
    }

    private Entry variant(Entry entry) {
        entry.child().map(Converted::source).ifPresent(run::leaveOut);
        return removed(
                entry.edge(),
                FindingCode.VARIANT_DROP,
                "the same image stands in the list already, and after compressing anew there would be two");
    }

    static boolean needsTranscoding(Entry entry) {
        return entry.child().filter(IndexConversion::needsTranscoding).isPresent();
    }

    static boolean needsTranscoding(Converted image) {
        return image.findings().stream().anyMatch(f -> f.code() == FindingCode.LAYER_RECOMPRESS);
    }

    private static Optional<Digest> config(Entry entry) {
        return entry.child()
                .map(Converted::source)
                .filter(d -> d.kind() == DocumentKind.MANIFEST)
                .map(d -> ((ManifestDocument) d).config().descriptor().digest());
    }

    private Entry attestation(Edge edge, List<Converted> referrers) {
        if (request.attestationPolicy() == AttestationPolicy.DROP) {
            return removed(edge, FindingCode.ATTESTATION_DROP, "the attestation is left out");
        }
        Optional<Document> child = run.graph().document(edge.descriptor().digest());
        if (child.isEmpty()) {
            return missing(edge);
        }
        if (child.get().kind() != DocumentKind.MANIFEST) {
            return document(edge, child.get());
        }
        ManifestDocument manifest = (ManifestDocument) child.get();
        Optional<Digest> about = Attestations.about(edge, child);
        if (about.filter(run::isLeftOut).isPresent()) {
            return removed(
                    edge, FindingCode.ATTESTATION_DROP, "the attestation goes with its image, which is left out");
        }
        return attestation(edge, manifest, about.flatMap(run::resultOf), referrers);
    }

    private Entry attestation(
            Edge edge, ManifestDocument manifest, Optional<Converted> image, List<Converted> referrers) {
        boolean referrer = request.attestationPolicy() == AttestationPolicy.REFERRERS
                && (image.isPresent() || manifest.subject().isPresent());
        Converted converted =
                new ManifestConversion(run, manifest, Family.OCI).image(false, referrer ? image : Optional.empty());
        run.note(converted);
        if (referrer || image.filter(IndexConversion::changes).isPresent()) {
            mentionAttestation(draft, edge);
        }
        if (!referrer) {
            return Entry.of(edge, Entry.Kind.ATTESTATION, converted);
        }
        referrers.add(converted);
        draft.edit().remove(edge.json(), edge.pointer());
        return Entry.of(edge, Entry.Kind.REMOVED);
    }

    static void mentionAttestation(Draft index, Edge entry) {
        index.find(
                FindingCode.ATTESTATION_KEPT,
                entry.pointer(),
                "the attestation follows its image; what it attests still names the digest before the conversion");
    }

    /** Whether an image becomes another one, or it is not known yet what. */
    static boolean changes(Converted image) {
        return image.known()
                .filter(k -> k.descriptor().digest().equals(image.source().digest()))
                .isEmpty();
    }
}
