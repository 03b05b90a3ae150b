// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.benchmarks;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MediaType;
import dev.ambidock.table.MediaTypes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** Documents to measure with: the same bytes on every machine and run. */
final class SampleDocuments {
    /** Wide enough for the largest sample. */
    static final Limits LIMITS = new Limits(64 << 20, 64, 2_000_000, 200_000, 100_000, 2_000_000, 32);

    private static final String[] PROCESSORS = {"amd64", "arm64", "arm", "386", "ppc64le", "s390x", "riscv64"};

    private SampleDocuments() {}

    /**
     * A root with the documents beneath it.
     *
     * @param root the bytes to convert
     * @param children by digest
     */
    record Tree(Bytes root, Map<Digest, Bytes> children) {
        Optional<Bytes> child(Descriptor descriptor) {
            return Optional.ofNullable(children.get(descriptor.digest()));
        }

        /** Bytes of all documents. */
        long size() {
            return root.length()
                    + children.values().stream().mapToLong(Bytes::length).sum();
        }
    }

    /** A document alone. */
    static Tree alone(byte[] root) {
        return new Tree(Bytes.wrap(root), Map.of());
    }

    /** A Docker manifest in the compact spelling of the field's tools. */
    static byte[] manifest(int layers, long seed) {
        StringJoiner list = new StringJoiner(",", "[", "]");
        for (int i = 0; i < layers; i++) {
            list.add(descriptor(MediaTypes.DOCKER_GZIP, 20_000_000L + i, digest(seed * 1_000_003 + i + 1)));
        }
        return utf8("{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.DOCKER_MANIFEST + "\",\"config\":"
                + descriptor(MediaTypes.DOCKER_CONFIG, 7_023, digest(seed * 1_000_003)) + ",\"layers\":" + list + "}");
    }

    /** The same with a line for each member, indented by three blanks, as the Docker engine pushes it. */
    static byte[] indentedManifest(int layers, long seed) {
        String compact = new String(manifest(layers, seed), StandardCharsets.UTF_8);
        StringBuilder out = new StringBuilder(compact.length() * 2);
        int depth = 0;
        boolean text = false;
        for (int i = 0; i < compact.length(); i++) {
            char c = compact.charAt(i);
            text ^= c == '"';
            depth += text ? 0 : c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            if (!text && (c == '}' || c == ']')) {
                newLine(out, depth);
            }
            out.append(c);
            if (!text && c == ':') {
                out.append(' ');
            } else if (!text && (c == '{' || c == '[' || c == ',')) {
                newLine(out, depth);
            }
        }
        return utf8(out.toString());
    }

    private static void newLine(StringBuilder out, int depth) {
        out.append('\n').append("   ".repeat(depth));
    }

    /** A Docker list whose children, of the given number of layers each, are at hand. */
    static Tree list(int entries, int layersEach) {
        Map<Digest, Bytes> children = new HashMap<>();
        List<byte[]> manifests = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            manifests.add(manifest(layersEach, i + 1L));
        }
        byte[] root = index(MediaTypes.DOCKER_LIST, MediaTypes.DOCKER_MANIFEST, manifests, children);
        return new Tree(Bytes.wrap(root), children);
    }

    /** An OCI index of one entry: an OCI index with the given number of entries, whose children are at hand. */
    static Tree nested(int entries) {
        Map<Digest, Bytes> children = new HashMap<>();
        List<byte[]> manifests = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            manifests.add(ociManifest(i + 1L));
        }
        byte[] inner = index(MediaTypes.OCI_INDEX, MediaTypes.OCI_MANIFEST, manifests, children);
        byte[] root = index(MediaTypes.OCI_INDEX, MediaTypes.OCI_INDEX, List.of(inner), children);
        return new Tree(Bytes.wrap(root), children);
    }

    /** An OCI index of the given number of OCI indexes, each of one entry. */
    static Tree manyNested(int indexes) {
        Map<Digest, Bytes> children = new HashMap<>();
        List<byte[]> inner = new ArrayList<>();
        for (int i = 0; i < indexes; i++) {
            inner.add(index(MediaTypes.OCI_INDEX, MediaTypes.OCI_MANIFEST, List.of(ociManifest(i + 1L)), children));
        }
        return new Tree(Bytes.wrap(index(MediaTypes.OCI_INDEX, MediaTypes.OCI_INDEX, inner, children)), children);
    }

    /** An OCI manifest with the given number of annotations. */
    static byte[] annotated(int annotations) {
        StringJoiner map = new StringJoiner(",", "{", "}");
        for (int i = 0; i < annotations; i++) {
            map.add("\"org.example.note/" + i + "\":\"value " + i + "\"");
        }
        String bare = new String(ociManifest(1), StandardCharsets.UTF_8);
        return utf8(bare.substring(0, bare.length() - 1) + ",\"annotations\":" + map + "}");
    }

    private static byte[] ociManifest(long seed) {
        return utf8("{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_MANIFEST + "\",\"config\":"
                + descriptor(MediaTypes.OCI_CONFIG, 581, digest(seed * 1_000_003)) + ",\"layers\":["
                + descriptor(MediaTypes.OCI_GZIP, 3_333_333, digest(seed * 1_000_003 + 1)) + "]}");
    }

    private static byte[] index(
            MediaType type, MediaType entryType, List<byte[]> entries, Map<Digest, Bytes> children) {
        StringJoiner list = new StringJoiner(",", "[", "]");
        for (int i = 0; i < entries.size(); i++) {
            byte[] child = entries.get(i);
            Digest digest = DigestAlgorithm.SHA256.of(child);
            children.put(digest, Bytes.of(child));
            String bare = descriptor(entryType, child.length, digest);
            list.add(bare.substring(0, bare.length() - 1) + ",\"platform\":{\"architecture\":\""
                    + PROCESSORS[i % PROCESSORS.length] + "\",\"os\":\"linux\"}}");
        }
        return utf8("{\"schemaVersion\":2,\"mediaType\":\"" + type + "\",\"manifests\":" + list + "}");
    }

    private static String descriptor(MediaType type, long size, Digest digest) {
        return "{\"mediaType\":\"" + type + "\",\"size\":" + size + ",\"digest\":\"" + digest + "\"}";
    }

    private static Digest digest(long seed) {
        return DigestAlgorithm.SHA256.of(utf8("sample " + seed));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
