// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.peers;

import static dev.ambidock.testkit.peers.Edits.image;
import static dev.ambidock.testkit.peers.Edits.layer;

import dev.ambidock.document.Documents;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Family;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.testkit.image.IndexDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.image.WholeImage.Kind;
import dev.ambidock.testkit.image.WholeImage.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows 51 and 68 to 75: schema 1. */
final class SchemaOneInputs {
    private static final String BASE_ID = "a".repeat(64);
    private static final String TOP_ID = "b".repeat(64);
    private static final String MIDDLE_ID = "c".repeat(64);
    private static final String CREATED = "\"created\":\"2016-01-01T00:00:00Z\"";
    private static final LayerDraft BASE = layer("base of old", Compression.GZIP);
    private static final LayerDraft TOP = layer("top of old", Compression.GZIP);
    private static final LayerDraft EMPTY = LayerDraft.of(new byte[1024]).compressed(Compression.GZIP);

    private SchemaOneInputs() {}

    static void addTo(Shelf shelf) {
        String base = entry(BASE_ID, "", "\"container_config\":{\"Cmd\":[\"ADD base\"]}");
        String top = top(BASE_ID, "\"docker_version\":\"1.9.1\"", "[\"sh\"]", "\"os\":\"linux\",");
        add(shelf, "schema1-throwaway", List.of(TOP, EMPTY, BASE), List.of(TOP, BASE), throwaway(true));
        add(shelf, "schema1-before-throwaway", List.of(TOP, EMPTY, BASE), List.of(TOP, EMPTY, BASE), throwaway(false));
        add(shelf, "schema1-double-ids", List.of(TOP, BASE, BASE), List.of(TOP, BASE), List.of(top, base, base));
        LayerDraft plain = layer("base of old", Compression.NONE);
        add(shelf, "schema1-plain-layers", List.of(TOP, plain), List.of(TOP, plain), List.of(top, base));
        for (String version : List.of("1.6.0", "1.8.2", "1.8.3", "dev")) {
            String told = "\"docker_version\":\"" + version + "\",\"x.unknown\":1";
            String made = top(BASE_ID, told, "[\"sh\"]", "\"os\":\"linux\",");
            add(shelf, "schema1-docker-" + version, List.of(TOP, BASE), List.of(TOP, BASE), List.of(made, base));
        }
        String old = top(BASE_ID, "\"docker_version\":\"1.9.1\"", "\"sh\"", "");
        add(shelf, "schema1-string-command", List.of(TOP, BASE), List.of(TOP, BASE), List.of(old, base));
        String windows = entry(BASE_ID, MIDDLE_ID, "\"os\":\"windows\"");
        add(shelf, "schema1-windows-parent", List.of(TOP, BASE), List.of(TOP, BASE), List.of(top, windows));
        wrong(shelf, List.of(top, base));
        child(shelf, List.of(top, base));
    }

    private static List<String> throwaway(boolean said) {
        return List.of(
                top(MIDDLE_ID, "\"docker_version\":\"1.9.1\"", "[\"sh\"]", "\"os\":\"linux\","),
                entry(MIDDLE_ID, BASE_ID, said ? "\"throwaway\":true" : "\"Size\":0"),
                entry(BASE_ID, "", "\"container_config\":{\"Cmd\":[\"ADD base\"]}"));
    }

    private static String top(String parent, String more, String command, String os) {
        return entry(
                TOP_ID,
                parent,
                "\"architecture\":\"amd64\"," + os + "\"config\":{\"Cmd\":" + command
                        + ",\"Healthcheck\":{\"Test\":[\"CMD\",\"true\"]}}," + more);
    }

    private static String entry(String id, String parent, String more) {
        String above = parent.isEmpty() ? "" : "\"parent\":\"" + parent + "\",";
        return "{\"id\":\"" + id + "\"," + above + CREATED + "," + more + "}";
    }

    private static void add(
            Shelf shelf, String name, List<LayerDraft> topFirst, List<LayerDraft> kept, List<String> entries) {
        put(shelf, name, whole(SignedManifest.of(topFirst, entries), topFirst), kept);
    }

    private static void put(Shelf shelf, String name, WholeImage image, List<LayerDraft> kept) {
        List<LayerDraft> baseFirst = new ArrayList<>(kept);
        Collections.reverse(baseFirst);
        WholeImage meant = meant(baseFirst.toArray(new LayerDraft[0]));
        shelf.image(name, image);
        shelf.meant(name, meant.named(Shelf.TAG));
        shelf.configIsMade(name);
    }

    /** The image that Docker makes, but for members of the config that differ from version to version. */
    private static WholeImage meant(LayerDraft... baseFirst) {
        String members = "\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"Cmd\":[\"sh\"],\"Healthcheck\":"
                + "{\"Test\":[\"CMD\",\"true\"]}}," + CREATED;
        return image(Family.DOCKER, baseFirst)
                .config(Edits.config(members, baseFirst))
                .build();
    }

    private static WholeImage whole(Bytes signed, List<LayerDraft> layers) {
        List<Part> parts = new ArrayList<>();
        for (LayerDraft layer : layers) {
            Part part = new Part(layer.descriptor(Family.DOCKER), layer.bytes(), Kind.BLOB);
            if (!parts.contains(part)) {
                parts.add(part);
            }
        }
        Digest digest = Documents.digest(signed, MediaTypes.DOCKER_SCHEMA1_SIGNED, DigestAlgorithm.SHA256);
        Descriptor root = Descriptor.of(MediaTypes.DOCKER_SCHEMA1_SIGNED, digest, signed.length());
        parts.add(new Part(root, signed, Kind.DOCUMENT));
        return new WholeImage(List.of(), root, parts);
    }

    /** The payload was changed after it had been signed. */
    private static void wrong(Shelf shelf, List<String> entries) {
        List<LayerDraft> layers = List.of(TOP, BASE);
        Bytes signed = SignedManifest.of(layers, entries);
        Bytes changed = Bytes.of(signed.utf8().replace("\"library/old\"", "\"library/odd\""));
        put(shelf, "schema1-wrong-signature", whole(changed, layers), layers);
    }

    private static void child(Shelf shelf, List<String> entries) {
        List<LayerDraft> layers = List.of(TOP, BASE);
        WholeImage old = whole(SignedManifest.of(layers, entries), layers);
        shelf.image(
                "schema1-child",
                IndexDraft.of(Family.DOCKER).entry("linux/amd64", old).build());
        WholeImage meant = meant(BASE, TOP);
        shelf.meant(
                "schema1-child",
                IndexDraft.of(Family.DOCKER)
                        .entry("linux/amd64", meant)
                        .named(Shelf.TAG)
                        .build());
        shelf.configIsMade("schema1-child");
    }
}
