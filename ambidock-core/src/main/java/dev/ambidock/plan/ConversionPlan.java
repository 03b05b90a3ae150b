// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.RejectedDocumentException;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.SinkAbilities;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a conversion will do, as a value: the results to the byte, the digests, what changes and why, what is lost, which
 * blobs must move. Immutable.
 *
 * @param graph what was read
 * @param request what was wanted
 * @param abilities what the destination can hold
 * @param facts what was known of the layers' bytes
 * @param documents the root's plan first, then those of all documents that stay in the result, parents before children;
 *     last those that leave their index to become referrers
 * @param steps what to do, in an order that never puts a document before what it names
 * @param findings in the order of the documents
 */
public record ConversionPlan(
        DescriptorGraph graph,
        ConversionRequest request,
        SinkAbilities abilities,
        LayerFacts facts,
        List<DocumentPlan> documents,
        List<Step> steps,
        List<Finding> findings) {

    /** Copies the lists. */
    public ConversionPlan {
        documents = List.copyOf(documents);
        steps = List.copyOf(steps);
        findings = List.copyOf(findings);
    }

    /** What the root becomes. */
    public Outcome root() {
        return documents.get(0).outcome();
    }

    /** The root's new descriptor. Throws {@link RejectedDocumentException} if a layer must be compressed anew first. */
    public Descriptor rootDescriptor() {
        return known().descriptor();
    }

    /** The root's new bytes. Throws {@link RejectedDocumentException} if a layer must be compressed anew first. */
    public Bytes rootBytes() {
        return known().bytes();
    }

    private Outcome.Known known() {
        if (root() instanceof Outcome.Known known) {
            return known;
        }
        throw new RejectedDocumentException(List.of(Finding.of(
                FindingCode.LAYER_BYTES_NEEDED, "the result is not known before a layer is compressed anew")));
    }

    /** Whether the result is the source, byte for byte. */
    public boolean isExact() {
        return documents.get(0).source().digest().equals(graph.root().digest())
                && documents.stream().noneMatch(DocumentPlan::isChanged)
                && steps.stream().noneMatch(s -> s.kind() == Step.Kind.TRANSCODE_LAYER);
    }

    /**
     * Bytes of the blobs that must be at the destination, as they are stored at the source: each blob once, foreign layers
     * not counted, nor those whose size no document tells.
     */
    public long blobBytes() {
        Map<Digest, Long> sizes = new HashMap<>();
        for (Step step : steps) {
            if (step instanceof Step.CopyBlob copy && !copy.optional()) {
                sizes.put(copy.blob().digest(), copy.blob().size());
            } else if (step instanceof Step.TranscodeLayer transcode) {
                sizes.put(transcode.layer().digest(), transcode.layer().size());
            }
        }
        return sum(sizes.values());
    }

    /** Bytes of the documents to write, so far as they are known. */
    public long documentBytes() {
        return sum(steps.stream()
                .filter(Step.PutDocument.class::isInstance)
                .map(s -> ((Step.PutDocument) s).outcome())
                .filter(Outcome.Known.class::isInstance)
                .map(o -> ((Outcome.Known) o).descriptor().size())
                .toList());
    }

    /** Sizes are what documents claim: beyond a long, the sum stays at its end. */
    private static long sum(Collection<Long> sizes) {
        long sum = 0;
        for (long size : sizes) {
            sum = size > Long.MAX_VALUE - sum ? Long.MAX_VALUE : sum + Math.max(0, size);
        }
        return sum;
    }

    /**
     * Whether the way back gives the original bytes: the result is the source, or converting the result to the source's
     * family with default policies gives the source's root. False while the outcome is pending. Reads and plans anew, so
     * it takes about as long as planning did.
     */
    public boolean comesBack() {
        return isExact() || WayBack.leadsToTheSource(this);
    }

    /** Old digest to new descriptor for each document whose result is known, the root first; equal where unchanged. */
    public Map<Digest, Descriptor> mapping() {
        Map<Digest, Descriptor> mapping = new LinkedHashMap<>();
        for (DocumentPlan document : documents) {
            if (document.outcome() instanceof Outcome.Known known) {
                mapping.putIfAbsent(document.source().digest(), known.descriptor());
            }
        }
        return mapping;
    }

    /**
     * The plan once layers were compressed anew.
     *
     * @param layers for each old layer digest what the layer became
     * @return a plan whose outcomes are known if all layers of {@link Outcome.Pending} are given
     */
    public Planning resolve(Map<Digest, Descriptor> layers) {
        return Planner.plan(graph, request, abilities, facts.withTranscoded(layers));
    }
}
