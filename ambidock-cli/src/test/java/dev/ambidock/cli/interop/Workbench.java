// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.PeerTool;
import dev.ambidock.cli.Session;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.place.LayoutFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder in which Ambidock and its peers work in turn. Relative paths mean that folder; what runs must succeed. */
record Workbench(Path folder) {
    Path path(String name) {
        return folder.resolve(name);
    }

    /** The place of this scheme and name in the folder. */
    String at(String scheme, String name) {
        return scheme + ":" + path(name);
    }

    /** Runs Ambidock in this process. */
    Session.Result ambidock(String... args) {
        Session.Result result = attempt(args);
        assertThat(result.status())
                .as("ambidock " + List.of(args) + ": " + result.err())
                .isZero();
        return result;
    }

    /** Runs Ambidock in this process, which may fail. */
    Session.Result attempt(String... args) {
        return new Session(folder).run(args);
    }

    /** Copies, with more options parted by blanks. */
    Session.Result copy(String from, String to, String options) {
        List<String> args = new ArrayList<>(List.of("copy", from, to));
        args.addAll(words(options));
        return ambidock(args.toArray(String[]::new));
    }

    /** Runs another program. */
    String peer(String... command) throws IOException, InterruptedException {
        PeerTool.Output output = tryPeer(command);
        assertThat(output.status()).as(List.of(command) + ": " + output.err()).isZero();
        return output.out();
    }

    /** Runs another program, which may fail. */
    PeerTool.Output tryPeer(String... command) throws IOException, InterruptedException {
        return PeerTool.run(folder, List.of(command));
    }

    /** Copies with skopeo, with more options parted by blanks. */
    void skopeo(String from, String to, String options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("skopeo", "--insecure-policy", "copy", "--quiet"));
        command.addAll(words(options));
        command.addAll(List.of(from, to));
        peer(command.toArray(String[]::new));
    }

    /** The root document as skopeo gets it. */
    String root(String place) throws IOException, InterruptedException {
        return peer("skopeo", "inspect", "--raw", place);
    }

    /** The image ID as skopeo gets it: the digest of the config. */
    String imageId(String place) throws IOException, InterruptedException {
        return Session.digest(peer("skopeo", "inspect", "--raw", "--config", place));
    }

    /** Lays down images of the test kit as an OCI layout. */
    String layout(String name, WholeImage... images) throws IOException {
        LayoutFiles.of(List.of(images)).writeTo(path(name));
        return at("oci", name);
    }

    /** The names of the files below a folder. */
    List<String> files(String name) throws IOException {
        Path below = path(name);
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> below.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /** Options parted by blanks. */
    static List<String> words(String options) {
        return options.isBlank() ? List.of() : List.of(options.strip().split(" +"));
    }
}
