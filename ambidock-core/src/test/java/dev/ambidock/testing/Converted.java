// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testing;

import dev.ambidock.model.Digest;
import dev.ambidock.model.Severity;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.DocumentPlan;
import dev.ambidock.plan.Outcome;
import dev.ambidock.plan.Planning;
import dev.ambidock.plan.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of a conversion, in words that a test can compare.
 *
 * @param planning the planner's answer
 */
public record Converted(Planning planning) {

    public boolean isReady() {
        return planning.kind() == Planning.Kind.READY;
    }

    public ConversionPlan plan() {
        return planning.orThrow();
    }

    /** The root's text after the conversion. */
    public String root() {
        return plan().rootBytes().utf8();
    }

    /** The root after the conversion, as a document to go on with. */
    public Doc rootDoc() {
        return new Doc(
                plan().rootDescriptor().mediaType().text(),
                plan().rootDescriptor().digest().algorithm(),
                plan().rootBytes());
    }

    public String rootDigest() {
        return plan().rootDescriptor().digest().toString();
    }

    /** What a document beneath the root became. */
    public Doc result(Doc source) {
        return results(source).get(0);
    }

    /** All results of one document. */
    public List<Doc> results(Doc source) {
        List<Doc> results = new ArrayList<>();
        for (DocumentPlan document : plan().documents()) {
            if (document.source().digest().equals(Digest.parse(source.digest()))
                    && document.outcome() instanceof Outcome.Known known) {
                results.add(new Doc(
                        known.descriptor().mediaType().text(),
                        known.descriptor().digest().algorithm(),
                        known.bytes()));
            }
        }
        return results;
    }

    /** One line a finding: code and pointer. */
    public List<String> findings() {
        return planning.findings().stream()
                .map(f -> (f.code().id() + " " + f.pointer()).strip())
                .toList();
    }

    /** The findings that refuse, one line each. */
    public List<String> errors() {
        return planning.findings().stream()
                .filter(f -> f.severity() == Severity.ERROR)
                .map(f -> (f.code().id() + " " + f.pointer()).strip())
                .toList();
    }

    /** The texts of the findings. */
    public List<String> texts() {
        return planning.findings().stream().map(f -> f.text()).toList();
    }

    /** Digests of the documents to write, in the order of writing; "pending" where one is not known. */
    public List<String> puts() {
        List<String> puts = new ArrayList<>();
        for (Step step : plan().steps()) {
            if (step instanceof Step.PutDocument put) {
                puts.add(
                        put.outcome() instanceof Outcome.Known known
                                ? known.descriptor().digest().toString()
                                : "pending");
            }
        }
        return puts;
    }

    /** The text of the first document to write. */
    public String firstPut() {
        return plan().steps().stream()
                .filter(Step.PutDocument.class::isInstance)
                .map(step -> ((Outcome.Known) ((Step.PutDocument) step).outcome())
                        .bytes()
                        .utf8())
                .findFirst()
                .orElseThrow();
    }

    /** The other steps: "copy TYPE DIGEST", "offer TYPE DIGEST" for optional ones, "transcode DIGEST gzip". */
    public List<String> blobs() {
        List<String> blobs = new ArrayList<>();
        for (Step step : plan().steps()) {
            if (step instanceof Step.CopyBlob copy) {
                blobs.add((copy.optional() ? "offer " : "copy ") + copy.blob().mediaType() + " "
                        + copy.blob().digest());
            } else if (step instanceof Step.TranscodeLayer layer) {
                blobs.add("transcode " + layer.layer().digest() + " "
                        + layer.to().name().toLowerCase(java.util.Locale.ROOT));
            }
        }
        return blobs;
    }
}
