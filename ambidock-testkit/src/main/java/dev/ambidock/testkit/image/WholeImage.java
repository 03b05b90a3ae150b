// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.image;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.SinkSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An image with everything that is in it.
 *
 * @param names under which it is to be found, the fullest first
 * @param root the topmost document
 * @param parts all content, children before their parents, the root last, each digest once; what is foreign or missing in a
 *     sparse index is not among them
 */
public record WholeImage(List<String> names, Descriptor root, List<Part> parts) {

    /**
     * Some content of an image.
     *
     * @param descriptor names the content
     * @param content the bytes
     * @param kind how a destination takes it
     */
    public record Part(Descriptor descriptor, Bytes content, Kind kind) {}

    /** How a destination takes some content. */
    public enum Kind {
        /** A config or layer. */
        BLOB,
        /** A manifest, index or list. */
        DOCUMENT
    }

    /** Copies the lists. */
    public WholeImage {
        names = List.copyOf(names);
        parts = List.copyOf(parts);
    }

    /** The same image under other names. */
    public WholeImage named(String... others) {
        return new WholeImage(List.of(others), root, parts);
    }

    /** The image as a source presents it, apart from annotations. */
    public NamedImage namedImage() {
        return new NamedImage(names, root);
    }

    /** All content by digest, in the order of the parts. */
    public Map<Digest, Bytes> contents() {
        Map<Digest, Bytes> contents = new LinkedHashMap<>();
        parts.forEach(part -> contents.put(part.descriptor().digest(), part.content()));
        return contents;
    }

    /** The content that a descriptor names; none if it is not a part. */
    public Optional<Bytes> content(Descriptor descriptor) {
        return Optional.ofNullable(contents().get(descriptor.digest()));
    }

    /** The layers and configs. */
    public List<Part> blobs() {
        return parts.stream().filter(part -> part.kind() == Kind.BLOB).toList();
    }

    /** The same image without some content: a sparse one. */
    public WholeImage without(Digest missing) {
        return new WholeImage(
                names,
                root,
                parts.stream()
                        .filter(part -> !part.descriptor().digest().equals(missing))
                        .toList());
    }

    /** The same image with other bytes under a digest: a damaged one. */
    public WholeImage damaged(Digest where, Bytes bytes) {
        List<Part> changed = new ArrayList<>();
        for (Part part : parts) {
            boolean here = part.descriptor().digest().equals(where);
            changed.add(here ? new Part(part.descriptor(), bytes, part.kind()) : part);
        }
        return new WholeImage(names, root, changed);
    }

    /** Writes all parts and the root, but does not commit. */
    public void writeTo(SinkSession session) throws IOException {
        writePartsTo(session);
        session.root(namedImage());
    }

    /** Writes all parts, but makes none of them a root. */
    public void writePartsTo(SinkSession session) throws IOException {
        for (Part part : parts) {
            switch (part.kind()) {
                case BLOB -> session.write(part.descriptor(), part.content().stream());
                case DOCUMENT -> session.put(part.descriptor(), part.content());
            }
        }
    }

    /** Writes the image in a session of its own. */
    public void writeTo(ImageSink sink) throws IOException {
        writeAll(sink, List.of(this));
    }

    /** Writes images in one session. */
    public static void writeAll(ImageSink sink, List<WholeImage> images) throws IOException {
        try (SinkSession session = sink.begin()) {
            for (WholeImage image : images) {
                image.writeTo(session);
            }
            session.commit();
        }
    }

    /** The names, or else the digest. */
    @Override
    public String toString() {
        return names.isEmpty() ? root.toString() : String.join(" ", names);
    }
}
