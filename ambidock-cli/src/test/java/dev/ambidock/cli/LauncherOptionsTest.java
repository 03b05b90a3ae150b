// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which commands the launcher starts with Java's quick compiler alone: those that hash no layers. */
class LauncherOptionsTest {
    private static final String QUICK = "-XX:TieredStopAtLevel=1";
    private static final String SPARING = "-XX:CICompilerCount=1";

    @TempDir
    Path root;

    @BeforeEach
    void install() throws IOException {
        Files.copy(Path.of("../ambidock"), root.resolve("ambidock"));
        Files.createDirectories(root.resolve("ambidock-cli/target"));
        Files.createFile(root.resolve("ambidock-cli/target/ambidock.jar"));
        Files.createDirectories(root.resolve("java/bin"));
        version("17.0.1");
        Path java = root.resolve("java/bin/java");
        Files.writeString(java, "#!/bin/sh\necho \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "convert manifest.json",
                "convert docker://host/repo:tag --to oci",
                "convert docker://host/repo --all-images --to oci",
                "inspect docker://host/repo:tag",
                "convert --in-place host/repo:a host/repo:b",
                "tags host/repo",
                "--help"
            })
    void whatMovesNoLayersStartsQuickly(String words) throws Exception {
        assertThat(started(words)).contains(QUICK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "copy docker://host/a docker://host/b",
                "verify docker://host/a",
                "convert docker://host/a docker://host/b",
                "convert host/a host/b",
                "convert docker://host/a --compress zstd",
                "convert docker://host/a --verify-diff-ids",
                "convert docker://host/a --foreign fetch",
                "convert --in-place docker://host/a oci:b",
                "convert --from-file list",
                "convert docker://host/a --for docker-legacy",
                "convert oci:layout",
                "digest docker-archive:saved.tar --as oci",
                "inspect docker-daemon:name"
            })
    void whatMayHashLayersDoesNot(String words) throws Exception {
        assertThat(started(words)).doesNotContain(QUICK);
    }

    @Test
    void manyImagesAreCompiledForSparingly() throws Exception {
        assertThat(started("convert docker://host/repo --all-images --to oci")).contains(QUICK, SPARING);
        assertThat(started("convert --in-place host/repo:a host/repo:b")).contains(QUICK, SPARING);
        assertThat(started("convert docker://host/repo:tag --to oci"))
                .contains(QUICK)
                .doesNotContain(SPARING);
        assertThat(started("copy docker://host/a docker://host/b --all-images")).doesNotContain(SPARING);
    }

    /** One of {@code release/image}: it has a Java of its own, which no variable replaces, and builds nothing. */
    @Test
    void anImageUsesItsOwnJavaAndCache() throws Exception {
        Path image = Files.createDirectories(root.resolve("image"));
        Files.createDirectories(image.resolve("bin"));
        Files.createDirectories(image.resolve("lib"));
        Files.createDirectories(image.resolve("java/bin"));
        Files.copy(Path.of("../ambidock"), image.resolve("bin/ambidock"));
        Files.createFile(image.resolve("lib/ambidock.jar"));
        Files.writeString(image.resolve("java/release"), "JAVA_VERSION=\"25.0.3\"\n");
        Path java = Files.writeString(image.resolve("java/bin/java"), "#!/bin/sh\necho own \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Path link = Files.createSymbolicLink(root.resolve("link"), image.resolve("bin/ambidock"));
        assertThat(started(link, "tags host/repo"))
                .startsWith("own ")
                .contains("-XX:AOTCache=" + image + "/lib/start.aot", "-jar " + image + "/lib/ambidock.jar", QUICK);
        assertThat(image.resolve("lib/start")).doesNotExist();
    }

    private void version(String version) throws IOException {
        Files.writeString(root.resolve("java/release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    private String started(String words) throws IOException, InterruptedException {
        return started(root.resolve("ambidock"), words);
    }

    private String started(Path launcher, String words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", launcher.toString()));
        command.addAll(List.of(words.split(" ")));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("AMBIDOCK_JAVA", root.resolve("java/bin/java").toString());
        Path told = root.resolve("told");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(told.toFile()).start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        String text = Files.readString(told);
        assertThat(text).contains("-jar").endsWith(words + "\n");
        return text;
    }
}
