// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.image;

import com.github.luben.zstd.Zstd;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Family;
import dev.ambidock.model.MediaType;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.testkit.tar.TarDraft;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * A layer: a tar and what it is wrapped in. Immutable.
 *
 * @param tar the tar itself, whose digest is the diff ID
 * @param compression what wraps the tar
 * @param algorithm of the layer's digest; diff IDs are always SHA-256
 * @param foreign whether it is a foreign layer, whose blob stays where its {@code urls} say
 * @param label the media type, where it is not the one that fits
 * @param urls of its descriptor
 * @param annotations of its descriptor
 * @param bytes the tar wrapped: the blob
 */
public record LayerDraft(
        Bytes tar,
        Compression compression,
        DigestAlgorithm algorithm,
        boolean foreign,
        Optional<MediaType> label,
        List<String> urls,
        Map<String, String> annotations,
        Bytes bytes) {

    /** Copies the collections. */
    public LayerDraft {
        urls = List.copyOf(urls);
        annotations = new LinkedHashMap<>(annotations);
    }

    /** A plain layer with these files: a name, its content, a name ... */
    public static LayerDraft of(String... namesAndContents) {
        TarDraft tar = TarDraft.inMemory();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            tar.file(namesAndContents[i], namesAndContents[i + 1]);
        }
        return of(tar.toBytes());
    }

    /** A plain layer of these bytes, tar or not. */
    public static LayerDraft of(byte[] tar) {
        Bytes bytes = Bytes.of(tar);
        return new LayerDraft(
                bytes, Compression.NONE, DigestAlgorithm.SHA256, false, Optional.empty(), List.of(), Map.of(), bytes);
    }

    /** The same files in another wrapping. */
    public LayerDraft compressed(Compression wrapping) {
        Bytes wrapped = switch (wrapping) {
            case NONE -> tar;
            case GZIP -> Bytes.wrap(gzip(tar.toArray()));
            case ZSTD -> Bytes.wrap(Zstd.compress(tar.toArray()));
        };
        return new LayerDraft(tar, wrapping, algorithm, foreign, label, urls, annotations, wrapped);
    }

    /** The same layer under a SHA-512 digest. */
    public LayerDraft sha512() {
        return new LayerDraft(tar, compression, DigestAlgorithm.SHA512, foreign, label, urls, annotations, bytes);
    }

    /** The same as a foreign layer: its blob is not a part of the image. */
    public LayerDraft foreign(String... places) {
        return new LayerDraft(tar, compression, algorithm, true, label, List.of(places), annotations, bytes);
    }

    /** The same under any media type. */
    public LayerDraft labelled(MediaType type) {
        return new LayerDraft(tar, compression, algorithm, foreign, Optional.of(type), urls, annotations, bytes);
    }

    /** The same with one more annotation. */
    public LayerDraft annotation(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(annotations);
        more.put(name, value);
        return new LayerDraft(tar, compression, algorithm, foreign, label, urls, more, bytes);
    }

    /** Digest of the tar. */
    public Digest diffId() {
        return tar.digest(DigestAlgorithm.SHA256);
    }

    /** A reference from a manifest of this family. */
    public Descriptor descriptor(Family family) {
        return new Descriptor(
                label.orElseGet(() -> family == Family.DOCKER ? dockerType() : ociType()),
                bytes.digest(algorithm),
                bytes.length(),
                urls,
                annotations,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private MediaType dockerType() {
        return switch (compression) {
            case NONE -> foreign ? MediaTypes.DOCKER_FOREIGN_TAR : MediaTypes.DOCKER_TAR;
            case GZIP -> foreign ? MediaTypes.DOCKER_FOREIGN_GZIP : MediaTypes.DOCKER_GZIP;
            case ZSTD -> foreign ? MediaTypes.DOCKER_FOREIGN_ZSTD : MediaTypes.DOCKER_ZSTD;
        };
    }

    private MediaType ociType() {
        return switch (compression) {
            case NONE -> foreign ? MediaTypes.OCI_ND_TAR : MediaTypes.OCI_TAR;
            case GZIP -> foreign ? MediaTypes.OCI_ND_GZIP : MediaTypes.OCI_GZIP;
            case ZSTD -> foreign ? MediaTypes.OCI_ND_ZSTD : MediaTypes.OCI_ZSTD;
        };
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
