// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonLimits;
import dev.ambidock.json.JsonTree;
import dev.ambidock.json.JsonValue;
import dev.ambidock.json.MalformedJsonException;
import dev.ambidock.model.Family;
import dev.ambidock.testkit.document.JsonDraft;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.registry.FakeRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps the examples of {@code docs/schemas.md} that the command line writes true, and their tables complete. */
class CommandSchemasTest {
    private static final Path FILE = Path.of(System.getProperty("ambidock.root"), "docs", "schemas.md");

    @TempDir
    Path folder;

    private Session cli;

    @BeforeEach
    void place() throws IOException {
        cli = new Session(folder);
        ImagePlaces.layout(
                folder.resolve("layout"),
                ImageDraft.of(Family.OCI)
                        .layer(LayerDraft.of("hello", "world"))
                        .setting("Cmd", JsonDraft.raw("[\"/hello\"]"))
                        .annotation("org.example.note", "n")
                        .named("docker.io/library/hello:1")
                        .build());
    }

    @Test
    void examplesAreWhatTheCommandsWrite() throws Exception {
        String text = Files.readString(FILE);
        for (Map.Entry<String, String> example : examples().entrySet()) {
            text = withExample(text, example.getKey(), indented(tree(example.getValue()), ""));
        }
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(FILE, text);
        }
        assertThat(Files.readString(FILE)).isEqualTo(text);
    }

    @Test
    void tablesNameEveryMember() throws Exception {
        Map<String, String> written = examples();
        cli.run("copy", "oci:@layout", "oci:@x", "--format", "docker", "--mapping", "@map");
        written.put("mapping", new String(cli.read("map"), StandardCharsets.UTF_8));
        Set<String> names = new LinkedHashSet<>();
        for (String example : written.values()) {
            collectNames(tree(example), names);
        }
        String text = Files.readString(FILE);
        assertThat(names)
                .contains("originRecord", "from")
                .allSatisfy(name -> assertThat(text).contains("`" + name + "`"));
    }

    private Map<String, String> examples() throws IOException {
        Map<String, String> examples = new LinkedHashMap<>();
        String[] copy = {"copy", "oci:@layout", "docker-archive:@out.tar", "--output", "json"};
        examples.put("ambidock.copy.v1", cli.run(copy).out());
        examples.put(
                "ambidock.images.v1",
                cli.run("inspect", "oci:@layout", "--list", "--output", "json").out());
        examples.put(
                "ambidock.verification.v1",
                cli.run("verify", "oci:@layout", "--output", "json").out());
        cli.write("list.json", "{\"schemaVersion\":2,\"manifests\":[]}");
        examples.put(
                "ambidock.lint.v1",
                cli.run("inspect", "@list.json", "--lint", "--output", "json").out());
        String events = cli.run("copy", "oci:@layout", "oci:@progress", "--progress", "jsonl", "--jobs", "1", "-q")
                .err();
        examples.put(
                "ambidock.progress.v1",
                events.lines().filter(l -> l.contains("\"end\"")).findFirst().orElseThrow());
        examples.put(
                "ambidock.profiles.v1", cli.run("profiles", "--output", "json").out());
        addOfRegistry(examples);
        examples.replaceAll((schema, json) -> json.replace(folder + "/", ""));
        return examples;
    }

    private void addOfRegistry(Map<String, String> examples) throws IOException {
        try (FakeRegistry registry = FakeRegistry.start()) {
            registry.content().put("team/app", "v1", SampleImages.oci());
            registry.content().put("team/app", "v2", SampleImages.docker());
            registry.content().put("team/base", "v1", SampleImages.docker());
            String host = registry.host();
            examples.put(
                    "ambidock.tags.v1",
                    cli.run("tags", host + "/team/app", "--output", "json").out());
            examples.put(
                    "ambidock.catalog.v1",
                    cli.run("catalog", host, "--output", "json").out());
            examples.replaceAll((schema, json) -> json.replace(host, "registry.example"));
        }
    }

    private static String withExample(String text, String schema, String json) {
        String opening = "<!-- example: " + schema + " -->\n```json\n";
        int start = text.indexOf(opening);
        assertThat(start).as("the place of the example of " + schema).isNotNegative();
        int from = start + opening.length();
        return text.substring(0, from) + json + "\n" + text.substring(text.indexOf("```", from));
    }

    private static JsonValue tree(String json) throws MalformedJsonException {
        byte[] bytes = json.strip().getBytes(StandardCharsets.UTF_8);
        return JsonTree.parse(bytes, new JsonLimits(1 << 20, 32, 10_000, 1_000)).root();
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
