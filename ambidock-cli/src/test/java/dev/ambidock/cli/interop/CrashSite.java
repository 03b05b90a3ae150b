// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import dev.ambidock.cli.Session;
import dev.ambidock.document.Documents;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A destination, {@code lay}, {@code flat} or {@code a.tar} in a folder of its own, that may hold an image under the name before
 * and shall get another under the name after.
 */
final class CrashSite {
    private static final String LAYOUT = "lay";

    private final Workbench work;
    private final String scheme;

    /** Takes a folder that is there. */
    CrashSite(Path folder, String scheme) {
        this.work = new Workbench(folder);
        this.scheme = scheme;
    }

    /** The folder around the destination. */
    Path folder() {
        return work.folder();
    }

    boolean isLayout() {
        return scheme.equals("oci");
    }

    /** The name of the destination's file or folder. */
    String name() {
        return switch (scheme) {
            case "oci" -> LAYOUT;
            case "dir" -> "flat";
            default -> "a.tar";
        };
    }

    /** The destination as the command line names it. */
    String place() {
        return work.at(scheme, name());
    }

    /** The same with the name of an image. */
    String place(String image) {
        if (scheme.equals("dir")) {
            return place();
        }
        return place() + ":" + (scheme.equals("docker-archive") ? "example.org/app:" : "") + image;
    }

    /** The command that copies an image there. */
    String[] copy(String from, String options) {
        return ("copy " + from + " " + place("after") + " " + options).strip().split(" +");
    }

    /** Runs a command in this process; gives what it said if it failed. */
    String run(String... command) {
        Session.Result result = work.attempt(command);
        return result.status() == 0 ? "" : String.join(" ", command) + ": " + result.err();
    }

    /** All files and folders, the site's own first. */
    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder())) {
            return files.sorted().toList();
        }
    }

    /** A copy of all of it in another folder, which may be there if it is empty. */
    CrashSite copiedTo(Path other) throws IOException {
        for (Path file : files()) {
            Path copy = other.resolve(folder().relativize(file).toString());
            if (!Files.isDirectory(copy)) {
                Files.copy(file, copy);
            }
        }
        return new CrashSite(other, scheme);
    }

    /** Removes all of it but the folder itself. */
    void empty() throws IOException {
        for (Path file :
                files().stream().skip(1).sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
        }
    }

    void delete() throws IOException {
        empty();
        Files.delete(folder());
    }

    /** Whether a path in a site is one of a layout at rest. */
    static boolean isOfLayout(String path) {
        return path.matches("lay/(blobs/sha256/[0-9a-f]{64}|index\\.json|oci-layout|\\.ambidock\\.lock)");
    }

    /** Every file by its path, and the digest of its bytes. */
    Map<String, String> tree() throws IOException {
        Map<String, String> tree = new TreeMap<>();
        for (String file : work.files(".")) {
            tree.put(file, Session.digest(Files.readAllBytes(work.path(file))));
        }
        return tree;
    }

    /** The paths of all files, while somebody writes. */
    List<String> paths() {
        try {
            return work.files(".");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException e) {
            // A folder went away meanwhile: so something changed.
            return List.of();
        }
    }

    /** What is wrong with a layout: not readable, a blob that is another than its name, an image that is not whole. */
    List<String> problems() throws IOException {
        return problems(List.of("before"));
    }

    /** The same where there was none before, and may be none yet. */
    List<String> problemsOfANewOne() throws IOException {
        return Files.exists(work.path(LAYOUT).resolve("oci-layout")) ? problems(List.of()) : List.of();
    }

    private List<String> problems(List<String> old) throws IOException {
        List<String> problems = new ArrayList<>();
        Path layout = work.path(LAYOUT);
        try {
            Documents.read(Bytes.wrap(Files.readAllBytes(layout.resolve("index.json"))), Limits.defaults())
                    .orThrow();
            if (!Files.readString(layout.resolve("oci-layout")).contains("imageLayoutVersion")) {
                problems.add("oci-layout is not one");
            }
        } catch (NoSuchFileException | RuntimeException e) {
            problems.add(e.toString());
        }
        for (Map.Entry<String, String> blob :
                new CrashSite(layout, scheme).tree().entrySet()) {
            String path = "blobs/" + blob.getValue().replace(':', '/');
            if (blob.getKey().startsWith("blobs/") && !blob.getKey().equals(path)) {
                problems.add(blob.getKey() + " has the bytes of " + blob.getValue());
            }
        }
        images(old).forEach(name -> problems.add(run("verify", place(name))));
        problems.removeIf(String::isEmpty);
        return problems;
    }

    private List<String> images(List<String> old) throws IOException {
        List<String> images = new ArrayList<>(old);
        Path index = work.path(LAYOUT).resolve("index.json");
        if (Files.exists(index) && Files.readString(index).contains("\"after\"")) {
            images.add("after");
        }
        return images;
    }
}
