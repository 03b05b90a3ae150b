// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.Family;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Limits;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.plan.LayerFacts;
import dev.ambidock.plan.Outcome;
import dev.ambidock.plan.Planner;
import dev.ambidock.plan.Planning;
import dev.ambidock.table.FormatTable;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NamedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides the copy of one image: reads its documents, looks for the originals that a record kept, asks the planner. */
final class CopyPlanning {
    private final ImageSource source;
    private final NamedImage image;
    private final Limits limits;
    private final SinkAbilities abilities;
    private final Passage passage;
    private final Optional<String> repository;
    private final CopyRequest request;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * A decision.
     *
     * @param passage where layers will go
     * @param repository the destination's, if it is one
     */
    CopyPlanning(
            ImageSource source,
            NamedImage image,
            Limits limits,
            SinkAbilities abilities,
            Passage passage,
            Optional<String> repository,
            CopyRequest request) {
        this.source = source;
        this.image = image;
        this.limits = limits;
        this.abilities = request.consumer().map(c -> c.within(abilities)).orElse(abilities);
        this.passage = passage;
        this.repository = repository;
        this.request = request;
    }

    PlannedCopy plan(List<String> names) throws IOException {
        if (willAskForRelated()) {
            source.expectReferrers(image.root().digest());
        }
        DescriptorGraph graph = new GraphReader(source, limits).read(image.root());
        Optional<ConversionPlan> original = original(graph);
        ConversionPlan plan = original.isPresent() ? original.get() : planned(graph, conversion(graph, names));
        findings.addAll(plan.findings());
        if (request.preserveDigests() && !plan.isExact()) {
            findings.add(Finding.at(
                    FindingCode.DIGEST_CHANGE,
                    graph.root().digest(),
                    "",
                    "the copy would change the image's digest, which --preserve-digests forbids"));
            throw new CopyRefusedException(image, findings);
        }
        List<Attachment> attachments = attachments(plan, original.isPresent());
        RelatedContent related = related(plan);
        boolean goes = takesRelated(related);
        boolean originalGoes = goes && !plan.isExact() && request.referrers() == ReferrersPolicy.KEEP_ORIGINAL;
        Optional<ConversionPlan> kept =
                originalGoes ? Optional.of(planned(graph, ConversionRequest.keeping(family(graph)))) : Optional.empty();
        return new PlannedCopy(
                image,
                names,
                plan,
                original.isPresent(),
                findings,
                request,
                attachments,
                goes ? related.attachments(source, limits) : List.of(),
                kept);
    }

    /** Known before a document is read: whether what refers to the image will matter. */
    private boolean willAskForRelated() {
        boolean changes = request.format()
                .filter(format -> format != FormatTable.family(image.root().mediaType()))
                .isPresent();
        return takesAny() || (changes && request.referrers() != ReferrersPolicy.IGNORE);
    }

    private boolean takesAny() {
        return request.referrers() == ReferrersPolicy.COPY || request.referrers() == ReferrersPolicy.KEEP_ORIGINAL;
    }

    /** What refers to the image, so far as anybody wants to know. */
    private RelatedContent related(ConversionPlan plan) throws IOException {
        ReferrersPolicy policy = request.referrers();
        if (policy == ReferrersPolicy.IGNORE || (plan.isExact() && !takesAny())) {
            return new RelatedContent(List.of());
        }
        RelatedContent related = RelatedContent.of(source, image.root().digest());
        if (!plan.isExact() && !related.isEmpty()) {
            boolean refused = policy == ReferrersPolicy.FAIL;
            findings.add(Finding.at(
                    refused ? FindingCode.REFERRERS_FORBID : FindingCode.REFERRERS_STALE,
                    image.root().digest(),
                    "",
                    "what refers to the image is not about the result: " + related.told()));
            if (refused) {
                throw new CopyRefusedException(image, findings);
            }
        }
        return related;
    }

    /** What is at the source already needs not go there. */
    private boolean takesRelated(RelatedContent related) {
        boolean wanted = takesAny();
        if (wanted && !related.isEmpty() && !abilities.attachments()) {
            findings.add(Finding.of(
                    FindingCode.REFERRERS_STALE,
                    "the destination has no place for what refers to an image: it stays behind"));
        }
        return wanted && passage != Passage.IN_PLACE && abilities.attachments() && !related.isEmpty();
    }

    private static Family family(DescriptorGraph graph) {
        return graph.root().family() == Family.DOCKER ? Family.DOCKER : Family.OCI;
    }

    /** What will stand beside the result, so far as that is known before layers are compressed anew. */
    private List<Attachment> attachments(ConversionPlan plan, boolean restored) throws IOException {
        OriginRecords records = new OriginRecords(source, limits);
        if (plan.isExact()) {
            return restored || passage == Passage.IN_PLACE || !abilities.attachments()
                    ? List.of()
                    : records.beside(image.root());
        }
        return plan.root().kind() == Outcome.Kind.KNOWN
                ? records.of(plan, request.origin(), abilities, findings).stream()
                        .toList()
                : List.of();
    }

    private ConversionRequest conversion(DescriptorGraph graph, List<String> names) {
        if (request.format().filter(f -> f == Family.DOCKER_SCHEMA1).isPresent()) {
            return request.policies().toSchemaOne(SchemaOneNames.of(repository, names, image));
        }
        return request.policies()
                .targeting(
                        request.format().orElse(family(graph)), request.format().isEmpty());
    }

    private ConversionPlan planned(DescriptorGraph graph, ConversionRequest conversion) throws IOException {
        Planning planning = Planner.plan(graph, conversion, abilities, facts(graph, conversion));
        if (planning.kind() == Planning.Kind.REFUSED) {
            findings.addAll(planning.findings());
            throw new CopyRefusedException(image, findings);
        }
        return planning.orThrow();
    }

    private LayerFacts facts(DescriptorGraph graph, ConversionRequest conversion) throws IOException {
        // A look costs a request for each layer at a remote place: one more where each costs some anyway.
        boolean asIs = (source.isRemote() && passage != Passage.THROUGH)
                || (conversion.keep() && conversion.compression() == ConversionRequest.CompressionPolicy.KEEP);
        LayerFacts facts = asIs ? LayerFacts.none() : LayerFacts.observed(new LayerProbe(source).observe(graph));
        return conversion.keep() ? facts : facts.withRead(new SchemaOneLayers(source, limits).read(graph));
    }

    /** The plan to restore what a proved record kept, if there is one and everything that it names is here. */
    private Optional<ConversionPlan> original(DescriptorGraph graph) throws IOException {
        boolean back = request.format().filter(f -> f == Family.OCI).isPresent()
                && graph.root().family() == Family.DOCKER
                && request.origin() != OriginPolicy.IGNORE;
        return back ? new OriginSearch(source, limits, abilities, request, findings).find(graph) : Optional.empty();
    }
}
