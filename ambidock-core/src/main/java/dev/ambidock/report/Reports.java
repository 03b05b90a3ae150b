// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.report;

import dev.ambidock.diff.DocumentDiff;
import dev.ambidock.diff.ImageDiff;
import dev.ambidock.inspect.ConfigSummary;
import dev.ambidock.inspect.InspectedNode;
import dev.ambidock.inspect.Inspection;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Finding;
import dev.ambidock.plan.ConversionPlan;
import java.util.List;
import java.util.Map;

/**
 * Writes values as compact JSON. The member {@code schema} names form and version; members are added within a version,
 * never renamed or removed. {@code docs/schemas.md} describes each.
 */
public final class Reports {
    private final ReportWriter out;

    private Reports(ReportWriter out) {
        this.out = out;
    }

    /** A plan: results, mapping, changes, findings and steps. */
    public static byte[] plan(ConversionPlan plan) {
        ReportWriter out = new ReportWriter("ambidock.plan.v1");
        out.plan(plan);
        return out.end();
    }

    /** A refusal: why there is no plan or no document. */
    public static byte[] refusal(List<Finding> findings) {
        ReportWriter out = new ReportWriter("ambidock.refusal.v1");
        out.findings("findings", findings);
        return out.end();
    }

    /** A comparison. */
    public static byte[] diff(ImageDiff diff) {
        ReportWriter out = new ReportWriter("ambidock.diff.v1");
        out.text("verdict", ReportWriter.id(diff.verdict()));
        out.objects("documents", diff.documents(), new Reports(out)::documentDiff);
        out.texts("onlyFirst", diff.onlyFirst());
        out.texts("onlySecond", diff.onlySecond());
        return out.end();
    }

    /** An inspection. */
    public static byte[] inspection(Inspection inspection) {
        ReportWriter out = new ReportWriter("ambidock.inspection.v1");
        out.objects("nodes", inspection.nodes(), new Reports(out)::node);
        out.findings("findings", inspection.findings());
        return out.end();
    }

    /** A digest, and what it belongs to. */
    public static byte[] digest(Descriptor descriptor) {
        ReportWriter out = new ReportWriter("ambidock.digest.v1");
        out.descriptor(descriptor);
        return out.end();
    }

    /** One line of a mapping file: old digest to new descriptor. */
    public static byte[] mapping(Map.Entry<Digest, Descriptor> entry, Descriptor before) {
        ReportWriter out = new ReportWriter("ambidock.mapping.v1");
        out.mapping(entry, before);
        return out.end();
    }

    private void documentDiff(DocumentDiff diff) {
        out.descriptor("first", diff.first());
        out.descriptor("second", diff.second());
        out.flag("identical", diff.identical());
        out.flag("respelled", diff.respelled());
        out.objects("fields", diff.rows(), row -> {
            out.text("pointer", row.pointer());
            out.text("relation", ReportWriter.id(row.relation()));
            out.text("first", row.first());
            out.text("second", row.second());
            out.text("comment", row.comment());
        });
    }

    private void node(InspectedNode node) {
        out.number("depth", node.depth());
        out.descriptor(node.descriptor());
        out.text("family", ReportWriter.id(node.family()));
        node.kind().ifPresent(k -> out.text("kind", ReportWriter.id(k)));
        out.text("nature", node.nature());
        node.platform().ifPresent(p -> out.text("platform", p.toString()));
        node.imageId().ifPresent(d -> out.text("imageId", d.toString()));
        out.objects("layers", node.layers(), out::descriptor);
        node.config().ifPresent(c -> out.object("config", () -> config(c)));
    }

    private void config(ConfigSummary config) {
        out.text("platform", config.platform().toString());
        config.created().ifPresent(c -> out.text("created", c));
        out.objects("settings", config.settings(), setting -> {
            out.text("name", setting.name());
            out.text("json", setting.json());
        });
        out.texts("dockerOnly", config.dockerOnly());
        out.number("diffIds", config.diffIds());
    }
}
