// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher and its cache for starts, with the classes under test in a jar. */
class LauncherTest {
    private static final String USAGE = "ambidock";

    /** Java 17 links a few of its own, one of them for reading eight bytes at once. */
    private static final int LINKED_BY_JAVA = 6;

    @TempDir
    Path root;

    private Path jar;

    @BeforeEach
    void install() throws IOException {
        Path launcher = root.resolve("ambidock");
        Files.copy(Path.of("../ambidock"), launcher);
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        jar = root.resolve("ambidock-cli/target/ambidock.jar");
        Files.createDirectories(jar.getParent());
        write(jar);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(60)));
    }

    @Test
    void theFirstStartMakesACache() throws Exception {
        assertThat(start()).contains(USAGE);
        Path cache = cache();
        assertThat(cache).isNotEmptyFile();
        FileTime made = Files.getLastModifiedTime(cache);
        assertThat(start()).contains(USAGE);
        assertThat(Files.getLastModifiedTime(cache)).isEqualTo(made);
        try (Stream<Path> beside = Files.list(cache.getParent())) {
            assertThat(beside).containsExactly(cache);
        }
    }

    @Test
    void aBrokenCacheIsPassedOver() throws Exception {
        start();
        Path cache = cache();
        long length = Files.size(cache);
        Files.delete(cache);
        Files.write(cache, new byte[(int) length / 2]);
        assertThat(start()).contains(USAGE);
    }

    @Test
    void aNewBuildGetsANewCache() throws Exception {
        start();
        Path cache = cache();
        Files.setLastModifiedTime(cache, FileTime.from(Instant.now().minusSeconds(120)));
        FileTime old = Files.getLastModifiedTime(cache);
        assertThat(start()).contains(USAGE);
        assertThat(Files.getLastModifiedTime(cache)).isGreaterThan(old);
    }

    @Test
    void whatCannotBeMadeIsNotTriedAgain() throws Exception {
        start();
        Path cache = cache();
        Files.delete(cache);
        Files.createFile(cache);
        assertThat(start()).contains(USAGE);
        assertThat(cache).isEmptyFile();
    }

    /** What a start links by itself each time (joined texts, compared records) costs it more than all the rest. */
    @Test
    void theCacheHoldsAllThatADocumentNeeds() throws Exception {
        assertThat(start()).contains(USAGE);
        Path cache = cache();
        Path loaded = root.resolve("loaded");
        String kind = cache.toString().endsWith(".aot") ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=";
        Path document = Path.of("../examples/busybox.docker-manifest.json").toAbsolutePath();
        List<String> command = new ArrayList<>(List.of(java(), "-XX:+UseSerialGC", kind + cache));
        if (kind.contains("AOT")) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "-Xlog:class+load:file=" + loaded,
                "-cp",
                jar.toString(),
                Main.class.getName(),
                "convert",
                document.toString()));
        assertThat(run(new ProcessBuilder(command))).contains("application/vnd.oci.image.manifest.v1+json");
        List<String> late = Files.readAllLines(loaded).stream()
                .filter(line -> !line.contains("shared objects file"))
                .toList();
        assertThat(late).noneMatch(line -> line.contains(" dev.ambidock."));
        assertThat(late.stream().filter(line -> line.contains("LambdaForm"))).hasSizeLessThan(LINKED_BY_JAVA);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin/java").toString();
    }

    private Path cache() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("ambidock-cli/target/start"))) {
            return files.findFirst().orElseThrow();
        }
    }

    /** What it prints on both streams. */
    private String start() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(root.resolve("ambidock").toString(), "--help");
        builder.environment().put("AMBIDOCK_JAVA", java());
        String text = run(builder);
        assertThat(text).doesNotContain("[warning]", "[error]");
        return text;
    }

    private String run(ProcessBuilder builder) throws IOException, InterruptedException {
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Path told = root.resolve("told");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(told.toFile()).start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        String text = Files.readString(told);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    /** Java keeps no classes from folders, so they go into the jar; nor from jars that it names by more than a path from it. */
    private static void write(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        List<Path> ours = new ArrayList<>();
        List<String> jars = new ArrayList<>();
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(element);
            if (Files.isDirectory(path) || path.getFileName().toString().startsWith("ambidock-")) {
                ours.add(path);
            } else {
                jars.add(jar.getParent().relativize(path.toAbsolutePath()).toString());
            }
        }
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", jars));
        Set<String> names = new HashSet<>();
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            for (Path place : ours) {
                if (Files.isDirectory(place)) {
                    add(place, entries, names);
                    continue;
                }
                try (FileSystem inside = FileSystems.newFileSystem(place)) {
                    add(inside.getPath("/"), entries, names);
                }
            }
        }
    }

    private static void add(Path folder, JarOutputStream entries, Set<String> names) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String name = folder.relativize(file).toString();
            if (!name.equals("META-INF/MANIFEST.MF") && names.add(name)) {
                entries.putNextEntry(new JarEntry(name));
                Files.copy(file, entries);
            }
        }
    }
}
