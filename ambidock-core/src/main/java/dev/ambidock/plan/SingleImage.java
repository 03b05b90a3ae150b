// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Edge;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Role;
import dev.ambidock.plan.ConversionRequest.ArtifactPolicy;
import dev.ambidock.plan.ConversionRequest.SparsePolicy;
import dev.ambidock.table.FormatTable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes the only image out of an index, for a destination or a format that holds no indexes; tells all that is left behind. */
final class SingleImage {
    /** More are counted, not named. */
    private static final int MOST_NAMED = 30;

    private final PlanningRun run;
    private final String taker;
    private final Map<Digest, Draft> indexes = new LinkedHashMap<>();
    private final Map<Digest, Found> images = new LinkedHashMap<>();
    private Optional<Converted> result = Optional.empty();

    /** An image with the first entry that names it. */
    private record Found(Draft index, Edge entry, Document image) {}

    private SingleImage(PlanningRun run) {
        this.run = run;
        this.taker = run.request().schemaOne().isPresent() ? "schema 1" : "the destination";
    }

    /** Looks for the image. */
    static SingleImage in(PlanningRun run) {
        SingleImage single = new SingleImage(run);
        Draft root = new Draft(run, run.graph().root());
        single.index(root);
        single.choose(root);
        return single;
    }

    /** What becomes of the image; empty if there is not exactly one. */
    Optional<Converted> result() {
        return result;
    }

    /** Of the indexes, not of the image. */
    List<Finding> findings() {
        return indexes.values().stream().flatMap(d -> d.findings().stream()).toList();
    }

    private void index(Draft draft) {
        Document index = draft.source();
        if (indexes.putIfAbsent(index.digest(), draft) != null) {
            return;
        }
        for (Edge entry : index.edges()) {
            Optional<String> unwanted = run.unwanted(index, entry);
            if (unwanted.isPresent()) {
                draft.find(FindingCode.PLATFORM_FILTER, entry.pointer(), unwanted.get());
            } else if (Attestations.isAttestation(entry, run.graph())) {
                draft.find(FindingCode.ATTESTATION_DROP, entry.pointer(), "the attestation is left out");
            } else {
                entry(draft, entry);
            }
        }
    }

    private void entry(Draft index, Edge entry) {
        Role role = FormatTable.role(entry.descriptor().mediaType());
        switch (role) {
            case INDEX, MANIFEST ->
                run.graph()
                        .document(entry.descriptor().digest())
                        .ifPresentOrElse(child -> document(index, entry, child), () -> missing(index, entry));
            case LAYER ->
                index.find(
                        FindingCode.LAYER_IN_INDEX,
                        entry.pointer(),
                        "the entry is a layer, as in a BuildKit cache; " + taker + " takes single images only");
            case CONFIG, OTHER, UNKNOWN -> artifact(index, entry);
        }
    }

    private void document(Draft index, Edge entry, Document child) {
        if (child.kind() == DocumentKind.INDEX) {
            DockerLosses.left(index).descriptor(entry, DockerLosses.Keeps.NOTHING);
            index(new Draft(run, child));
        } else if (child.kind() == DocumentKind.SCHEMA1 || isImage(child)) {
            images.putIfAbsent(child.digest(), new Found(index, entry, child));
        } else {
            artifact(index, entry);
        }
    }

    private boolean isImage(Document child) {
        Family eyes = run.request().keep() ? child.family() : run.request().target();
        return child.kind() == DocumentKind.MANIFEST
                && ImageKind.of((ManifestDocument) child, run.graph(), eyes).isImage();
    }

    private void artifact(Draft index, Edge entry) {
        ArtifactPolicy policy = run.request().artifacts();
        switch (policy) {
            case DROP -> index.find(FindingCode.ARTIFACT_DROP, entry.pointer(), "the artifact is left out");
            case REFUSE -> index.find(FindingCode.NOT_AN_IMAGE, entry.pointer(), "the entry is no container image");
            case KEEP, RETYPE ->
                index.find(
                        FindingCode.SINGLE_IMAGE_ONLY,
                        entry.pointer(),
                        "the artifact cannot be kept, since " + taker + " takes single images only");
        }
    }

    private void missing(Draft index, Edge entry) {
        String digest = entry.descriptor().digest().toString();
        if (run.request().sparse() == SparsePolicy.SKIP) {
            index.find(FindingCode.CHILD_SKIP, entry.pointer(), "the missing " + digest + " is left out");
        } else {
            index.find(FindingCode.MISSING_CHILD, entry.pointer(), "the document " + digest + " is not there");
        }
    }

    private void choose(Draft root) {
        if (images.isEmpty()) {
            root.find(
                    FindingCode.SINGLE_IMAGE_ONLY,
                    "",
                    "the index holds no image, and " + taker + " takes nothing else");
            return;
        }
        Set<Digest> configs = images.values().stream()
                .map(f -> config(f.image()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (configs.size() > 1) {
            root.find(
                    FindingCode.SINGLE_IMAGE_ONLY,
                    "",
                    "the index holds " + images.size() + " images (" + platforms() + "), " + taker
                            + " takes one: choose with --platform");
            return;
        }
        take(root);
    }

    /** Manifests of one config are one image, compressed in several ways; else each is an image of its own. */
    private static Digest config(Document image) {
        return image.kind() == DocumentKind.MANIFEST
                ? ((ManifestDocument) image).config().descriptor().digest()
                : image.digest();
    }

    private String platforms() {
        List<String> all = images.values().stream()
                .map(f -> Platforms.own(f.entry())
                        .or(() -> run.platforms().of(f.image()))
                        .map(Object::toString)
                        .orElse("of no known platform"))
                .toList();
        String named = String.join(", ", all.subList(0, Math.min(all.size(), MOST_NAMED)));
        return all.size() > MOST_NAMED ? named + " and " + (all.size() - MOST_NAMED) + " more" : named;
    }

    /** One whose layers stay is better than the first. */
    private void take(Draft root) {
        Optional<Found> taken = Optional.empty();
        boolean settled = false;
        for (Found found : images.values()) {
            if (settled) {
                break;
            }
            Converted converted = run.single().convert(found.image());
            settled = !IndexConversion.needsTranscoding(converted);
            if (settled || taken.isEmpty()) {
                result = Optional.of(converted);
                taken = Optional.of(found);
            }
        }
        taken.ifPresent(t -> tell(root, t));
    }

    private void tell(Draft root, Found taken) {
        for (Found found : images.values()) {
            if (!found.equals(taken)) {
                found.index()
                        .find(
                                FindingCode.VARIANT_DROP,
                                found.entry().pointer(),
                                "the same image stands in the list in another compression, and one is taken");
            }
        }
        DockerLosses.Keeps keeps = run.platforms().byConfig(taken.image()).isPresent()
                ? DockerLosses.Keeps.PLATFORM
                : DockerLosses.Keeps.NOTHING;
        DockerLosses.left(taken.index()).descriptor(taken.entry(), keeps);
        indexes.values().forEach(index -> DockerLosses.left(index).root());
        root.find(
                FindingCode.INDEX_LEFT_OUT,
                "",
                taker + " takes single images only: the index is left out, its image "
                        + taken.image().digest() + " is taken");
    }
}
