// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.layout;

import dev.ambidock.model.Descriptor;
import dev.ambidock.transport.io.BulkInputStream;
import dev.ambidock.transport.io.FileBacked;
import dev.ambidock.transport.io.Verified;
import dev.ambidock.transport.io.VerifyingInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** A blob of a layout: verified as it is read, and a plain file. */
final class StoredBlob extends BulkInputStream implements Verified, FileBacked {
    private final Path file;
    private final Descriptor descriptor;

    StoredBlob(InputStream in, Path file, Descriptor descriptor) {
        super(new VerifyingInputStream(in, descriptor));
        this.file = file;
        this.descriptor = descriptor;
    }

    @Override
    public Optional<Path> file() {
        return Optional.of(file);
    }

    @Override
    public boolean verifies(Descriptor expected) {
        return descriptor.sameContent(expected);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return in.read(buffer, offset, length);
    }
}
