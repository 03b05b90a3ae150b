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
     * Runs the commands that share a cache.
     *
     * @param args which: {@code documents} for what reads files alone, {@code registry} for what moves no layers,
     *     {@code images} for all; and an empty folder to work in
     */
    public static void main(String[] args) throws IOException {
        Main.main(new String[] {"--version"});
        String kind = args[0];
        Path folder = Path.of(args[1]);
        new HeadStart(!kind.equals("documents")).run();
        boolean well = withDocuments(folder);
        if (kind.equals("images")) {
            well &= withImages(folder);
        }
        if (!well) {
            Runtime.getRuntime().halt(1);
        }
        if (!kind.equals("documents")) {
            rehearseRegistry(folder, kind.equals("images"));
        }
    }

    private static void rehearseRegistry(Path folder, boolean images) throws IOException {
        try (RehearsalRegistry registry = new RehearsalRegistry()) {
            withRegistry(registry);
            if (images) {
                withImages(registry, folder);
            }
        } catch (IOException e) {
            // Where nothing may listen on loopback, the cache goes without.
        }
    }

    /** Whether every command on documents in files went well. */
    static boolean withDocuments(Path folder) throws IOException {
        RehearsalImage image = RehearsalImage.numbered(0);
        Path manifest =
                Files.write(folder.resolve("manifest.json"), image.manifest().toArray());
        Path config = Files.write(folder.resolve("config.json"), image.config().toArray());
        Path converted = folder.resolve("oci.json");
        boolean well = run("convert", manifest.toString(), "-o", converted.toString());
        well &= run("digest", manifest.toString(), "--as", "oci");
        for (Path document : List.of(manifest, config, converted)) {
            well &= run("convert", document.toString());
            well &= run("convert", document.toString(), "--children", folder.toString());
            well &= run("inspect", document.toString());
            well &= run("diff", document.toString());
        }
        return well;
    }

    /** Whether every command on layouts and archives went well. */
    static boolean withImages(Path folder) throws IOException {
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
        return well;
    }

    /** Whether every command went well that moves manifests in a registry. */
    static boolean withRegistry(RehearsalRegistry registry) {
        for (int i = 0; i < TAGS; i++) {
            registry.hold("t" + i, RehearsalImage.numbered(i));
        }
        String repository = "docker://" + registry.host() + "/hello";
        boolean well = run("convert", repository + ":t1", "--to", "oci");
        well &= run("convert", repository, "--all-images", "--to", "oci");
        well &= run("convert", repository, "--all-images", "--to", "docker");
        well &= run("convert", "--in-place", "--to", "oci", repository + ":t0");
        well &= run("digest", repository + ":t1", "--as", "docker");
        well &= run("inspect", repository + ":t0");
        well &= run("tags", repository);
        return well;
    }

    /** Whether every command went well that moves layers to and from a registry; after {@link #withImages(Path)}. */
    static boolean withImages(RehearsalRegistry registry, Path folder) {
        String archive = "docker-archive:" + folder.resolve(SAMPLE);
        String repository = "docker://" + registry.host() + "/layers";
        boolean well = run("copy", archive, repository + ":v1");
        well &= run("copy", repository + ":v1", repository + "-again:v1");
        well &= run("copy", repository + ":v1", "oci:" + folder.resolve("pulled"));
        return well;
    }

    private static boolean run(String... args) {
        OutputStream nowhere = OutputStream.nullOutputStream();
        Environment environment = new Environment(Map.of(), false, false);
        int status = Cli.run(args, InputStream.nullInputStream(), nowhere, nowhere, environment);
        // A difference found is what diff is for.
        return status == 0 || args[0].equals("diff");
    }
}
