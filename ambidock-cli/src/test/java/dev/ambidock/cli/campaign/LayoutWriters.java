// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.JavaCommand;
import dev.ambidock.cli.Session;
import dev.ambidock.document.Documents;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.place.LayoutFiles;
import dev.ambidock.testkit.tar.TarDraft;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One layout folder, and many processes that write to it at once: images named {@code t0}, {@code t1} ... that share a layer,
 * and have one of their own that is longer than a pipe holds.
 */
final class LayoutWriters {
    /** What a layout has beside its blobs when nobody writes to it. */
    private static final List<String> AT_REST = List.of(".ambidock.lock", "index.json", "oci-layout");

    private static final Pattern REF_NAME =
            Pattern.compile("\"org\\.opencontainers\\.image\\.ref\\.name\":\"([^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int SHARED = 100_000;
    private static final int OWN = 200_000;
    private static final int LAST = 10_000;

    private final Path folder;
    private final List<WholeImage> images;

    /** How a process ended. */
    record Ended(int number, int status, String said) {}

    /** Makes so many images, and an archive of each. */
    LayoutWriters(Path folder, Random random, int count) throws IOException {
        this.folder = folder;
        LayerDraft shared = noise(random, SHARED);
        List<WholeImage> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(ImageDraft.of(Family.OCI)
                    .layer(shared)
                    .layer(noise(random, OWN))
                    .named("t" + i)
                    .build());
        }
        images = List.copyOf(made);
        LayoutFiles.of(images).writeTo(folder.resolve("source"));
        for (int i = 0; i < count; i++) {
            ambidock("copy", source(i), "oci-archive:" + archive(i));
        }
        Files.createDirectory(folder.resolve("tmp"));
    }

    private static LayerDraft noise(Random random, int size) {
        byte[] noise = new byte[size];
        random.nextBytes(noise);
        return LayerDraft.of(TarDraft.inMemory().file("noise", noise).toBytes()).compressed(Compression.NONE);
    }

    /** How many images there are. */
    int count() {
        return images.size();
    }

    /** The digest of an image's manifest. */
    String digest(int image) {
        return images.get(image).root().digest().toString();
    }

    /** Where an image is. */
    String source(int image) {
        return "oci:" + folder.resolve("source") + ":t" + image;
    }

    private Path archive(int image) {
        return folder.resolve("t" + image + ".tar");
    }

    /** A layout that one image is in already, under the name before. */
    Path prepared(String name) throws IOException {
        Path layout = folder.resolve(name);
        ambidock("copy", source(0), "oci:" + layout + ":before");
        return layout;
    }

    /** Runs Ambidock in this process, which must succeed. */
    private void ambidock(String... args) {
        Session.Result result = new Session(folder).run(args);
        assertThat(result.status()).as(result.err()).isZero();
    }

    /** Starts Ambidock in a process of its own. */
    Process start(int number, String... args) throws IOException {
        List<String> options =
                List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + folder.resolve("tmp"));
        return start(number, JavaCommand.of(options, args));
    }

    private Process start(int number, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said(number).toFile())
                .start();
    }

    private Path said(int number) {
        return folder.resolve("said-" + number);
    }

    /** Every image by a process of its own, all started at once; as the name that {@code tag} makes of its number. */
    List<Ended> together(Path layout, Tag tag) throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            processes.add(start(i, "copy", source(i), "oci:" + layout + ":" + tag.of(i)));
        }
        return ended(processes);
    }

    /** The same from pipes that get their ends only when every process has read what came before. */
    List<Ended> atOneMoment(Path layout, Tag tag) throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            processes.add(start(i, "copy", "oci-archive:-", "oci:" + layout + ":" + tag.of(i)));
        }
        List<byte[]> archives = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            byte[] archive = Files.readAllBytes(archive(i));
            processes.get(i).getOutputStream().write(archive, 0, archive.length - LAST);
            processes.get(i).getOutputStream().flush();
            archives.add(archive);
        }
        for (int i = 0; i < count(); i++) {
            try (OutputStream pipe = processes.get(i).getOutputStream()) {
                pipe.write(archives.get(i), archives.get(i).length - LAST, LAST);
            }
        }
        return ended(processes);
    }

    /** Every image by another program, started as {@code words} says, all at once. */
    List<Ended> peer(Words words) throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            processes.add(start(i, words.of(i)));
        }
        return ended(processes);
    }

    /** Waits for them. */
    List<Ended> ended(List<Process> processes) throws IOException, InterruptedException {
        List<Ended> ended = new ArrayList<>();
        for (int i = 0; i < processes.size(); i++) {
            Process process = processes.get(i);
            boolean done = process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!done) {
                process.destroyForcibly().waitFor();
            }
            ended.add(new Ended(i, done ? process.exitValue() : -1, Files.readString(said(i))));
        }
        return ended;
    }

    /** The name that an image gets. */
    interface Tag {
        String of(int image);
    }

    /** The command for an image. */
    interface Words {
        List<String> of(int image);
    }

    /** The names in an index, as often as they stand there. Fails if it does not parse. */
    static List<String> names(byte[] index) {
        Documents.read(Bytes.wrap(index), Limits.defaults()).orThrow();
        Matcher name = REF_NAME.matcher(new String(index, StandardCharsets.UTF_8));
        return name.results().map(found -> found.group(1)).toList();
    }

    /** The names in a layout's index. */
    static List<String> names(Path layout) throws IOException {
        return names(Files.readAllBytes(layout.resolve("index.json")));
    }

    /** What is wrong with an image of a layout, every byte read anew; nothing if it is whole. */
    String problems(Path layout, String name) {
        Session.Result verified = new Session(folder).run("verify", "oci:" + layout + ":" + name);
        return verified.status() == 0 ? "" : name + ": " + verified.err();
    }

    /** The digest of the manifest that a name stands for. */
    String digestOf(Path layout, String name) {
        Session.Result result = new Session(folder).run("digest", "oci:" + layout + ":" + name);
        return result.status() == 0 ? result.out().strip() : result.err();
    }

    /** Files that have no business in a layout at rest. */
    static List<String> stray(Path layout) throws IOException {
        try (Stream<Path> files = Files.walk(layout)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> layout.relativize(file).toString())
                    .filter(file -> !AT_REST.contains(file) && !file.matches("blobs/sha256/[0-9a-f]{64}"))
                    .toList();
        }
    }

    /** Whether the processes left nothing in their folder for temporary files. */
    boolean isTidy() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("tmp"))) {
            return files.findAny().isEmpty();
        }
    }
}
