// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.ConfigDocument;
import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonValue;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Platform;
import dev.ambidock.plan.ConversionRequest.AnnotationPolicy;
import dev.ambidock.plan.ConversionRequest.Style;
import dev.ambidock.table.Counterpart;
import dev.ambidock.table.FormatTable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes the results of an index's children into its entries. */
final class EntryEdits {
    private final Draft draft;
    private final ConversionRequest request;
    private final Family from;
    private final boolean crossing;
    private final Set<Listed> listed = new HashSet<>();
    private final Set<Listed> movedUp = new HashSet<>();

    /** What makes two entries the same to one who chooses from the list. */
    private record Listed(Digest digest, Optional<Platform> platform) {}

    EntryEdits(Draft draft, Family from) {
        this.draft = draft;
        this.request = draft.run().request();
        this.from = from;
        this.crossing = from != request.target();
    }

    void apply(List<Entry> entries) {
        for (Entry entry : entries) {
            switch (entry.kind()) {
                case IMAGE -> image(entry);
                case NESTED -> flatten(entry);
                case ATTESTATION, KEPT -> kept(entry);
                case LAYER -> layer(entry.edge());
                case ARTIFACT -> throw new IllegalStateException("artifacts are settled before the entries");
                case REMOVED -> {}
            }
        }
    }

    private void image(Entry entry) {
        Edge edge = entry.edge();
        Family family = FormatTable.family(edge.descriptor().mediaType());
        if (family != from) {
            draft.find(FindingCode.MIXED_FAMILIES, edge.pointer(), family.mixedInto(from, "index"));
        }
        if (movedUpAlready(entry)) {
            return;
        }
        follow(entry);
        boolean crossed = crossing && request.toDocker();
        if (IndexConversion.needsTranscoding(entry)) {
            new DockerLosses(draft).describingOldBytes(edge, crossed);
        }
        losses(edge, DockerLosses.Keeps.PLATFORM);
        platform(entry);
        if (!crossed || request.annotations() == AnnotationPolicy.KEEP) {
            draft.followReference(edge);
        }
    }

    /** The same image that came out of a nested index before. */
    private boolean movedUpAlready(Entry entry) {
        Edge edge = entry.edge();
        Optional<Outcome.Known> known = entry.child().flatMap(Converted::known);
        if (known.isEmpty()
                || !movedUp.contains(new Listed(known.get().descriptor().digest(), platformOf(entry)))) {
            return false;
        }
        entry.child().ifPresent(draft::child);
        draft.find(
                FindingCode.ENTRY_DROP,
                edge.pointer(),
                known.get().descriptor().digest() + " stands in the list already");
        draft.edit().remove(edge.json(), edge.pointer());
        return true;
    }

    /** The platform that an image's entry has in a Docker list. */
    private Optional<Platform> platformOf(Entry entry) {
        return entry.edge()
                .descriptor()
                .platform()
                .filter(p -> !p.os().isEmpty())
                .or(() -> filling(entry));
    }

    private Optional<Platform> filling(Entry entry) {
        return config(entry)
                .map(ConfigDocument::platform)
                .filter(Platform::isNamed)
                .or(request::assumedPlatform);
    }

    private void kept(Entry entry) {
        follow(entry);
        if (entry.kind() == Entry.Kind.ATTESTATION) {
            losses(entry.edge(), DockerLosses.Keeps.PLATFORM_AND_ANNOTATIONS);
        }
        draft.followReference(entry.edge());
    }

    private void losses(Edge edge, DockerLosses.Keeps keeps) {
        if (crossing && request.toDocker()) {
            new DockerLosses(draft).descriptor(edge, keeps);
        }
    }

    /** Makes the entry name what its child became. */
    private void follow(Entry entry) {
        entry.child().ifPresent(child -> {
            draft.child(child);
            child.known().ifPresent(known -> {
                Edge edge = entry.edge();
                Descriptor now = known.descriptor();
                if (!now.sameContent(edge.descriptor())) {
                    boolean embeds = !(crossing && request.toDocker()) || entry.kind() == Entry.Kind.KEPT;
                    draft.edit().retarget(edge, now, embeds ? Optional.of(known.bytes()) : Optional.empty());
                }
                listed.add(new Listed(now.digest(), platformOf(entry)));
            });
        });
    }

    private void layer(Edge edge) {
        FormatTable.find(edge.descriptor().mediaType())
                .map(row -> row.counterpart(request.target()))
                .filter(c -> c.kind() == Counterpart.Kind.EXACT)
                .map(c -> ((Counterpart.Exact) c).mediaType())
                .ifPresent(type -> {
                    if (!type.equals(edge.descriptor().mediaType())) {
                        draft.edit().rename(edge, type);
                    }
                    draft.step(new Step.CopyBlob(ManifestConversion.retyped(edge.descriptor(), type), false));
                });
    }

    /** Docker has no nested lists: the inner entries take the place of the entry that named them. */
    private void flatten(Entry entry) {
        Edge edge = entry.edge();
        entry.child().ifPresent(child -> {
            draft.child(child.isRefused() ? child : child.flattened());
            child.pending().ifPresent(p -> p.layers().forEach(draft::waitForLayer));
        });
        draft.find(
                FindingCode.INDEX_FLATTENED,
                edge.pointer(),
                "the nested index is gone, its entries stand in its place");
        Optional<Document> inner = entry.child().flatMap(Converted::known).map(EntryEdits::read);
        DockerLosses.withNested(draft, edge, inner.map(Document::root));
        if (inner.isEmpty()) {
            return;
        }
        String joined = moveUp(edge, inner.get());
        if (joined.isEmpty()) {
            draft.edit().remove(edge.json(), edge.pointer());
        } else {
            draft.edit().replace(edge.json(), edge.pointer(), joined);
        }
    }

    private static Document read(Outcome.Known result) {
        Descriptor as = result.descriptor();
        return Documents.read(
                        result.bytes(), Optional.of(as.mediaType()), as.digest().algorithm(), Draft.OWN_OUTPUT)
                .orThrow();
    }

    /** The entries of a nested index that are not in the list yet, spelled as they are, parted as its entry was. */
    private String moveUp(Edge edge, Document inner) {
        StringBuilder joined = new StringBuilder();
        String separator = draft.edit().separator(edge.json());
        for (Edge moved : inner.edges()) {
            Descriptor what = moved.descriptor();
            Listed key = new Listed(what.digest(), what.platform());
            movedUp.add(key);
            if (listed.add(key)) {
                joined.append(joined.isEmpty() ? "" : separator)
                        .append(moved.json().raw());
            } else {
                draft.find(FindingCode.ENTRY_DROP, edge.pointer(), what.digest() + " stands in the list already");
            }
        }
        return joined.toString();
    }

    private void platform(Entry entry) {
        Edge edge = entry.edge();
        Optional<Platform> stated = edge.descriptor().platform();
        Optional<Platform> own = config(entry).map(ConfigDocument::platform);
        if (stated.isPresent() && !stated.get().os().isEmpty()) {
            own.filter(p -> p.isNamed() && p.differs(stated.get()))
                    .ifPresent(p -> draft.find(
                            FindingCode.PLATFORM_MISMATCH,
                            edge.pointer() + "/platform",
                            "the entry says " + stated.get() + ", the config says " + p));
            canonicalFeatures(edge);
        } else if (request.toDocker()) {
            fill(edge, filling(entry));
        }
    }

    private Optional<ConfigDocument> config(Entry entry) {
        return entry.child()
                .map(Converted::source)
                .filter(d -> d.kind() == DocumentKind.MANIFEST)
                .flatMap(d -> draft.run()
                        .graph()
                        .config(((ManifestDocument) d).config().descriptor().digest()));
    }

    private void fill(Edge edge, Optional<Platform> known) {
        String pointer = edge.pointer() + "/platform";
        if (known.isEmpty()) {
            draft.refuse(
                    FindingCode.PLATFORM_UNKNOWN,
                    pointer,
                    "a Docker list entry needs a platform, and neither the entry nor a config tells it");
            return;
        }
        draft.find(FindingCode.PLATFORM_FILLED, pointer, "the platform " + known.get() + " was taken from the config");
        String json = PlatformJson.of(known.get());
        Optional<JsonValue> member = edge.json().member("platform");
        if (member.isPresent()) {
            draft.edit().replace(member.get(), pointer, json);
        } else {
            draft.edit().insert(edge.json().member("digest").orElseThrow(), pointer, "platform", json);
        }
    }

    /** OCI reserves Docker's {@code platform.features}: as a member it may stay, in the canonical spelling it may not. */
    private void canonicalFeatures(Edge edge) {
        if (request.style() != Style.CANONICAL || request.toDocker() || !crossing) {
            return;
        }
        edge.json()
                .member("platform")
                .flatMap(p -> p.member("features"))
                .filter(f -> f.is(JsonKind.ARRAY) && !f.children().isEmpty())
                .ifPresent(f -> {
                    String pointer = edge.pointer() + "/platform/features";
                    draft.find(FindingCode.PLATFORM_DROP, pointer, "OCI reserves the member features: dropped");
                    draft.edit().remove(f, pointer);
                });
    }
}
