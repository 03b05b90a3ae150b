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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the launcher starts commands: which with Java's quick compiler alone (those that hash no layers), from which cache. */
class LauncherOptionsTest {
    private static final String QUICK = "-XX:TieredStopAtLevel=1";
    private static final String SPARING = "-XX:CICompilerCount=1";
    private static final String SELDOM = "-XX:CompileThresholdScaling=";

    /** Makes a cache that tells what it was made from, and prints what it was started with. */
    private static final String JAVA = """
            #!/bin/sh
            for word; do
                case "$word" in -XX:AOTCacheOutput=*) echo "$@" >"${word#*=}" ;; esac
            done
            echo "$@"
            """;

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
        Files.writeString(java, JAVA);
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

    /** Java compiles less where a command is about to end. */
    @Test
    void oneImageIsCompiledForLess() throws Exception {
        assertThat(started("convert manifest.json")).contains(SELDOM);
        assertThat(started("convert docker://host/repo:tag --to oci")).contains(SELDOM);
        assertThat(started("convert docker://host/repo --all-images --to oci")).doesNotContain(SELDOM);
        assertThat(started("copy docker://host/a docker://host/b")).doesNotContain(SELDOM);
    }

    @ParameterizedTest
    @CsvSource({
        "documents, convert manifest.json",
        "documents, inspect here/manifest.json",
        "documents, --help",
        "registry, convert docker://host/repo:tag --to oci",
        "registry, inspect host/repo",
        "registry, tags name",
        "images, copy docker://host/a docker://host/b",
        "images, inspect oci:layout"
    })
    void commandsOfAKindShareACache(String kind, String words) throws Exception {
        version("25.0.3");
        Path here = Files.createDirectories(root.resolve("here"));
        Files.createFile(here.resolve("manifest.json"));
        assertThat(started(words)).contains("." + kind + ".aot");
        try (Stream<Path> caches = Files.list(root.resolve("ambidock-cli/target/start"))) {
            assertThat(caches.toList())
                    .singleElement()
                    .satisfies(cache -> assertThat(cache).content().contains("dev.ambidock.cli.Rehearsal " + kind));
        }
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
                .contains(
                        "-XX:AOTCache=" + image + "/lib/registry.aot",
                        "-cp " + image + "/lib/ambidock.jar dev.ambidock.cli.Main",
                        QUICK);
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
        builder.directory(root.toFile());
        Path told = root.resolve("told");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(told.toFile()).start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        String text = Files.readString(told);
        assertThat(text).contains("-cp ").endsWith("dev.ambidock.cli.Main " + words + "\n");
        return text;
    }
}
