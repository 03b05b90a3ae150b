// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.CanonicalForm;
import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentEdit;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonValue;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Family;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MediaType;
import dev.ambidock.plan.ConversionRequest.Style;
import dev.ambidock.table.FormatTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A conversion of one document under way: its edits and what they brought. */
final class Draft {
    /** What was read within limits stays within these after an edit, which adds little. */
    static final Limits OWN_OUTPUT =
            new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 1, 1, 1);

    private final PlanningRun run;
    private final Document source;
    private final DocumentEdit edit;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Converted> children = new ArrayList<>();
    private final List<Converted> links = new ArrayList<>();
    private final List<Step> blobs = new ArrayList<>();
    private final Set<Digest> pending = new LinkedHashSet<>();
    private boolean refused;

    Draft(PlanningRun run, Document source) {
        this.run = run;
        this.source = source;
        this.edit = new DocumentEdit(source);
    }

    PlanningRun run() {
        return run;
    }

    Document source() {
        return source;
    }

    DocumentEdit edit() {
        return edit;
    }

    /** What was found so far, in that order. */
    List<Finding> findings() {
        return findings;
    }

    void find(FindingCode code, String pointer, String text) {
        findings.add(Finding.at(code, source.digest(), pointer, text));
    }

    /** An error: the rest is still looked at, so that all reasons are named at once. */
    void refuse(FindingCode code, String pointer, String text) {
        refused = true;
        find(code, pointer, text);
    }

    /** A document that stands beneath this one in the result. */
    void child(Converted child) {
        children.add(child);
        waitFor(child);
        if (child.outcome().isEmpty() && child.isRefused()) {
            refused = true;
        }
    }

    /** A document that is named here without being a part of this one. */
    void link(Converted other) {
        links.add(other);
        waitFor(other);
    }

    private void waitFor(Converted other) {
        other.pending().ifPresent(p -> pending.addAll(p.layers()));
    }

    /** Makes the subject name what its target became, if that is in the tree. */
    void followSubject() {
        source.subject().ifPresent(edge -> {
            Digest named = edge.descriptor().digest();
            if (run.isLeftOut(named)) {
                find(
                        FindingCode.REFERENCE_DANGLING,
                        edge.pointer(),
                        named + " is left out, the subject is kept as found");
            }
            Optional<Converted> target = run.resultOf(named);
            target.ifPresent(this::link);
            target.flatMap(Converted::known).ifPresent(known -> {
                if (!known.descriptor().digest().equals(edge.descriptor().digest())) {
                    edit.retarget(edge, known.descriptor(), Optional.of(known.bytes()));
                }
            });
        });
    }

    /** Makes an attestation's annotation name what its image became. */
    void followReference(Edge entry) {
        Optional<JsonValue> annotation =
                entry.json().member("annotations").flatMap(a -> a.member(Attestations.REFERENCE_DIGEST));
        if (annotation.isEmpty()) {
            return;
        }
        String pointer = entry.pointer() + "/annotations/" + Attestations.REFERENCE_DIGEST;
        Optional<Converted> image = Attestations.reference(entry).flatMap(run::resultOf);
        if (image.isEmpty()) {
            find(
                    FindingCode.REFERENCE_DANGLING,
                    pointer,
                    annotation.get().printable() + " is not in this image: kept as found");
            return;
        }
        link(image.get());
        image.flatMap(Converted::known)
                .ifPresent(k -> edit.link(
                        annotation.get(), pointer, k.descriptor().digest().toString()));
    }

    /** A {@code null} list is written as an empty one wherever the document changes; to be called last. */
    void emptyList(String name) {
        source.root()
                .member(name)
                .filter(l -> l.is(JsonKind.NULL) && !edit.isEmpty())
                .ifPresent(l -> edit.replace(l, "/" + name, "[]"));
    }

    void step(Step blob) {
        blobs.add(blob);
    }

    void waitForLayer(Digest layer) {
        pending.add(layer);
    }

    /** Carries the edits out. */
    Converted finish(MediaType type) {
        if (refused) {
            return converted(Optional.empty());
        }
        checkFamily(type);
        if (!pending.isEmpty()) {
            return converted(Optional.of(new Outcome.Pending(Set.copyOf(pending))));
        }
        Outcome.Known result = edit.isEmpty() ? new Outcome.Known(source.descriptor(), source.bytes()) : result(type);
        if (result.bytes().length() > run.abilities().maxDocumentBytes()) {
            find(
                    FindingCode.TOO_LARGE,
                    "",
                    "the result has " + result.bytes().length() + " bytes, the destination takes "
                            + run.abilities().maxDocumentBytes());
        }
        return converted(Optional.of(result));
    }

    private Converted converted(Optional<Outcome> outcome) {
        return new Converted(source, outcome, edit.changes(), findings, children, links, blobs);
    }

    /** What is not of the target's family, such as an attestation in a Docker list, not every destination takes. */
    private void checkFamily(MediaType type) {
        Family family = FormatTable.family(type);
        boolean manifest = source.kind() != DocumentKind.CONFIG;
        boolean wanted = !run.request().keep() && family == run.request().target();
        if (manifest && !wanted && !run.abilities().families().contains(family)) {
            find(
                    FindingCode.FAMILY_NOT_ACCEPTED,
                    "",
                    "the destination does not take " + family.label() + " documents, and this one stays one");
        }
    }

    private Outcome.Known result(MediaType type) {
        Bytes bytes = edit.apply();
        DigestAlgorithm algorithm = source.digest().algorithm();
        if (run.request().style() == Style.CANONICAL) {
            bytes = CanonicalForm.of(Documents.read(bytes, Optional.of(type), algorithm, OWN_OUTPUT)
                    .orThrow());
        } else {
            for (String pointer : edit.respelled()) {
                find(FindingCode.SPELLING_CHANGED, pointer, "the unusual spelling of this value is not kept");
            }
        }
        return new Outcome.Known(Descriptor.of(type, bytes.digest(algorithm), bytes.length()), bytes);
    }
}
