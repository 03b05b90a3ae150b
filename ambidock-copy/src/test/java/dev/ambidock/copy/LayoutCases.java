// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.place.LayoutFiles;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.layout.LayoutLocator;
import dev.ambidock.transport.layout.LayoutSource;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** A sound layout folder, and one thing that is wrong with it. */
final class LayoutCases {
    private static final WholeImage IMAGE = ImageDraft.of(Family.OCI)
            .layer(LayerDraft.of("etc/motd", "welcome\n"))
            .named("example.org/sound:v1")
            .build();
    private static final Descriptor CONFIG = IMAGE.blobs().get(0).descriptor();
    private static final Descriptor LAYER = IMAGE.blobs().get(1).descriptor();
    private static final Descriptor ROOT = IMAGE.root();
    private static final String MARKER = "oci-layout";
    private static final String INDEX = "index.json";
    private static final String MALFORMED = "MALFORMED";
    private static final String MISMATCH = "MISMATCH";
    private static final String NOT_FOUND = "NOT_FOUND";
    private static final String UNSUPPORTED = "UNSUPPORTED";
    private static final String LIMIT = "LIMIT_EXCEEDED";

    private final List<BadInput> all;
    private final RegistryTrial trial;

    private LayoutCases(List<BadInput> all, RegistryTrial trial) {
        this.all = all;
        this.trial = trial;
    }

    /** Spoils the layout in a folder. */
    private interface Spoiling {
        void of(Path layout) throws IOException;
    }

    static void addTo(List<BadInput> all, RegistryTrial trial) {
        LayoutCases cases = new LayoutCases(all, trial);
        cases.add("sound", BadInput.TAKEN, layout -> {});
        cases.marker();
        cases.indexFile();
        cases.indexText();
        cases.blobs("layer", LAYER, NOT_FOUND);
        cases.blobs("config", CONFIG, NOT_FOUND);
        cases.blobs("manifest", ROOT, NOT_FOUND);
        cases.folders();
    }

    private void add(String name, String expected, Spoiling spoiling) {
        all.add(BadInput.of("layout", name, expected, folder -> {
            Path layout = folder.resolve("layout");
            LayoutFiles.of(List.of(IMAGE)).writeTo(layout);
            spoiling.of(layout);
            try (ImageSource source = LayoutSource.open(LayoutLocator.parse(layout.toString()), Limits.defaults())) {
                trial.copy(source, CopyRequest.keep());
            }
        }));
    }

    private void marker() {
        add("marker-missing", NOT_FOUND, layout -> Files.delete(layout.resolve(MARKER)));
        add("marker-empty", UNSUPPORTED, layout -> write(layout, MARKER, ""));
        add("marker-of-version-2", UNSUPPORTED, layout -> write(layout, MARKER, "{\"imageLayoutVersion\":\"2.0.0\"}"));
        add("marker-of-a-number", UNSUPPORTED, layout -> write(layout, MARKER, "{\"imageLayoutVersion\":1}"));
        add("marker-of-text", UNSUPPORTED, layout -> write(layout, MARKER, "hello"));
        add("marker-without-version", UNSUPPORTED, layout -> write(layout, MARKER, "{}"));
        add(
                "marker-with-byte-order-mark",
                UNSUPPORTED,
                layout -> write(layout, MARKER, "\uFEFF{\"imageLayoutVersion\":\"1.0.0\"}"));
        add("marker-of-a-mebibyte", LIMIT, layout -> write(layout, MARKER, " ".repeat(1 << 20)));
        special(MARKER);
    }

    private void special(String file) {
        add(file + "-is-a-folder", MALFORMED, layout -> Files.createDirectory(gone(layout, file)));
        add(file + "-is-a-fifo", MALFORMED, layout -> fifo(gone(layout, file)));
        add(file + "-is-a-socket", MALFORMED, layout -> socket(gone(layout, file)));
        add(file + "-is-a-link-inside", MALFORMED, layout -> {
            Files.copy(layout.resolve(file), layout.resolve("other"));
            Files.createSymbolicLink(gone(layout, file), Path.of("other"));
        });
        add(
                file + "-is-a-link-out",
                MALFORMED,
                layout -> Files.createSymbolicLink(gone(layout, file), Path.of("/etc/passwd")));
        add(
                file + "-is-a-link-to-a-device",
                MALFORMED,
                layout -> Files.createSymbolicLink(gone(layout, file), Path.of("/dev/zero")));
    }

    private void indexFile() {
        add("index-missing", NOT_FOUND, layout -> Files.delete(layout.resolve(INDEX)));
        add("index-of-ten-mebibytes", LIMIT, layout -> write(layout, INDEX, " ".repeat(10 << 20)));
        special(INDEX);
    }

    private void indexText() {
        index("empty", MALFORMED, text -> "");
        index("cut-short", MALFORMED, text -> text.substring(0, text.length() / 2));
        index("null", MALFORMED, text -> "null");
        index("a-list", MALFORMED, text -> "[" + text + "]");
        index("a-manifest", MALFORMED, text -> "{\"schemaVersion\":2,\"config\":{},\"layers\":[]}");
        index("manifests-null", MALFORMED, text -> "{\"schemaVersion\":2,\"manifests\":null}");
        index("manifests-twice", MALFORMED, text -> text.replace("]}", "],\"manifests\":[]}"));
        index("manifests-twin", MALFORMED, text -> text.replace("]}", "],\"Manifests\":[]}"));
        index("and-manifest", MALFORMED, text -> text.replace("]}", "],\"layers\":[]}"));
        index("trailing-text", MALFORMED, text -> text + text);
        index("byte-order-mark", MALFORMED, text -> "\uFEFF" + text);
        digest("a-path", MALFORMED, "sha256:../../../../etc/passwd");
        digest("upper-case", MALFORMED, "sha256:" + ROOT.digest().hex().toUpperCase(Locale.ROOT));
        digest("unknown-algorithm", MALFORMED, "md5:" + "0".repeat(32));
        digest("nobody", NOT_FOUND, "sha256:" + "0".repeat(64));
        digest("config", "MISSING_MEMBER", CONFIG.digest().toString());
        for (String size : new String[] {"-1", "1.5", "\"1\"", "9223372036854775808"}) {
            size(size, MALFORMED);
        }
        for (long size : new long[] {0, ROOT.size() - 1, ROOT.size() + 1, 1L << 62}) {
            size(Long.toString(size), MISMATCH);
        }
    }

    private void index(String name, String expected, UnaryOperator<String> edit) {
        add(
                "index-" + name,
                expected,
                layout -> write(layout, INDEX, edit.apply(Files.readString(layout.resolve(INDEX)))));
    }

    private void digest(String name, String expected, String digest) {
        index(
                "digest-of-" + name,
                expected,
                text -> text.replace(ROOT.digest().toString(), digest)
                        .replace("\"size\":" + ROOT.size(), "\"size\":" + CONFIG.size()));
    }

    private void size(String size, String expected) {
        index(
                "size-of-" + size.replace('"', '.'),
                expected,
                text -> text.replace("\"size\":" + ROOT.size(), "\"size\":" + size));
    }

    private void blobs(String what, Descriptor blob, String missing) {
        String file = path(blob.digest());
        add(what + "-missing", missing, layout -> Files.delete(layout.resolve(file)));
        add(what + "-with-a-wrong-bit", MISMATCH, layout -> {
            byte[] bytes = Files.readAllBytes(layout.resolve(file));
            bytes[bytes.length / 2] ^= 1;
            Files.write(layout.resolve(file), bytes);
        });
        add(what + "-cut-short", MISMATCH, layout -> {
            byte[] bytes = Files.readAllBytes(layout.resolve(file));
            Files.write(layout.resolve(file), Arrays.copyOf(bytes, bytes.length - 1));
        });
        add(what + "-with-a-byte-more", MISMATCH, layout -> {
            byte[] bytes = Files.readAllBytes(layout.resolve(file));
            Files.write(layout.resolve(file), Arrays.copyOf(bytes, bytes.length + 1));
        });
        add(what + "-empty", MISMATCH, layout -> write(layout, file, ""));
        add(
                what + "-in-upper-case",
                missing,
                layout -> Files.move(
                        layout.resolve(file),
                        layout.resolve("blobs/sha256")
                                .resolve(blob.digest().hex().toUpperCase(Locale.ROOT))));
        add(what + "-is-a-hard-link", BadInput.TAKEN, layout -> {
            Files.move(layout.resolve(file), layout.resolve("other"));
            Files.createLink(layout.resolve(file), layout.resolve("other"));
        });
        special(file.replace(blob.digest().hex(), what), file);
    }

    /** The same of a blob, whose name shall not stand in the table. */
    private void special(String name, String file) {
        int before = all.size();
        special(file);
        for (int i = before; i < all.size(); i++) {
            BadInput input = all.get(i);
            all.set(i, new BadInput(input.family(), input.name().replace(file, name), input.expected(), input.trial()));
        }
    }

    private void folders() {
        add("blobs-missing", NOT_FOUND, layout -> Files.move(layout.resolve("blobs"), layout.resolve("other")));
        add("blobs-is-a-file", NOT_FOUND, layout -> {
            Files.move(layout.resolve("blobs"), layout.resolve("other"));
            write(layout, "blobs", "");
        });
        add("blobs-is-a-link-inside", BadInput.TAKEN, layout -> {
            Files.move(layout.resolve("blobs"), layout.resolve("other"));
            Files.createSymbolicLink(layout.resolve("blobs"), Path.of("other"));
        });
        add("blobs-is-a-link-out", MALFORMED, layout -> {
            Files.move(layout.resolve("blobs"), layout.resolveSibling("outside"));
            Files.createSymbolicLink(layout.resolve("blobs"), Path.of("../outside"));
        });
        add("algorithm-is-a-link-out", MALFORMED, layout -> {
            Files.move(layout.resolve("blobs/sha256"), layout.resolveSibling("outside"));
            Files.createSymbolicLink(layout.resolve("blobs/sha256"), Path.of("../../outside"));
        });
        add("foreign-files-beside", BadInput.TAKEN, layout -> {
            write(layout, "README", "hello");
            write(layout, "blobs/sha256/README", "hello");
        });
        add("layout-is-a-link", BadInput.TAKEN, layout -> {
            Files.move(layout, layout.resolveSibling("outside"));
            Files.createSymbolicLink(layout, Path.of("outside"));
        });
        add("layout-is-a-file", NOT_FOUND, layout -> {
            Files.move(layout, layout.resolveSibling("outside"));
            Files.writeString(layout, "");
        });
    }

    private static String path(Digest digest) {
        return "blobs/sha256/" + digest.hex();
    }

    private static void write(Path layout, String file, String text) throws IOException {
        Files.writeString(layout.resolve(file), text);
    }

    private static Path gone(Path layout, String file) throws IOException {
        Files.delete(layout.resolve(file));
        return layout.resolve(file);
    }

    private static void fifo(Path path) throws IOException {
        try {
            new ProcessBuilder("mkfifo", path.toString()).start().waitFor();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** The file stays when the socket is closed. A path of a socket is short, so it is made elsewhere and moved. */
    private static void socket(Path path) throws IOException {
        Path made = Files.createTempDirectory("s").resolve("s");
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(made));
        }
        Files.move(made, path);
        Files.delete(made.getParent());
    }
}
