// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same images through skopeo and through us. Written against skopeo 1.9.3; other versions are noted where they differ. */
class SkopeoDifferentialTest {
    private static final String OCI = "application/vnd.oci.image.";
    private static final String DOCKER_ONLY = ",\"Healthcheck\":{\"Test\":[\"CMD\",\"true\"]},\"OnBuild\":[\"RUN x\"],"
            + "\"Shell\":[\"/bin/bash\",\"-c\"]";

    @TempDir
    Path folder;

    private Session cli;

    @BeforeAll
    static void skopeo() {
        PeerTool.need("skopeo");
    }

    @BeforeEach
    void session() {
        cli = new Session(folder);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void canonicalDockerManifestIsSkopeosToTheByte(int layers) throws Exception {
        image("oci", true, layers, "");
        copy("v2s2");
        byte[] ours = cli.run("convert", "@from/manifest.json", "--to", "docker", "--style", "canonical")
                .bytes();
        assertThat(new String(ours, StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(folder.resolve("to/manifest.json")));
        String digest = skopeo("manifest-digest", "to/manifest.json").strip();
        assertThat(cli.run("digest", "@from/manifest.json", "--as", "docker", "--style", "canonical")
                        .out())
                .isEqualTo(digest + "\n");
        Session.Result diff = cli.run("diff", "@from/manifest.json", "@to/manifest.json");
        assertThat(diff.status()).isZero();
    }

    @Test
    void bothDropAnnotationsToDockerAndWeSaySo() throws Exception {
        image("oci", true, 1, ",\"annotations\":{\"org.example.a\":\"1\"}");
        String told = copy("v2s2");
        assertThat(told).doesNotContain("annotation");
        Session.Result ours = cli.run("convert", "@from/manifest.json", "--style", "canonical");
        assertThat(ours.out()).isEqualTo(Files.readString(folder.resolve("to/manifest.json")));
        assertThat(ours.err()).contains("lost: ").contains("org.example.a");
    }

    /** skopeo rewrites the config by OCI's Go type (all versions to this day); we keep its bytes and so the image ID. */
    @Test
    void skopeoLosesDockersConfigMembersAndWeDoNot() throws Exception {
        String config = image("docker", false, 2, "");
        copy("oci");
        String theirs = Files.readString(folder.resolve("to/manifest.json"));
        String ours = cli.run("convert", "@from/manifest.json").out();
        String imageId = Session.digest(config);
        assertThat(theirs).contains(OCI + "manifest.v1+json").doesNotContain(imageId);
        assertThat(ours).contains(OCI + "manifest.v1+json").contains(imageId);
        String rewritten = config(theirs);
        for (String member : List.of("Healthcheck", "OnBuild", "Shell")) {
            assertThat(config).contains(member);
            assertThat(rewritten).doesNotContain(member);
        }
        Session.Result diff = cli.run(
                "diff", "@from/manifest.json", "@to/manifest.json", "--children", "@from", "--children-b", "@to");
        assertThat(diff.status()).isEqualTo(5);
        assertThat(diff.out()).contains("Healthcheck").contains("lost");
    }

    /** Where the config holds nothing that OCI lacks and is spelled as Go spells it, both agree. */
    @Test
    void agreesOnOciWhereNothingIsDockersOwn() throws Exception {
        image("docker", true, 2, "");
        copy("oci");
        String theirs = Files.readString(folder.resolve("to/manifest.json"));
        assertThat(cli.run("convert", "@from/manifest.json", "--style", "canonical")
                        .out())
                .isEqualTo(theirs);
    }

    @Test
    void digestsAreSkopeos() throws Exception {
        for (String family : List.of("oci", "docker")) {
            image(family, true, 1, "");
            assertThat(cli.run("digest", "@from/manifest.json").out())
                    .isEqualTo(skopeo("manifest-digest", "from/manifest.json"));
        }
    }

    /** Our OCI and Docker results are images to skopeo: it copies them without changing a byte. */
    @Test
    void skopeoTakesOurResults() throws Exception {
        image("docker", false, 2, "");
        byte[] oci = cli.run("convert", "@from/manifest.json").bytes();
        Files.write(folder.resolve("from/manifest.json"), oci);
        skopeo("copy", "-q", "--insecure-policy", "dir:from", "dir:to");
        assertThat(cli.read("to/manifest.json")).isEqualTo(oci);
        byte[] docker = cli.run("convert", "@to/manifest.json").bytes();
        Files.write(folder.resolve("from/manifest.json"), docker);
        skopeo("copy", "-q", "--insecure-policy", "dir:from", "dir:to");
        assertThat(cli.read("to/manifest.json")).isEqualTo(docker);
    }

    private String copy(String format) throws Exception {
        return skopeo("copy", "--insecure-policy", "--format", format, "dir:from", "dir:to");
    }

    private String skopeo(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of("skopeo"));
        command.addAll(List.of(args));
        PeerTool.Output output = PeerTool.run(folder, command);
        assertThat(output.status()).as(output.err()).isZero();
        return output.out();
    }

    private String config(String manifest) throws IOException {
        int from = manifest.indexOf("sha256:", manifest.indexOf("\"config\""));
        return Files.readString(folder.resolve("to").resolve(manifest.substring(from + 7, from + 71)));
    }

    /** Writes an image in skopeo's dir form and gives its config. */
    private String image(String family, boolean plain, int layers, String more) throws IOException {
        boolean docker = family.equals("docker");
        StringBuilder diffIds = new StringBuilder();
        StringBuilder list = new StringBuilder();
        String layerType = docker ? "application/vnd.docker.image.rootfs.diff.tar.gzip" : OCI + "layer.v1.tar+gzip";
        for (int i = 0; i < layers; i++) {
            byte[] blob = gzip(i);
            String separator = i == 0 ? "" : ",";
            diffIds.append(separator).append('"').append(Session.digest(tar(i))).append('"');
            list.append(separator).append(descriptor(layerType, blob));
            put(blob);
        }
        // In the order of Go's type, so that skopeo's rewriting alone changes nothing.
        String config = "{\"created\":\"2026-01-01T00:00:00Z\",\"architecture\":\"amd64\",\"os\":\"linux\","
                + "\"config\":{\"Cmd\":[\"/bin/sh\"]" + (plain ? "" : DOCKER_ONLY)
                + "},\"rootfs\":{\"type\":\"layers\","
                + "\"diff_ids\":[" + diffIds + "]},\"history\":[" + "{\"created_by\":\"x\"},".repeat(layers - 1)
                + "{\"created_by\":\"x\"}]}";
        put(config.getBytes(StandardCharsets.UTF_8));
        String type = docker ? "application/vnd.docker.distribution.manifest.v2+json" : OCI + "manifest.v1+json";
        String configType = docker ? "application/vnd.docker.container.image.v1+json" : OCI + "config.v1+json";
        String manifest = "{\"schemaVersion\":2,\"mediaType\":\"" + type + "\",\"config\":"
                + descriptor(configType, config.getBytes(StandardCharsets.UTF_8)) + ",\"layers\":[" + list + "]" + more
                + "}";
        cli.write("from/manifest.json", manifest);
        cli.write("from/version", "Directory Transport Version: 1.1\n");
        return config;
    }

    private static String descriptor(String type, byte[] content) {
        return "{\"mediaType\":\"" + type + "\",\"size\":" + content.length + ",\"digest\":\"" + Session.digest(content)
                + "\"}";
    }

    private void put(byte[] content) throws IOException {
        Path file = folder.resolve("from").resolve(Session.digest(content).substring(7));
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    /** An archive without members: two blocks of zeros; more of them make another layer. */
    private static byte[] tar(int number) {
        return new byte[1024 + 512 * number];
    }

    private static byte[] gzip(int number) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(tar(number));
        }
        return out.toByteArray();
    }
}
