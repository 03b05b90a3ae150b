// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.document.ConfigDocument;
import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Edge;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Role;
import dev.ambidock.table.FormatTable;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The archive that Docker wrote before it wrote layouts. Each layer stands once as a plain tar; for readers of
 * {@code repositories}, each image has a chain of folders, one for each layer, whose {@code layer.tar} is a link to it.
 *
 * @ambidock.rule moby v24, image/tarexport/save.go; docker-image-spec v1.2
 */
final class ClassicForm implements ArchiveForm {
    private final KeptDocuments kept;
    private final Set<String> folders = new HashSet<>();

    ClassicForm(KeptDocuments kept) {
        this.kept = kept;
    }

    @Override
    public void begin(TarWriter tar) {
        // Nothing comes before the blobs.
    }

    @Override
    public Optional<String> place(Descriptor blob, TarWriter tar) throws ContentException {
        return switch (FormatTable.role(blob.mediaType())) {
            case MANIFEST -> Optional.empty();
            case CONFIG -> Optional.of(config(blob));
            case LAYER -> Optional.of(layer(blob));
            case INDEX, OTHER, UNKNOWN ->
                throw refused(blob, "a classic Docker archive has no place for " + blob.mediaType());
        };
    }

    private static String config(Descriptor config) {
        return config.digest().hex() + ".json";
    }

    private static String layer(Descriptor layer) throws ContentException {
        boolean plain = FormatTable.find(layer.mediaType())
                .filter(row -> row.isLayerOf(Compression.NONE) && !row.encrypted())
                .isPresent();
        if (!plain) {
            throw refused(layer, "layers in a classic Docker archive are plain tars, this is " + layer.mediaType());
        }
        return layer.digest().hex() + ".tar";
    }

    @Override
    public boolean needs(Descriptor blob) {
        Role role = FormatTable.role(blob.mediaType());
        return role == Role.MANIFEST || role == Role.CONFIG;
    }

    @Override
    public void end(TarWriter tar, List<NamedImage> roots) throws IOException {
        SavedIndex saved = new SavedIndex();
        for (NamedImage root : roots) {
            ManifestDocument manifest = manifest(root.root());
            List<Descriptor> layers =
                    manifest.layers().stream().map(Edge::descriptor).toList();
            List<String> paths = new java.util.ArrayList<>();
            for (Descriptor layer : layers) {
                if (!kept.has(layer.digest())) {
                    throw refused(layer, "a classic Docker archive must hold every layer, this one was not copied");
                }
                paths.add(layer(layer));
            }
            String top = folders(
                    tar,
                    config(manifest),
                    layers.stream().map(Descriptor::digest).toList());
            saved.add(config(manifest.config().descriptor()), root.names(), paths, top);
        }
        saved.write(tar);
    }

    private ManifestDocument manifest(Descriptor root) throws ContentException {
        Optional<Document> document = kept.document(root);
        if (document.isEmpty() || document.get().kind() != DocumentKind.MANIFEST) {
            throw refused(root, "a classic Docker archive holds single images only");
        }
        return (ManifestDocument) document.get();
    }

    private ConfigDocument config(ManifestDocument manifest) throws ContentException {
        Descriptor config = manifest.config().descriptor();
        Optional<Document> document = kept.document(config);
        if (document.isEmpty() || document.get().kind() != DocumentKind.CONFIG) {
            throw refused(config, "it is no image config that can be read");
        }
        return (ConfigDocument) document.get();
    }

    /** Writes the chain of an image, each of its folders once; gives the name of the last. */
    private String folders(TarWriter tar, ConfigDocument config, List<Digest> layers) throws IOException {
        String top = "";
        for (VersionOneLayer layer : VersionOneLayer.chain(config, layers)) {
            top = layer.id();
            if (folders.add(top)) {
                layer.write(tar);
            }
        }
        return top;
    }

    private static ContentException refused(Descriptor what, String problem) {
        return ContentException.of(FailureKind.UNSUPPORTED, what.digest().toString(), problem)
                .trying("the archive that is not classic: it can hold it");
    }
}
