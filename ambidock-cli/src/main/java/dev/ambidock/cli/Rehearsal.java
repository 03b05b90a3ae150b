// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import dev.ambidock.cli.output.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the usual commands on a small image, so that a Java that keeps what it loaded and compiled (class-data sharing, an
 * ahead-of-time cache) starts them faster from then on. Prints nothing.
 */
public final class Rehearsal {
    /** Enough for the virtual machine to learn what runs often. */
    private static final int TAGS = 20;

    private static final String SAMPLE = "hello.docker-save.tar";

    private Rehearsal() {}

    /**
     * Runs the commands.
     *
     * @param args an empty folder to work in
     */
    public static void main(String[] args) throws IOException {
        Main.main(new String[] {"--version"});
        new HeadStart(true).run();
        Path folder = Path.of(args[0]);
        if (!perform(folder)) {
            Runtime.getRuntime().halt(1);
        }
        try {
            performWithRegistry(folder);
        } catch (IOException e) {
            // Where nothing may listen on loopback, the cache goes without.
        }
    }

    /** Whether every command went well that needs no network. */
    static boolean perform(Path folder) throws IOException {
        Path saved = folder.resolve(SAMPLE);
        try (InputStream in = Rehearsal.class.getResourceAsStream(SAMPLE)) {
            if (in == null) {
                return false;
            }
            Files.copy(in, saved);
        }
        String layout = "oci:" + folder.resolve("layout");
        String archive = "docker-archive:" + saved;
        boolean well = run("copy", archive, layout, "--compress", "gzip");
        well &= run("copy", layout, "docker-archive:" + folder.resolve("back.tar"));
        well &= run("copy", archive, "oci:" + folder.resolve("plain"), "--dry-run");
        well &= run("inspect", layout);
        well &= run("inspect", "--tree", archive);
        well &= run("verify", layout);
        well &= run("digest", layout, "--as", "docker");
        for (Path document : documents(folder.resolve("layout/blobs/sha256"))) {
            well &= run("convert", document.toString());
            well &= run("inspect", document.toString());
            well &= run("diff", document.toString());
        }
        return well;
    }

    /** Whether every command went well that needs a registry; the folder is the one of {@link #perform}. */
    static boolean performWithRegistry(Path folder) throws IOException {
        try (RehearsalRegistry registry = new RehearsalRegistry()) {
            String archive = "docker-archive:" + folder.resolve(SAMPLE);
            String repository = "docker://" + registry.host() + "/hello";
            boolean well = true;
            for (int i = 0; i < TAGS; i++) {
                well &= run("copy", archive, repository + ":t" + i, "--origin", "off");
            }
            well &= run("convert", repository, "--all-images", "--to", "oci");
            well &= run("convert", repository, "--all-images", "--to", "docker");
            well &= run("convert", "--in-place", "--to", "oci", repository + ":t0");
            well &= run("convert", repository + ":t1", "--to", "oci");
            well &= run("digest", repository + ":t1", "--as", "docker");
            well &= run("copy", repository + ":t0", repository + "-again:t0");
            well &= run("copy", repository + ":t0", "oci:" + folder.resolve("pulled"));
            well &= run("inspect", repository + ":t0");
            well &= run("tags", repository);
            return well;
        }
    }

    /** The layout's documents: what begins with a brace. */
    private static List<Path> documents(Path blobs) throws IOException {
        try (Stream<Path> files = Files.list(blobs)) {
            return files.filter(Rehearsal::isDocument).toList();
        }
    }

    private static boolean isDocument(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == '{';
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean run(String... args) {
        OutputStream nowhere = OutputStream.nullOutputStream();
        Environment environment = new Environment(Map.of(), false, false);
        int status = Cli.run(args, InputStream.nullInputStream(), nowhere, nowhere, environment);
        // A difference found is what diff is for.
        return status == 0 || args[0].equals("diff");
    }
}
