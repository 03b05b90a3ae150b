// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.transport.ForeignLayers;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NamedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A source with the layers that it only tells where to find. Closing it closes neither. */
final class FetchingSource implements ImageSource {
    private final ImageSource source;
    private final ForeignLayers foreign;

    FetchingSource(ImageSource source, ForeignLayers foreign) {
        this.source = source;
        this.foreign = foreign;
    }

    @Override
    public InputStream open(Descriptor descriptor) throws IOException {
        return descriptor.urls().isEmpty() || source.exists(descriptor)
                ? source.open(descriptor)
                : foreign.open(descriptor);
    }

    @Override
    public InputStream openAt(Descriptor descriptor, long offset, long length) throws IOException {
        return source.openAt(descriptor, offset, length);
    }

    @Override
    public boolean exists(Descriptor descriptor) throws IOException {
        return source.exists(descriptor);
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    @Override
    public String locator() {
        return source.locator();
    }

    @Override
    public List<NamedImage> images() throws IOException {
        return source.images();
    }

    @Override
    public NamedImage image() throws IOException {
        return source.image();
    }

    @Override
    public List<Descriptor> referrers(Digest subject) throws IOException {
        return source.referrers(subject);
    }

    @Override
    public void expectReferrers(Digest subject) {
        source.expectReferrers(subject);
    }

    @Override
    public List<NamedImage> tiedByName(Digest subject) throws IOException {
        return source.tiedByName(subject);
    }

    @Override
    public void close() {
        // Both are their owners' to close.
    }
}
