// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.layout;

import dev.ambidock.document.Edge;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Limits;
import dev.ambidock.transport.ImageChoice;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NameAnnotations;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.io.VerifyingInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.List;

/** Reads an OCI layout folder. Thread-safe; holds no file open between calls. */
public final class LayoutSource implements ImageSource {
    private final LayoutFolder folder;
    private final LayoutLocator locator;

    private LayoutSource(LayoutFolder folder, LayoutLocator locator) {
        this.folder = folder;
        this.locator = locator;
    }

    /** Opens a layout; refuses a folder that is none. */
    public static LayoutSource open(LayoutLocator locator, Limits limits) throws IOException {
        LayoutFolder folder = new LayoutFolder(locator.folder(), limits);
        folder.requireLayout();
        return new LayoutSource(folder, locator);
    }

    @Override
    public String locator() {
        return locator.toString();
    }

    @Override
    public List<NamedImage> images() throws IOException {
        List<NamedImage> images = new ArrayList<>();
        for (Edge entry : folder.index().edges()) {
            images.add(new NamedImage(NameAnnotations.of(entry.descriptor()), entry.descriptor()));
        }
        return images;
    }

    @Override
    public NamedImage image() throws IOException {
        return ImageChoice.among(locator(), images(), locator.text());
    }

    @Override
    public InputStream open(Descriptor descriptor) throws IOException {
        return new VerifyingInputStream(folder.open(descriptor), descriptor);
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
