// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A file system that knows what would be there after a power cut: of a file what was forced to the disk, of a folder the names
 * it had when it was forced; of everything since then any part.
 */
final class DiskModel {
    private final Path folder;
    private final Node root;

    /** What is found after the power cut. */
    enum After {
        /** Everything: only the process ended. */
        ALL,
        /** Nothing but what was forced to the disk. */
        FORCED,
        /** Of the rest a part, by chance. */
        SOME
    }

    private static final class Node {
        final boolean isFolder;
        byte[] bytes = new byte[0];
        byte[] forced = new byte[0];
        final Map<String, Node> names = new TreeMap<>();
        final Map<String, Node> forcedNames = new TreeMap<>();

        Node(boolean isFolder) {
            this.isFolder = isFolder;
        }

        void force() {
            forced = bytes;
            forcedNames.clear();
            forcedNames.putAll(names);
        }
    }

    private DiskModel(Path folder, Node root) {
        this.folder = folder;
        this.root = root;
    }

    /** What is in a folder now, all of it lasting. */
    static DiskModel of(Path folder) throws IOException {
        return new DiskModel(folder, read(folder));
    }

    private static Node read(Path path) throws IOException {
        Node node = new Node(Files.isDirectory(path));
        if (node.isFolder) {
            try (Stream<Path> files = Files.list(path)) {
                for (Path file : files.toList()) {
                    node.names.put(file.getFileName().toString(), read(file));
                }
            }
        } else {
            node.bytes = Files.readAllBytes(path);
        }
        node.force();
        return node;
    }

    /**
     * As if the names in a folder had been given a moment ago, by a process that did not come to make them last.
     *
     * @param old paths of files, from the top, whose names are old
     */
    void forget(Path path, Set<String> old) {
        String above = folder.relativize(path) + "/";
        node(path).forcedNames.keySet().removeIf(name -> !old.contains(above + name));
    }

    void apply(DiskCall call) {
        Path path = Path.of(call.path());
        switch (call.kind()) {
            case CREATE -> file(path);
            case FOLDER -> parent(path).names.put(name(path), new Node(true));
            case WRITE -> write(file(path), (int) call.offset(), call.bytes().toArray());
            case CUT -> file(path).bytes = Arrays.copyOf(file(path).bytes, (int) call.offset());
            case SYNC -> node(path).force();
            case REMOVE -> parent(path).names.remove(name(path));
            case RENAME -> {
                Node moved = parent(path).names.remove(name(path));
                parent(Path.of(call.other())).names.put(name(Path.of(call.other())), moved);
            }
        }
    }

    /** Whether all that a file holds was forced to the disk. */
    boolean isForced(String path) {
        Node node = node(Path.of(path));
        return Arrays.equals(node.bytes, node.forced);
    }

    private static void write(Node file, int offset, byte[] bytes) {
        byte[] longer = Arrays.copyOf(file.bytes, Math.max(file.bytes.length, offset + bytes.length));
        System.arraycopy(bytes, 0, longer, offset, bytes.length);
        file.bytes = longer;
    }

    private Node file(Path path) {
        return parent(path).names.computeIfAbsent(name(path), name -> new Node(false));
    }

    private Node parent(Path path) {
        return node(path.resolveSibling("."));
    }

    private Node node(Path path) {
        Node node = root;
        Path below = folder.relativize(path.normalize());
        for (Path name : below) {
            if (!name.toString().isEmpty()) {
                node = node.names.get(name.toString());
            }
            if (node == null) {
                throw new IllegalStateException("no call made " + path);
            }
        }
        return node;
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    /** Lays down in an empty folder what is there after a power cut. */
    void writeTo(Path place, After after, Random random) throws IOException {
        write(root, place, after, random);
    }

    private static void write(Node node, Path place, After after, Random random) throws IOException {
        if (!node.isFolder) {
            Files.write(
                    place, after == After.ALL ? node.bytes : after == After.FORCED ? node.forced : some(node, random));
            return;
        }
        Files.createDirectories(place);
        TreeSet<String> names = new TreeSet<>(node.names.keySet());
        names.addAll(node.forcedNames.keySet());
        for (String name : names) {
            boolean now = after == After.ALL || (after == After.SOME && random.nextBoolean());
            Node child = (now ? node.names : node.forcedNames).get(name);
            if (child != null) {
                write(child, place.resolve(name), after, random);
            }
        }
    }

    /** What was forced, or the new length with a part of the new bytes and nothing for the rest. */
    private static byte[] some(Node file, Random random) {
        if (Arrays.equals(file.bytes, file.forced) || random.nextInt(4) == 0) {
            return file.forced;
        }
        byte[] part = Arrays.copyOf(file.bytes, random.nextInt(file.bytes.length + 1));
        return random.nextBoolean() ? part : Arrays.copyOf(part, file.bytes.length);
    }
}
