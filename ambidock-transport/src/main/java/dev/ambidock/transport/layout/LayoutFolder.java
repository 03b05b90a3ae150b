// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.layout;

import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Documents;
import dev.ambidock.document.IndexDocument;
import dev.ambidock.document.Reading;
import dev.ambidock.json.JsonKind;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.io.BoundedRead;
import dev.ambidock.transport.io.DurableFile;
import dev.ambidock.transport.io.FileFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The files of an OCI layout and where they stand.
 *
 * @ambidock.rule image-spec, image-layout.md
 */
final class LayoutFolder {
    static final String MARKER = "oci-layout";
    static final String INDEX = "index.json";
    static final String BLOBS = "blobs";
    /** The bytes that the Go tools write. */
    static final Bytes MARKER_CONTENT = Bytes.of("{\"imageLayoutVersion\":\"1.0.0\"}");

    static final Bytes EMPTY_INDEX = Bytes.of(
            "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":[]}");
    private static final int MARKER_BYTES = 4096;

    private final Path root;
    private final Limits limits;

    LayoutFolder(Path root, Limits limits) {
        this.root = root;
        this.limits = limits;
    }

    Path root() {
        return root;
    }

    Path file(String name) {
        return root.resolve(name);
    }

    Path blobs(DigestAlgorithm algorithm) {
        return root.resolve(BLOBS).resolve(algorithm.id());
    }

    Path blob(Digest digest) {
        return blobs(digest.algorithm()).resolve(digest.hex());
    }

    /** Whether the marker file is there. */
    boolean isLayout() {
        return Files.exists(file(MARKER), LinkOption.NOFOLLOW_LINKS);
    }

    /** Refuses a folder that is no layout, or of a version that is not known. */
    void requireLayout() throws IOException {
        if (!Files.isDirectory(root)) {
            throw ContentException.of(FailureKind.NOT_FOUND, root.toString(), "there is no such folder");
        }
        if (!isLayout()) {
            throw ContentException.of(
                    FailureKind.NOT_FOUND,
                    root.toString(),
                    "the folder has no oci-layout file, so it is no OCI layout");
        }
        Bytes marker = read(file(MARKER), MARKER_BYTES);
        if (!marker.utf8().replaceAll("\\s", "").matches("\\{.*\"imageLayoutVersion\":\"1\\.[0-9.]+\".*\\}")) {
            throw ContentException.of(
                    FailureKind.UNSUPPORTED, file(MARKER).toString(), "the layout is not of version 1");
        }
    }

    /** Makes an empty layout. To be called under the lock. */
    void create() throws IOException {
        Path index = file(INDEX);
        if (Files.exists(index, LinkOption.NOFOLLOW_LINKS)
                && !read(index, limits.documentBytes()).equals(EMPTY_INDEX)) {
            throw ContentException.of(
                            FailureKind.MALFORMED,
                            root.toString(),
                            "it has an index.json but no oci-layout file: a layout that is broken")
                    .trying("another folder, or write the file oci-layout if you trust the rest: "
                            + MARKER_CONTENT.utf8());
        }
        // The index first: a layout without it is broken, an index without the marker is no layout yet.
        DurableFile.write(index, EMPTY_INDEX);
        DurableFile.write(file(MARKER), MARKER_CONTENT);
        DurableFile.syncName(root);
    }

    /** Makes the folder of an algorithm's blobs; one that a link leads out of the layout is refused. */
    void requireBlobs(DigestAlgorithm algorithm) throws IOException {
        Path blobs = blobs(algorithm);
        if (!Files.isDirectory(blobs)) {
            Files.createDirectories(blobs);
        }
        if (!blobs.toRealPath().startsWith(root.toRealPath())) {
            throw ContentException.of(
                    FailureKind.MALFORMED, blobs.toString(), "it is a link that leads out of the layout");
        }
    }

    /** Makes the names of an algorithm's blobs last, and those of the folders that they are in. */
    void syncBlobs(DigestAlgorithm algorithm) throws IOException {
        DurableFile.syncFolder(blobs(algorithm));
        DurableFile.syncFolder(root.resolve(BLOBS));
        DurableFile.syncFolder(root);
    }

    /** Refuses an index that nobody could read back. */
    Bytes requireReadable(Bytes index) throws ContentException {
        if (index.length() > limits.documentBytes()) {
            throw ContentException.of(
                            FailureKind.LIMIT_EXCEEDED,
                            file(INDEX).toString(),
                            "with the new entries it would have " + index.length() + " bytes, more than the limit of "
                                    + limits.documentBytes())
                    .trying("a second layout");
        }
        return index;
    }

    /** The index as it is now. */
    IndexDocument index() throws IOException {
        Path file = file(INDEX);
        Reading reading = Documents.read(
                read(file, limits.documentBytes()), Optional.of(MediaTypes.OCI_INDEX), DigestAlgorithm.SHA256, limits);
        if (reading.kind() == Reading.Kind.REJECTED) {
            throw ContentException.of(
                    FailureKind.MALFORMED,
                    file.toString(),
                    reading.findings().get(0).text());
        }
        Document document = reading.orThrow();
        if (document.kind() != DocumentKind.INDEX
                || !document.root().member("manifests").orElseThrow().is(JsonKind.ARRAY)) {
            throw ContentException.of(FailureKind.MALFORMED, file.toString(), "it has no list of manifests");
        }
        return (IndexDocument) document;
    }

    /** Opens a blob that is a plain file inside the layout; links, folders and pipes are refused. */
    InputStream open(Descriptor descriptor) throws IOException {
        Path file = blob(descriptor.digest());
        BasicFileAttributes attributes = attributes(file);
        if (!attributes.isRegularFile() || !file.toRealPath().startsWith(root.toRealPath())) {
            throw ContentException.of(
                    FailureKind.MALFORMED, file.toString(), "a blob must be a plain file inside the layout");
        }
        if (attributes.size() != descriptor.size() && descriptor.size() != Descriptor.SIZE_UNKNOWN) {
            throw ContentException.of(
                    FailureKind.MISMATCH,
                    descriptor.digest().toString(),
                    "it has " + attributes.size() + " bytes, its descriptor says " + descriptor.size());
        }
        try {
            return FileFailure.naming(file.toString(), Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            throw FileFailure.of(file.toString(), e);
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            throw missing(file);
        } catch (IOException e) {
            // What is beneath a file is told in different ways by different Javas.
            boolean beneathFile = !(e instanceof AccessDeniedException) && !Files.isDirectory(file.resolveSibling("."));
            throw beneathFile ? missing(file) : FileFailure.of(file.toString(), e);
        }
    }

    private static ContentException missing(Path file) {
        return ContentException.of(FailureKind.NOT_FOUND, file.toString(), "there is no such file");
    }

    private static Bytes read(Path file, int limit) throws IOException {
        if (!attributes(file).isRegularFile()) {
            throw ContentException.of(FailureKind.MALFORMED, file.toString(), "it is no plain file");
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return BoundedRead.all(in, limit, file.toString());
        } catch (IOException e) {
            throw FileFailure.of(file.toString(), e);
        }
    }
}
