// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.origin;

import dev.ambidock.document.Document;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.document.EdgeRole;
import dev.ambidock.document.Reading;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.graph.GraphBuilder;
import dev.ambidock.graph.GraphReading;
import dev.ambidock.graph.Wanted;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.model.Finding;
import dev.ambidock.model.Limits;
import dev.ambidock.model.Role;
import dev.ambidock.model.Severity;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.Outcome;
import dev.ambidock.plan.Planner;
import dev.ambidock.plan.Planning;
import dev.ambidock.table.FormatTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One try to prove a record: every step that fails is a {@link Doubt}. */
final class ProofRun {
    private final OriginClaim claim;
    private final Function<Descriptor, Optional<Bytes>> lookup;
    private final Limits limits;
    private final Map<Digest, Descriptor> recorded = new HashMap<>();

    ProofRun(OriginClaim claim, Function<Descriptor, Optional<Bytes>> lookup, Limits limits) {
        this.claim = claim;
        this.lookup = lookup;
        this.limits = limits;
        claim.documents().forEach(d -> recorded.put(d.digest(), d));
    }

    OriginProof.Proved prove(Descriptor presentRoot) throws Doubt {
        if (!claim.subject().sameContent(presentRoot)) {
            throw new Doubt("it is about " + claim.subject().digest() + ", not about this image");
        }
        DescriptorGraph original = original();
        Planning again = Planner.plan(
                original,
                claim.policies().request(),
                claim.policies().abilities(),
                claim.facts().layers());
        if (again.kind() == Planning.Kind.REFUSED) {
            throw new Doubt("its documents cannot be converted again: " + error(again.findings()));
        }
        ConversionPlan plan = again.orThrow();
        boolean same =
                plan.root() instanceof Outcome.Known known && known.descriptor().sameContent(presentRoot);
        if (!same) {
            throw new Doubt("its documents, converted again, give another image");
        }
        return new OriginProof.Proved(original, absent(original, Held.by(plan)));
    }

    private DescriptorGraph original() throws Doubt {
        Descriptor first = claim.documents().get(0);
        Reading root = Documents.read(
                recorded(first), Optional.of(first.mediaType()), first.digest().algorithm(), limits);
        if (root.kind() == Reading.Kind.REJECTED) {
            throw new Doubt("its first document cannot be read: " + error(root.findings()));
        }
        if (root.orThrow().family() != Family.OCI) {
            throw new Doubt("its first document is not OCI's");
        }
        GraphBuilder builder = new GraphBuilder(root.orThrow(), limits);
        for (Optional<Wanted> next = builder.wanted(); next.isPresent(); next = builder.wanted()) {
            Wanted wanted = next.get();
            content(wanted.descriptor()).ifPresent(bytes -> builder.supply(wanted, bytes));
        }
        GraphReading graph = builder.finish();
        if (graph.kind() == GraphReading.Kind.REJECTED) {
            throw new Doubt("its documents do not fit each other: " + error(graph.findings()));
        }
        for (Digest digest : recorded.keySet()) {
            if (graph.orThrow().document(digest).isEmpty()) {
                throw new Doubt("it holds " + digest + ", which is no part of the original");
            }
        }
        return graph.orThrow();
    }

    private Optional<Bytes> content(Descriptor wanted) throws Doubt {
        Descriptor own = recorded.get(wanted.digest());
        if (own != null) {
            return Optional.of(recorded(own));
        }
        return claim.facts().missing().contains(wanted.digest()) ? Optional.empty() : lookup.apply(wanted);
    }

    private Bytes recorded(Descriptor document) throws Doubt {
        Optional<Bytes> content = lookup.apply(document);
        if (content.isEmpty()) {
            throw new Doubt("its document " + document.digest() + " is not there");
        }
        Bytes bytes = content.get();
        boolean right = bytes.length() == document.size()
                && bytes.digest(document.digest().algorithm()).equals(document.digest());
        if (!right) {
            throw new Doubt("its document " + document.digest() + " has other bytes");
        }
        return bytes;
    }

    private static String error(List<Finding> findings) {
        return findings.stream()
                .filter(f -> f.severity() == Severity.ERROR)
                .map(Finding::text)
                .findFirst()
                .orElse("for no reason given");
    }

    private List<Descriptor> absent(DescriptorGraph original, Set<Digest> held) {
        original.documents().forEach(d -> held.add(d.digest()));
        claim.blobs().forEach(b -> held.add(b.digest()));
        held.add(OriginRecord.EMPTY.descriptor().digest());
        List<Descriptor> absent = new ArrayList<>();
        for (Document document : original.documents()) {
            for (Edge edge : document.edges()) {
                Descriptor named = edge.descriptor();
                if (belongs(edge) && held.add(named.digest())) {
                    absent.add(Descriptor.of(named.mediaType(), named.digest(), named.size()));
                }
            }
        }
        return absent;
    }

    /** Whether an image is not whole without it: foreign layers may be missing, and so were those children that are. */
    private static boolean belongs(Edge edge) {
        Role role = FormatTable.role(edge.descriptor().mediaType());
        if (edge.role() == EdgeRole.ENTRY && (role == Role.INDEX || role == Role.MANIFEST)) {
            return false;
        }
        return FormatTable.find(edge.descriptor().mediaType())
                .filter(row -> !row.distributable())
                .isEmpty();
    }
}
