// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.report;

import dev.ambidock.json.GoJsonWriter;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Finding;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes one report: a JSON object that begins with its schema, and the parts that reports share. Confined to one thread.
 */
public final class ReportWriter {
    private final GoJsonWriter out = new GoJsonWriter();

    /** Writes the members of an item of a list. */
    public interface Item<T> {
        void write(T item);
    }

    /** Begins a report with its schema, such as {@code ambidock.plan.v1}. */
    public ReportWriter(String schema) {
        out.beginObject();
        text("schema", schema);
    }

    /** Ends the report. */
    public byte[] end() {
        out.endObject();
        return out.toBytes();
    }

    public void text(String name, String value) {
        out.name(name);
        out.text(value);
    }

    public void number(String name, long value) {
        out.name(name);
        out.integer(value);
    }

    public void flag(String name, boolean value) {
        out.name(name);
        out.bool(value);
    }

    /** An object; the body writes its members. */
    public void object(String name, Runnable body) {
        out.name(name);
        out.beginObject();
        body.run();
        out.endObject();
    }

    /** A list of objects; each item writes the members of its own. */
    public <T> void objects(String name, List<T> items, Item<T> members) {
        out.name(name);
        out.beginArray();
        for (T item : items) {
            out.beginObject();
            members.write(item);
            out.endObject();
        }
        out.endArray();
    }

    /** A list of texts. */
    public void texts(String name, List<String> items) {
        out.name(name);
        out.beginArray();
        items.forEach(out::text);
        out.endArray();
    }

    /** The descriptor members of an object that stands open. */
    public void descriptor(Descriptor descriptor) {
        text("mediaType", descriptor.mediaType().text());
        text("digest", descriptor.digest().toString());
        number("size", descriptor.size());
    }

    /** An object of descriptor members. */
    public void descriptor(String name, Descriptor descriptor) {
        object(name, () -> descriptor(descriptor));
    }

    /** What a document becomes. */
    public void outcome(String name, Outcome outcome) {
        object(name, () -> {
            text("state", id(outcome.kind()));
            if (outcome instanceof Outcome.Known known) {
                descriptor(known.descriptor());
            } else if (outcome instanceof Outcome.Pending pending) {
                texts(
                        "layers",
                        pending.layers().stream().map(Digest::toString).sorted().toList());
            }
        });
    }

    /** A list of findings. */
    public void findings(String name, List<Finding> findings) {
        objects(name, findings, finding -> {
            text("code", finding.code().id());
            text("severity", id(finding.severity()));
            finding.document().ifPresent(d -> text("document", d.toString()));
            text("pointer", finding.pointer());
            text("text", finding.text());
            text("remedy", finding.code().remedy());
        });
    }

    /** The members of a plan, but its schema. */
    public void plan(ConversionPlan plan) {
        new PlanReport(this).members(plan);
    }

    /** The members of a mapping: old digest to new descriptor. */
    public void mapping(Map.Entry<Digest, Descriptor> entry, Descriptor before) {
        text("oldDigest", entry.getKey().toString());
        text("newDigest", entry.getValue().digest().toString());
        text("oldMediaType", before.mediaType().text());
        text("newMediaType", entry.getValue().mediaType().text());
    }

    /** A constant as reports spell it. */
    public static String id(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
