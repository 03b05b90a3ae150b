// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.report;

import dev.ambidock.diff.DocumentDiff;
import dev.ambidock.diff.ImageDiff;
import dev.ambidock.inspect.ConfigSummary;
import dev.ambidock.inspect.InspectedNode;
import dev.ambidock.inspect.Inspection;
import dev.ambidock.json.GoJsonWriter;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Finding;
import dev.ambidock.model.Platform;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.DocumentPlan;
import dev.ambidock.plan.Outcome;
import dev.ambidock.plan.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes values as compact JSON. The member {@code schema} names form and version; members are added within a version,
 * never renamed or removed. {@code docs/schemas.md} describes each.
 */
public final class Reports {
    private final GoJsonWriter out = new GoJsonWriter();

    private Reports(String schema) {
        out.beginObject();
        text("schema", schema);
    }

    /** A plan: results, mapping, changes, findings and steps. */
    public static byte[] plan(ConversionPlan plan) {
        Reports report = new Reports("ambidock.plan.v1");
        report.text("target", plan.request().target().name().toLowerCase(java.util.Locale.ROOT));
        report.flag("keep", plan.request().keep());
        report.list("platforms", plan.request().platforms(), platform -> report.out.text(platform.toString()));
        report.outcome("root", plan.root());
        report.flag("exact", plan.isExact());
        report.number("blobBytes", plan.blobBytes());
        report.number("documentBytes", plan.documentBytes());
        report.list("documents", plan.documents(), report::documentPlan);
        report.list("steps", plan.steps(), report::step);
        report.list("findings", plan.findings(), report::finding);
        return report.end();
    }

    /** A refusal: why there is no plan or no document. */
    public static byte[] refusal(List<Finding> findings) {
        Reports report = new Reports("ambidock.refusal.v1");
        report.list("findings", findings, report::finding);
        return report.end();
    }

    /** A comparison. */
    public static byte[] diff(ImageDiff diff) {
        Reports report = new Reports("ambidock.diff.v1");
        report.text("verdict", id(diff.verdict()));
        report.list("documents", diff.documents(), report::documentDiff);
        report.list("onlyFirst", diff.onlyFirst(), report.out::text);
        report.list("onlySecond", diff.onlySecond(), report.out::text);
        return report.end();
    }

    /** An inspection. */
    public static byte[] inspection(Inspection inspection) {
        Reports report = new Reports("ambidock.inspection.v1");
        report.list("nodes", inspection.nodes(), report::node);
        report.list("findings", inspection.findings(), report::finding);
        return report.end();
    }

    /** A digest, and what it belongs to. */
    public static byte[] digest(Descriptor descriptor) {
        Reports report = new Reports("ambidock.digest.v1");
        report.descriptor(descriptor);
        return report.end();
    }

    /** One line of a mapping file: old digest to new descriptor. */
    public static byte[] mapping(Map.Entry<Digest, Descriptor> entry, Descriptor before) {
        Reports report = new Reports("ambidock.mapping.v1");
        report.text("oldDigest", entry.getKey().toString());
        report.text("newDigest", entry.getValue().digest().toString());
        report.text("oldMediaType", before.mediaType().text());
        report.text("newMediaType", entry.getValue().mediaType().text());
        return report.end();
    }

    private void documentPlan(DocumentPlan plan) {
        out.beginObject();
        nested("source", plan.source().descriptor());
        outcome("result", plan.outcome());
        list("changes", plan.changes(), change -> {
            out.beginObject();
            text("kind", id(change.kind()));
            text("pointer", change.pointer());
            text("before", change.before());
            text("after", change.after());
            out.endObject();
        });
        out.endObject();
    }

    private void outcome(String name, Outcome outcome) {
        out.name(name);
        out.beginObject();
        text("state", id(outcome.kind()));
        if (outcome instanceof Outcome.Known known) {
            descriptor(known.descriptor());
        } else if (outcome instanceof Outcome.Pending pending) {
            list(
                    "layers",
                    pending.layers().stream().map(Digest::toString).sorted().toList(),
                    out::text);
        }
        out.endObject();
    }

    private void step(Step step) {
        out.beginObject();
        text("kind", id(step.kind()));
        if (step instanceof Step.CopyBlob copy) {
            descriptor(copy.blob());
            flag("optional", copy.optional());
        } else if (step instanceof Step.TranscodeLayer transcode) {
            descriptor(transcode.layer());
            text("to", id(transcode.to()));
        } else if (step instanceof Step.PutDocument put) {
            nested("source", put.source());
            outcome("result", put.outcome());
        }
        out.endObject();
    }

    private void finding(Finding finding) {
        out.beginObject();
        text("code", finding.code().id());
        text("severity", id(finding.severity()));
        finding.document().ifPresent(d -> text("document", d.toString()));
        text("pointer", finding.pointer());
        text("text", finding.text());
        text("remedy", finding.code().remedy());
        out.endObject();
    }

    private void documentDiff(DocumentDiff diff) {
        out.beginObject();
        nested("first", diff.first());
        nested("second", diff.second());
        flag("identical", diff.identical());
        flag("respelled", diff.respelled());
        list("fields", diff.rows(), row -> {
            out.beginObject();
            text("pointer", row.pointer());
            text("relation", id(row.relation()));
            text("first", row.first());
            text("second", row.second());
            text("comment", row.comment());
            out.endObject();
        });
        out.endObject();
    }

    private void node(InspectedNode node) {
        out.beginObject();
        number("depth", node.depth());
        descriptor(node.descriptor());
        text("family", id(node.family()));
        node.kind().ifPresent(k -> text("kind", id(k)));
        text("nature", node.nature());
        platform(node.platform());
        node.imageId().ifPresent(d -> text("imageId", d.toString()));
        list("layers", node.layers(), layer -> {
            out.beginObject();
            descriptor(layer);
            out.endObject();
        });
        node.config().ifPresent(this::config);
        out.endObject();
    }

    private void config(ConfigSummary config) {
        out.name("config");
        out.beginObject();
        platform(Optional.of(config.platform()));
        config.created().ifPresent(c -> text("created", c));
        list("settings", config.settings(), setting -> {
            out.beginObject();
            text("name", setting.name());
            text("json", setting.json());
            out.endObject();
        });
        list("dockerOnly", config.dockerOnly(), out::text);
        number("diffIds", config.diffIds());
        out.endObject();
    }

    private void platform(Optional<Platform> platform) {
        platform.ifPresent(p -> text("platform", p.toString()));
    }

    private void nested(String name, Descriptor descriptor) {
        out.name(name);
        out.beginObject();
        descriptor(descriptor);
        out.endObject();
    }

    private void descriptor(Descriptor descriptor) {
        text("mediaType", descriptor.mediaType().text());
        text("digest", descriptor.digest().toString());
        number("size", descriptor.size());
    }

    private interface Item<T> {
        void write(T item);
    }

    private <T> void list(String name, List<T> items, Item<T> item) {
        out.name(name);
        out.beginArray();
        items.forEach(item::write);
        out.endArray();
    }

    private void text(String name, String value) {
        out.name(name);
        out.text(value);
    }

    private void number(String name, long value) {
        out.name(name);
        out.integer(value);
    }

    private void flag(String name, boolean value) {
        out.name(name);
        out.bool(value);
    }

    private byte[] end() {
        out.endObject();
        return out.toBytes();
    }

    private static String id(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
