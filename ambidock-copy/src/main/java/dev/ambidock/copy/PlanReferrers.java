// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Limits;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.DocumentPlan;
import dev.ambidock.plan.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The documents of a plan that left their index: nothing names them, so that a place finds them as what they are about
 * another document only if they stand there as roots.
 *
 * @ambidock.rule distribution-spec, "Listing Referrers"
 */
final class PlanReferrers {
    private PlanReferrers() {}

    /** References for roots without a name; of a plan whose results are known. */
    static List<Descriptor> of(ConversionPlan plan, Limits limits) {
        List<Document> results = new ArrayList<>();
        Set<Digest> named = new HashSet<>(Set.of(plan.rootDescriptor().digest()));
        for (DocumentPlan document : plan.documents()) {
            if (document.outcome() instanceof Outcome.Known known) {
                Document result = read(known, limits);
                results.add(result);
                for (Edge edge : result.edges()) {
                    named.add(edge.descriptor().digest());
                }
            }
        }
        return results.stream()
                .filter(d -> d.kind() == DocumentKind.MANIFEST && d.subject().isPresent())
                .filter(d -> !named.contains(d.digest()))
                .map(d -> described((ManifestDocument) d))
                .distinct()
                .toList();
    }

    private static Document read(Outcome.Known known, Limits limits) {
        Descriptor descriptor = known.descriptor();
        return Documents.read(
                        known.bytes(),
                        Optional.of(descriptor.mediaType()),
                        descriptor.digest().algorithm(),
                        limits)
                .orThrow();
    }

    private static Descriptor described(ManifestDocument manifest) {
        String type = manifest.artifactType()
                .orElse(manifest.config().descriptor().mediaType().text());
        Descriptor plain = manifest.descriptor();
        return new Descriptor(
                plain.mediaType(),
                plain.digest(),
                plain.size(),
                List.of(),
                plain.annotations(),
                Optional.empty(),
                Optional.of(type),
                Optional.empty());
    }
}
