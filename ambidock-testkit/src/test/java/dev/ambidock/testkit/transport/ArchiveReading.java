// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.transport;

import dev.ambidock.document.Document;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.model.Role;
import dev.ambidock.table.FormatTable;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.archive.ArchiveLocator;
import dev.ambidock.transport.archive.ArchiveSource;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.io.BoundedRead;
import dev.ambidock.transport.io.HashingOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that an archive gives to a reader that trusts it.
 *
 * @param images names and root digests, one line each
 * @param content digests of all content, computed anew from the bytes that were given
 */
public record ArchiveReading(List<String> images, Set<String> content) {
    /** No more is unwrapped. */
    public static final long MOST_BYTES = 64 << 20;

    /** Reads everything to the end. */
    public static ArchiveReading of(String scheme, Path file, Path temporary) throws IOException {
        ArchiveLocator locator = ArchiveLocator.parse(scheme, file.toString());
        try (ImageSource source =
                ArchiveSource.open(locator, InputStream.nullInputStream(), Limits.defaults(), MOST_BYTES, temporary)) {
            return of(source);
        }
    }

    public static ArchiveReading of(ImageSource source) throws IOException {
        List<String> images = new ArrayList<>();
        Set<String> content = new TreeSet<>();
        for (NamedImage image : source.images()) {
            images.add(image.names() + " " + image.root().digest());
            read(source, image.root(), content, new HashSet<>());
        }
        return new ArchiveReading(images, content);
    }

    private static void read(ImageSource source, Descriptor at, Set<String> content, Set<Digest> seen)
            throws IOException {
        if (!seen.add(at.digest())) {
            return;
        }
        Role role = FormatTable.role(at.mediaType());
        if (role != Role.INDEX && role != Role.MANIFEST) {
            try (InputStream in = source.open(at);
                    HashingOutputStream out = new HashingOutputStream(
                            OutputStream.nullOutputStream(), at.digest().algorithm())) {
                in.transferTo(out);
                add(at, out.digest(), content);
            }
            return;
        }
        Bytes bytes;
        try (InputStream in = source.open(at)) {
            bytes = BoundedRead.all(in, Limits.defaults().documentBytes(), at.toString());
        }
        add(at, bytes.digest(at.digest().algorithm()), content);
        Document document = Documents.read(
                        bytes, Optional.of(at.mediaType()), DigestAlgorithm.SHA256, Limits.defaults())
                .orThrow();
        for (Edge edge : document.edges()) {
            read(source, edge.descriptor(), content, seen);
        }
    }

    private static void add(Descriptor asked, Digest given, Set<String> content) {
        if (!given.equals(asked.digest())) {
            throw new AssertionError(asked.digest() + " was given as content of " + given);
        }
        content.add(given.toString());
    }

    /** How reading all of it failed; empty if it did not. Other failures than those of the declared family are thrown. */
    public static Optional<FailureKind> failure(String scheme, Path file, Path temporary) throws IOException {
        try {
            of(scheme, file, temporary);
            return Optional.empty();
        } catch (ContentException e) {
            String said = e.getMessage() + " " + e.remedy();
            if (said.length() > 1000 || said.codePoints().anyMatch(c -> c < ' ' || c == 0x7F)) {
                throw new AssertionError("too long or unprintable: " + said, e);
            }
            return Optional.of(e.kind());
        }
    }
}
