// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.report;

import dev.ambidock.model.Platform;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.DocumentPlan;
import dev.ambidock.plan.Step;

/** A plan's results, changes and steps. */
final class PlanReport {
    private final ReportWriter out;

    PlanReport(ReportWriter out) {
        this.out = out;
    }

    void members(ConversionPlan plan) {
        out.text("target", ReportWriter.id(plan.request().resultFamily()));
        out.flag("keep", plan.request().keep());
        out.texts(
                "platforms",
                plan.request().platforms().stream().map(Platform::toString).toList());
        out.outcome("root", plan.root());
        out.flag("exact", plan.isExact());
        out.number("blobBytes", plan.blobBytes());
        out.number("documentBytes", plan.documentBytes());
        out.objects("documents", plan.documents(), this::document);
        out.objects("steps", plan.steps(), this::step);
        out.findings("findings", plan.findings());
    }

    private void document(DocumentPlan plan) {
        out.descriptor("source", plan.source().descriptor());
        out.outcome("result", plan.outcome());
        out.objects("changes", plan.changes(), change -> {
            out.text("kind", ReportWriter.id(change.kind()));
            out.text("pointer", change.pointer());
            out.text("before", change.before());
            out.text("after", change.after());
        });
    }

    private void step(Step step) {
        out.text("kind", ReportWriter.id(step.kind()));
        if (step instanceof Step.CopyBlob copy) {
            out.descriptor(copy.blob());
            out.flag("optional", copy.optional());
        } else if (step instanceof Step.TranscodeLayer transcode) {
            out.descriptor(transcode.layer());
            out.text("to", ReportWriter.id(transcode.to()));
        } else if (step instanceof Step.PutDocument put) {
            out.descriptor("source", put.source());
            out.outcome("result", put.outcome());
        }
    }
}
