// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.DocumentConverter;
import dev.ambidock.diff.ImageDiff;
import dev.ambidock.document.Document;
import dev.ambidock.document.Documents;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.graph.GraphBuilder;
import dev.ambidock.inspect.Inspector;
import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonLimits;
import dev.ambidock.json.JsonTree;
import dev.ambidock.json.JsonValue;
import dev.ambidock.json.MalformedJsonException;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.report.Reports;
import dev.ambidock.table.MediaTypes;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keeps the examples of {@code docs/schemas.md} true, and its tables complete. */
class SchemasDocTest {
    private static final String CONFIG = "{\"architecture\":\"amd64\",\"config\":{\"Cmd\":[\"sh\"],\"Healthcheck\":"
            + "{\"Test\":[\"NONE\"]}},\"created\":\"2024-09-26T21:31:42Z\",\"os\":\"linux\",\"rootfs\":{\"type\":"
            + "\"layers\",\"diff_ids\":[\"sha256:" + "d".repeat(64) + "\"]}}";

    private final GoldenFile file = new GoldenFile("docs/schemas.md");

    @Test
    void examplesAreWhatTheCodeWrites() throws MalformedJsonException {
        String text = file.text();
        for (Map.Entry<String, byte[]> example : examples().entrySet()) {
            text = withExample(text, example.getKey(), indented(tree(example.getValue()), ""));
        }
        file.mustBe(text);
    }

    @Test
    void tablesNameEveryMember() throws MalformedJsonException {
        for (Map.Entry<String, byte[]> example : examples().entrySet()) {
            Set<String> names = new LinkedHashSet<>();
            collectNames(tree(example.getValue()), names);
            assertThat(names)
                    .allSatisfy(name -> assertThat(file.text())
                            .as(name + " of " + example.getKey())
                            .contains("`" + name + "`"));
        }
    }

    private static Map<String, byte[]> examples() {
        byte[] manifest = manifest();
        ConversionPlan plan = DocumentConverter.to(Family.OCI).plan(manifest).orThrow();
        Document source = Documents.read(Bytes.of(manifest), Limits.defaults()).orThrow();
        Document result = Documents.read(plan.rootBytes(), Limits.defaults()).orThrow();
        DescriptorGraph graph = GraphBuilder.read(
                        source, Limits.defaults(), descriptor -> Optional.of(Bytes.of(CONFIG)))
                .orThrow();
        Map<String, byte[]> examples = new LinkedHashMap<>();
        examples.put("ambidock.plan.v1", Reports.plan(plan));
        examples.put(
                "ambidock.diff.v1",
                Reports.diff(ImageDiff.between(DescriptorGraph.of(source), DescriptorGraph.of(result))));
        examples.put("ambidock.inspection.v1", Reports.inspection(Inspector.inspect(graph, 100)));
        examples.put("ambidock.digest.v1", Reports.digest(plan.rootDescriptor()));
        examples.put(
                "ambidock.mapping.v1",
                Reports.mapping(plan.mapping().entrySet().iterator().next(), source.descriptor()));
        examples.put("ambidock.refusal.v1", Reports.refusal(refusedIndex(source.descriptor())));
        return examples;
    }

    private static byte[] manifest() {
        return ("{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.DOCKER_MANIFEST + "\",\"config\":{\"mediaType\":\""
                        + MediaTypes.DOCKER_CONFIG + "\",\"size\":" + CONFIG.length() + ",\"digest\":\""
                        + Bytes.of(CONFIG).digest(DigestAlgorithm.SHA256) + "\"},\"layers\":[{\"mediaType\":\""
                        + MediaTypes.DOCKER_GZIP + "\",\"size\":755724,\"digest\":\"sha256:"
                        + "57c14dd66db0390dbf6da578421c077f6de8e88edd0815b4caa94607ba5f4c09\"}]}")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static List<dev.ambidock.model.Finding> refusedIndex(Descriptor child) {
        String index = "{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.DOCKER_LIST
                + "\",\"manifests\":[{\"mediaType\":\"" + child.mediaType() + "\",\"size\":" + child.size()
                + ",\"digest\":\"" + child.digest()
                + "\",\"platform\":{\"architecture\":\"amd64\",\"os\":\"linux\"}}]}";
        return DocumentConverter.to(Family.OCI)
                .plan(index.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .findings();
    }

    private static String withExample(String text, String schema, String json) {
        String opening = "<!-- example: " + schema + " -->\n```json\n";
        int start = text.indexOf(opening);
        assertThat(start).as("the place of the example of " + schema).isNotNegative();
        int from = start + opening.length();
        int to = text.indexOf("```", from);
        return text.substring(0, from) + json + "\n" + text.substring(to);
    }

    private static JsonValue tree(byte[] json) throws MalformedJsonException {
        return JsonTree.parse(json, new JsonLimits(1 << 20, 32, 10_000, 1_000)).root();
    }

    private static void collectNames(JsonValue value, Set<String> names) {
        value.name().ifPresent(names::add);
        value.children().forEach(child -> collectNames(child, names));
    }

    /** Two blanks a level; empty containers on one line. */
    private static String indented(JsonValue value, String margin) {
        boolean object = value.is(JsonKind.OBJECT);
        if (!(object || value.is(JsonKind.ARRAY)) || value.children().isEmpty()) {
            return value.raw();
        }
        String inner = margin + "  ";
        StringBuilder out = new StringBuilder(object ? "{" : "[");
        String comma = "\n";
        for (JsonValue child : value.children()) {
            out.append(comma).append(inner);
            if (object) {
                out.append('"').append(child.key()).append("\": ");
            }
            out.append(indented(child, inner));
            comma = ",\n";
        }
        return out.append('\n').append(margin).append(object ? '}' : ']').toString();
    }
}
