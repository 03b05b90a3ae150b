// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Edge;
import dev.ambidock.document.IndexDocument;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Role;
import dev.ambidock.plan.ConversionRequest.ArtifactPolicy;
import dev.ambidock.plan.ConversionRequest.AttestationPolicy;
import dev.ambidock.plan.ConversionRequest.ZstdPolicy;
import dev.ambidock.table.FormatTable;
import dev.ambidock.table.MediaTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Converts an index or list: first what each entry names, images before the attestations that refer to them, then the
 * entries themselves.
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
        List<Entry> entries = new ArrayList<>();
        for (Edge edge : index.edges()) {
            entries.add(
                    Attestations.isAttestation(edge, run.graph())
                            ? Entry.of(edge, Entry.Kind.ATTESTATION)
                            : entry(edge));
        }
        entries = withoutVariants(entries);
        List<Converted> referrers = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).kind() == Entry.Kind.ATTESTATION) {
                entries.set(i, attestation(entries.get(i).edge(), referrers));
            }
        }
        MediaType type = request.toDocker() ? MediaTypes.DOCKER_LIST : MediaTypes.OCI_INDEX;
        if (crossing || (!index.text().mediaTypeStated() && request.toDocker())) {
            draft.edit().stateMediaType(type);
            if (!index.text().mediaTypeStated()) {
                draft.find(FindingCode.MEDIA_TYPE_ADDED, "/mediaType", "the mediaType was missing and is stated now");
            }
        }
        if (entries.isEmpty()) {
            draft.find(FindingCode.EMPTY_INDEX, "/manifests", "the index has no entries");
            emptyList();
        }
        new EntryEdits(draft, index.family()).apply(entries);
        if (crossing && request.toDocker()) {
            new DockerLosses(draft).root();
        }
        return draft.finish(type).with(referrers);
    }

    /** A {@code null} list is written as an empty one wherever the document changes. */
    private void emptyList() {
        index.root()
                .member("manifests")
                .filter(l ->
                        l.is(dev.ambidock.json.JsonKind.NULL) && !draft.edit().isEmpty())
                .ifPresent(l -> draft.edit().replace(l, "/manifests", "[]"));
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
        Converted converted = run.convert(child, edge.descriptor().platform());
        boolean nested = child.kind() == DocumentKind.INDEX;
        if (nested && request.toDocker()) {
            draft.child(converted.isRefused() ? converted : converted.flattened());
            converted.pending().ifPresent(p -> p.layers().forEach(draft::waitForLayer));
            return Entry.of(edge, Entry.Kind.NESTED, converted);
        }
        return Entry.of(edge, Entry.Kind.IMAGE, converted);
    }

    private Entry artifact(Edge edge, String reason, Optional<Document> child) {
        if (!request.toDocker()) {
            return child.map(c -> Entry.of(edge, Entry.Kind.KEPT, run.convert(c, Optional.empty())))
                    .orElseGet(() -> Entry.of(edge, Entry.Kind.KEPT));
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
                yield child.map(c -> Entry.of(edge, Entry.Kind.KEPT, keptArtifact(c)))
                        .orElseGet(() -> Entry.of(edge, Entry.Kind.KEPT));
            }
        };
    }

    private Converted keptArtifact(Document child) {
        List<Step> blobs = new ArrayList<>();
        child.edges().forEach(e -> blobs.add(new Step.CopyBlob(e.descriptor(), false)));
        Converted kept = Converted.untouched(child, List.of(), blobs);
        run.note(kept);
        return kept;
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

    /** An image that is there with gzip and with zstd layers would become one image twice. */
    private List<Entry> withoutVariants(List<Entry> entries) {
        if (!request.toDocker() || request.zstd() == ZstdPolicy.KEEP) {
            return entries;
        }
        Set<Digest> settled = new HashSet<>();
        for (Entry entry : entries) {
            if (entry.kind() == Entry.Kind.IMAGE && !needsTranscoding(entry)) {
                config(entry).ifPresent(settled::add);
            }
        }
        List<Entry> kept = new ArrayList<>();
        for (Entry entry : entries) {
            boolean variant = entry.kind() == Entry.Kind.IMAGE
                    && needsTranscoding(entry)
                    && config(entry).filter(settled::contains).isPresent();
            kept.add(
                    variant
                            ? removed(
                                    entry.edge(),
                                    FindingCode.VARIANT_DROP,
                                    "the same image stands in the list with gzip layers")
                            : entry);
        }
        return kept;
    }

    private static boolean needsTranscoding(Entry entry) {
        return entry.child().stream()
                .flatMap(c -> c.findings().stream())
                .anyMatch(f -> f.code() == FindingCode.LAYER_RECOMPRESS);
    }

    private static Optional<Digest> config(Entry entry) {
        return entry.child()
                .map(Converted::source)
                .filter(d -> d.kind() == DocumentKind.MANIFEST)
                .map(d -> ((ManifestDocument) d).config().descriptor().digest());
    }

    private Entry attestation(Edge edge, List<Converted> referrers) {
        AttestationPolicy policy = request.attestationPolicy();
        if (policy == AttestationPolicy.DROP) {
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
        Optional<Descriptor> image = Attestations.reference(edge)
                .flatMap(run::resultOf)
                .flatMap(Converted::known)
                .map(Outcome.Known::descriptor);
        boolean referrer = policy == AttestationPolicy.REFERRERS
                && (image.isPresent() || manifest.subject().isPresent());
        Converted converted = new ManifestConversion(run, manifest, Family.OCI, Optional.empty())
                .image(referrer ? image : Optional.empty());
        run.note(converted);
        draft.find(
                FindingCode.ATTESTATION_KEPT,
                edge.pointer(),
                "the attestation follows its image; what it attests still names the digest before the conversion");
        if (!referrer) {
            return Entry.of(edge, Entry.Kind.ATTESTATION, converted);
        }
        referrers.add(converted);
        draft.edit().remove(edge.json(), edge.pointer());
        return Entry.of(edge, Entry.Kind.REMOVED);
    }
}
