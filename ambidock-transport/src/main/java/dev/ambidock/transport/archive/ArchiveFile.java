// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.transport.codec.LayerDecoder;
import dev.ambidock.transport.codec.LayerFormat;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.io.ChannelInput;
import dev.ambidock.transport.io.FileFailure;
import dev.ambidock.transport.io.TemporaryFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Brings an archive into the form in which it can be read in any order: a plain tar in a file.
 *
 * @param name of the archive in failures
 * @param mostBytes how long it may become when unwrapped, and its sparse files when unpacked
 * @param temporary folder for unwrapped ones
 */
record ArchiveFile(String name, long mostBytes, Path temporary) {
    private static final int BUFFER = 128 << 10;

    /** Opens a file, which may be wrapped in gzip or zstd; a wrapped one is unwrapped into a temporary file. */
    TarArchive open(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw ContentException.of(FailureKind.NOT_FOUND, name, "there is no such file");
        }
        if (Files.isDirectory(file)) {
            throw ContentException.of(FailureKind.UNSUPPORTED, name, "it is a folder, not an archive")
                    .trying("oci:" + file + " for an OCI layout");
        }
        try {
            return Files.isRegularFile(file) ? regular(file) : piped(file);
        } catch (IOException e) {
            throw FileFailure.of(name, e);
        }
    }

    private TarArchive piped(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return spool(in);
        }
    }

    private TarArchive regular(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        boolean kept = false;
        try {
            ChannelInput in = new ChannelInput(channel, 0, channel.size());
            byte[] head = in.readNBytes(LayerFormat.HEAD);
            if (LayerFormat.detect(head, head.length) != LayerFormat.TAR) {
                return spool(new ChannelInput(channel, 0, channel.size()));
            }
            kept = true;
            return TarArchive.open(channel, name, mostBytes);
        } finally {
            if (!kept) {
                channel.close();
            }
        }
    }

    /** Reads a stream to its end into a temporary file, unwrapping gzip or zstd. The stream is not closed. */
    TarArchive spool(InputStream in) throws IOException {
        PushbackInputStream peeked = new PushbackInputStream(in);
        int first = peeked.read();
        if (first < 0) {
            throw ContentException.of(FailureKind.MALFORMED, name, "it is empty")
                    .trying("the command that should have written it");
        }
        peeked.unread(first);
        TemporaryFile copy = TemporaryFile.create(temporary);
        boolean done = false;
        try {
            // Closing what unwraps frees its memory; the stream beneath is not ours to close.
            try (InputStream tar = LayerDecoder.open(new Unclosed(peeked), name).tar()) {
                copy(tar, FileFailure.naming("folder for temporary files " + temporary, copy.output()));
            }
            TarArchive archive = TarArchive.open(copy.channel(), name, mostBytes);
            done = true;
            return archive;
        } finally {
            if (!done) {
                copy.close();
            }
        }
    }

    private void copy(InputStream tar, OutputStream out) throws IOException {
        long written = 0;
        byte[] buffer = new byte[BUFFER];
        for (int n = tar.read(buffer); n >= 0; n = tar.read(buffer)) {
            written += n;
            if (written > mostBytes) {
                throw ContentException.of(
                        FailureKind.LIMIT_EXCEEDED, name, "unwrapped it is longer than " + mostBytes + " bytes");
            }
            out.write(buffer, 0, n);
        }
    }

    /** Lets the stream beneath open when it is closed. */
    private static final class Unclosed extends java.io.FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // Not ours.
        }
    }
}
