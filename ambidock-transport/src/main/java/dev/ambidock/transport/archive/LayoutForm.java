// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.json.GoJsonWriter;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Role;
import dev.ambidock.table.FormatTable;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.RootEntries;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An OCI layout in a tar, with or without the files that make it a {@code docker save} archive too. The index comes last:
 * a tar that was cut short names nothing that is missing.
 *
 * @ambidock.rule image-spec, image-layout.md; decision record 0010
 */
final class LayoutForm implements ArchiveForm {
    private static final String BLOBS = "blobs";

    private final KeptDocuments kept;
    private final Optional<String> givenName;
    private final boolean docker;
    private final Set<DigestAlgorithm> folders = EnumSet.noneOf(DigestAlgorithm.class);

    /**
     * A layout.
     *
     * @param givenName the name in the locator, to stand as given
     * @param docker whether it is a {@code docker save} archive too
     */
    LayoutForm(KeptDocuments kept, Optional<String> givenName, boolean docker) {
        this.kept = kept;
        this.givenName = givenName;
        this.docker = docker;
    }

    @Override
    public void begin(TarWriter tar) throws IOException {
        tar.file("oci-layout", Bytes.of("{\"imageLayoutVersion\":\"1.0.0\"}"));
    }

    @Override
    public Optional<String> place(Descriptor blob, TarWriter tar) throws IOException {
        DigestAlgorithm algorithm = blob.digest().algorithm();
        if (folders.isEmpty()) {
            tar.folder(BLOBS);
        }
        if (folders.add(algorithm)) {
            tar.folder(BLOBS + "/" + algorithm.id());
        }
        return Optional.of(path(blob.digest()));
    }

    private static String path(Digest digest) {
        return BLOBS + "/" + digest.algorithm().id() + "/" + digest.hex();
    }

    @Override
    public boolean needs(Descriptor blob) {
        Role role = FormatTable.role(blob.mediaType());
        return docker && (role == Role.MANIFEST || role == Role.INDEX);
    }

    @Override
    public void end(TarWriter tar, List<NamedImage> roots) throws IOException {
        if (docker) {
            savedImages(tar, roots);
        }
        GoJsonWriter out = new GoJsonWriter();
        out.beginObject();
        out.name("schemaVersion");
        out.integer(2);
        out.name("mediaType");
        out.text(MediaTypes.OCI_INDEX.text());
        out.name("manifests");
        out.beginArray();
        for (NamedImage root : roots) {
            RootEntries.of(root, givenName).forEach(entry -> RootEntries.write(entry, out));
        }
        out.endArray();
        out.endObject();
        tar.file("index.json", Bytes.wrap(out.toBytes()));
    }

    private void savedImages(TarWriter tar, List<NamedImage> roots) throws IOException {
        LoadableImages loadable = new LoadableImages(kept);
        SavedIndex saved = new SavedIndex();
        for (NamedImage root : roots) {
            loadable.of(root.root()).ifPresent(image -> {
                List<Digest> layers = image.layers().stream()
                        .map(l -> l.descriptor().digest())
                        .toList();
                saved.add(
                        path(image.config().descriptor().digest()),
                        root.names(),
                        layers.stream().map(LayoutForm::path).toList(),
                        // What Docker writes for plain layers since it writes layouts.
                        layers.isEmpty() ? "" : layers.get(layers.size() - 1).hex());
            });
        }
        saved.write(tar);
    }
}
