// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.transport.codec.LayerDecoder;
import dev.ambidock.transport.codec.LayerFormat;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Brings an archive into the form in which it can be read in any order: a plain tar in a file. */
final class ArchiveFile {
    private ArchiveFile() {}

    /** Opens a file, which may be wrapped in gzip or zstd; a wrapped one is unwrapped into a temporary file. */
    static TarArchive open(Path file, long mostBytes) throws IOException {
        String name = file.toString();
        if (!Files.exists(file)) {
            throw ContentException.of(FailureKind.NOT_FOUND, name, "there is no such file");
        }
        if (Files.isDirectory(file)) {
            throw ContentException.of(FailureKind.UNSUPPORTED, name, "it is a folder, not an archive")
                    .trying("oci:" + name + " for an OCI layout");
        }
        if (!Files.isRegularFile(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                return spool(in, name, mostBytes);
            }
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(LayerFormat.HEAD);
        }
        if (LayerFormat.detect(head, head.length) == LayerFormat.TAR) {
            return TarArchive.open(file, name, false);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return spool(in, name, mostBytes);
        }
    }

    /** Reads a stream to its end into a temporary file, unwrapping gzip or zstd. */
    static TarArchive spool(InputStream in, String name, long mostBytes) throws IOException {
        Path copy = Files.createTempFile("ambidock-", ".tar");
        boolean done = false;
        try {
            try (InputStream tar = LayerDecoder.open(in, name).tar();
                    var out = Files.newOutputStream(copy)) {
                long written = 0;
                byte[] buffer = new byte[128 << 10];
                for (int n = tar.read(buffer); n >= 0; n = tar.read(buffer)) {
                    written += n;
                    if (written > mostBytes) {
                        throw ContentException.of(
                                FailureKind.LIMIT_EXCEEDED,
                                name,
                                "unwrapped it is longer than " + mostBytes + " bytes");
                    }
                    out.write(buffer, 0, n);
                }
            }
            TarArchive archive = TarArchive.open(copy, name, true);
            done = true;
            return archive;
        } finally {
            if (!done) {
                Files.deleteIfExists(copy);
            }
        }
    }
}
