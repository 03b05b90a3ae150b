// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A reference to content: the only kind of edge between documents.
 *
 * @param mediaType what the content is said to be
 * @param digest the content's name
 * @param size length of the content in bytes, zero or more; {@link #SIZE_UNKNOWN} where a document names content without
 *     telling its length, as a schema 1 manifest does
 * @param urls other places of the content, in source order
 * @param annotations in source order
 * @param platform where the content is an image that says on what it runs
 * @param artifactType what an artifact is said to be
 * @param data the content itself, when it is embedded
 * @ambidock.rule image-spec, descriptor.md
 */
public record Descriptor(
        MediaType mediaType,
        Digest digest,
        long size,
        List<String> urls,
        Map<String, String> annotations,
        Optional<Platform> platform,
        Optional<String> artifactType,
        Optional<Bytes> data) {
    /** The size of content that is known by its digest only. */
    public static final long SIZE_UNKNOWN = -1;

    /** Copies the collections, keeping their order. */
    public Descriptor {
        urls = List.copyOf(urls);
        annotations = annotations.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
    }

    /** A reference with nothing but the three required members. */
    public static Descriptor of(MediaType mediaType, Digest digest, long size) {
        return new Descriptor(
                mediaType, digest, size, List.of(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same with these places where the content may be. */
    public Descriptor with(List<String> places) {
        return new Descriptor(mediaType, digest, size, places, annotations, platform, artifactType, data);
    }

    /** Whether both name the same content, whatever else they say of it. */
    public boolean sameContent(Descriptor other) {
        return size == other.size && digest.equals(other.digest);
    }

    // Written out, as in MediaType.
    @Override
    public boolean equals(Object other) {
        return other instanceof Descriptor descriptor
                && sameContent(descriptor)
                && mediaType.equals(descriptor.mediaType)
                && urls.equals(descriptor.urls)
                && annotations.equals(descriptor.annotations)
                && platform.equals(descriptor.platform)
                && artifactType.equals(descriptor.artifactType)
                && data.equals(descriptor.data);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    /** Type, digest and size in one line. */
    @Override
    public String toString() {
        return mediaType + " " + digest + " " + size;
    }
}
