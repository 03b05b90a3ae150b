// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.layout;

import dev.ambidock.document.Edge;
import dev.ambidock.document.IndexDocument;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Limits;
import dev.ambidock.transport.ImageChoice;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NameAnnotations;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.Referrers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an OCI layout folder. Thread-safe; holds no file open between calls. */
public final class LayoutSource implements ImageSource {
    private final LayoutFolder folder;
    private final LayoutLocator locator;
    private final Limits limits;
    private volatile @Nullable Known known;

    private LayoutSource(LayoutFolder folder, LayoutLocator locator, Limits limits) {
        this.folder = folder;
        this.locator = locator;
        this.limits = limits;
    }

    /** Opens a layout; refuses a folder that is none. */
    public static LayoutSource open(LayoutLocator locator, Limits limits) throws IOException {
        LayoutFolder folder = new LayoutFolder(locator.folder(), limits);
        folder.requireLayout();
        return new LayoutSource(folder, locator, limits);
    }

    @Override
    public String locator() {
        return locator.toString();
    }

    @Override
    public List<NamedImage> images() throws IOException {
        return roots(folder.index()).stream().filter(i -> !i.isAttachment()).toList();
    }

    @Override
    public NamedImage image() throws IOException {
        return ImageChoice.among(locator(), roots(folder.index()), locator.text());
    }

    @Override
    public List<Descriptor> referrers(Digest subject) throws IOException {
        IndexDocument index = folder.index();
        Known now = known;
        if (now == null || !now.index.equals(index.digest())) {
            now = new Known(index.digest(), Referrers.among(locator(), roots(index), this, limits));
            known = now;
        }
        return now.referrers.of(subject);
    }

    private static List<NamedImage> roots(IndexDocument index) {
        List<NamedImage> roots = new ArrayList<>();
        for (Edge entry : index.edges()) {
            roots.add(new NamedImage(NameAnnotations.of(entry.descriptor()), entry.descriptor()));
        }
        return NamedImage.merge(roots);
    }

    /** The referrers in one state of the index; every root has to be read to know them. */
    private record Known(Digest index, Referrers referrers) {}

    @Override
    public InputStream open(Descriptor descriptor) throws IOException {
        return new StoredBlob(folder.open(descriptor), folder.blob(descriptor.digest()), descriptor);
    }

    @Override
    public boolean exists(Descriptor descriptor) {
        Digest digest = descriptor.digest();
        return Files.isRegularFile(folder.blob(digest), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
