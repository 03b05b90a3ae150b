// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.testkit.GoAgreement;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.tar.TarDraft;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.archive.ArchiveLocator;
import dev.ambidock.transport.archive.ArchiveSource;
import dev.ambidock.transport.error.ContentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Archives that are sound but for the text of their {@code manifest.json}: what is accepted, Go finds in the same files. */
public final class SavedManifestCheck {
    private static final LayerDraft ONE = LayerDraft.of("etc/motd", "welcome\n");
    private static final LayerDraft TWO = LayerDraft.of("etc/issue", "stay\n");
    private static final Map<String, Bytes> FILES = files();

    private SavedManifestCheck() {}

    private static Map<String, Bytes> files() {
        Map<String, Bytes> files = new LinkedHashMap<>();
        files.put("one.json", config(ONE));
        files.put("two.json", config(ONE, TWO));
        files.put("one.tar", ONE.tar());
        files.put("d/two.tar", TWO.tar());
        return files;
    }

    private static Bytes config(LayerDraft... layers) {
        List<String> ids = new ArrayList<>();
        for (LayerDraft layer : layers) {
            ids.add("\"" + layer.diffId() + "\"");
        }
        return Bytes.of("{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":["
                + String.join(",", ids) + "]}}");
    }

    /** Texts that are accepted. */
    public static List<byte[]> seeds() {
        String one = "{\"Config\":\"one.json\",\"RepoTags\":[\"example.org/a:v1\"],\"Layers\":[\"one.tar\"]}";
        String two =
                "{\"Config\":\"two.json\",\"RepoTags\":null,\"Layers\":[\"./one.tar\",\"d/two.tar\"],\"Parent\":\"\"}";
        List<byte[]> seeds = new ArrayList<>();
        for (String text : List.of("[" + one + "]", "[" + two + "]", "[" + one + ",\n " + two + "]")) {
            seeds.add(text.getBytes(StandardCharsets.UTF_8));
        }
        return seeds;
    }

    /** Puts the text into an archive in this folder and reads all of that; whether it was accepted to the end. */
    public static boolean check(byte[] manifest, Path folder) throws IOException {
        TarDraft tar = TarDraft.inMemory();
        FILES.forEach(tar::file);
        Path file = folder.resolve("saved");
        Files.write(file, tar.file("manifest.json", manifest).toBytes());
        List<ManifestDocument> ours;
        try (ImageSource source = ArchiveSource.open(
                ArchiveLocator.parse("docker-archive", file.toString()),
                InputStream.nullInputStream(),
                Limits.defaults(),
                ArchiveReading.MOST_BYTES,
                folder)) {
            ArchiveReading.of(source);
            ours = read(source);
        } catch (ContentException e) {
            assertThat(e.problem()).isNotEmpty();
            return false;
        }
        compare(new String(manifest, StandardCharsets.UTF_8), manifest, ours);
        return true;
    }

    private static List<ManifestDocument> read(ImageSource source) throws IOException {
        List<ManifestDocument> documents = new ArrayList<>();
        for (NamedImage image : source.images()) {
            try (InputStream in = source.open(image.root())) {
                documents.add((ManifestDocument) Documents.read(Bytes.of(in.readAllBytes()), Limits.defaults())
                        .orThrow());
            }
        }
        return documents;
    }

    /** Images that are the same are one to us; Go's list may name them twice. */
    private static void compare(String shown, byte[] manifest, List<ManifestDocument> ours) {
        List<List<Digest>> go = new ArrayList<>();
        for (GoAgreement.Saved image : GoAgreement.saved(shown, manifest)) {
            List<Digest> content = new ArrayList<>(List.of(digest(shown, image.config())));
            image.layers().forEach(layer -> content.add(digest(shown, layer)));
            go.add(content);
        }
        List<List<Digest>> read = ours.stream().map(SavedManifestCheck::content).toList();
        assertThat(read).as("%s", shown).hasSameElementsAs(go);
    }

    private static List<Digest> content(ManifestDocument manifest) {
        List<Digest> content =
                new ArrayList<>(List.of(manifest.config().descriptor().digest()));
        for (Edge layer : manifest.layers()) {
            content.add(layer.descriptor().digest());
        }
        return content;
    }

    /** Go's tools look a name up after {@code path.Clean}. */
    private static Digest digest(String shown, String name) {
        Bytes content = FILES.get(Path.of(name).normalize().toString());
        assertThat(content).as("file %s of %s", name, shown).isNotNull();
        return content.digest(DigestAlgorithm.SHA256);
    }
}
