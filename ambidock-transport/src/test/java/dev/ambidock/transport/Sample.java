// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.MediaType;
import dev.ambidock.table.MediaTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A small image with plain layers: its blobs and its manifest.
 *
 * @param layers plain tars, base layer first
 */
public record Sample(Bytes config, List<Bytes> layers, Bytes manifest, boolean docker) {

    /** An image whose layers each hold one file with one of these texts. */
    public static Sample of(boolean docker, String... texts) {
        List<Bytes> layers = new ArrayList<>();
        for (String text : texts) {
            layers.add(layer(text));
        }
        String diffIds = layers.stream().map(l -> "\"" + digest(l) + "\"").collect(Collectors.joining(","));
        Bytes config = Bytes.of("{\"architecture\":\"amd64\",\"os\":\"linux\",\"created\":\"2024-01-02T03:04:05Z\","
                + "\"config\":{\"Cmd\":[\"/hello\"],\"Healthcheck\":{\"Test\":[\"CMD\",\"true\"]}},"
                + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[" + diffIds + "]}}");
        String listed = layers.stream()
                .map(l -> json(docker ? MediaTypes.DOCKER_TAR : MediaTypes.OCI_TAR, l))
                .collect(Collectors.joining(","));
        Bytes manifest = Bytes.of("{\"schemaVersion\":2,\"mediaType\":\""
                + (docker ? MediaTypes.DOCKER_MANIFEST : MediaTypes.OCI_MANIFEST) + "\",\"config\":"
                + json(docker ? MediaTypes.DOCKER_CONFIG : MediaTypes.OCI_CONFIG, config) + ",\"layers\":[" + listed
                + "]}");
        return new Sample(config, layers, manifest, docker);
    }

    private static Bytes layer(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry("hello");
            entry.setSize(content.length);
            entry.setModTime(0);
            entry.setIds(0, 0);
            entry.setNames("", "");
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return Bytes.wrap(bytes.toByteArray());
    }

    /** An index of these images. */
    public static Bytes index(Sample... images) {
        boolean docker = images[0].docker;
        String entries = java.util.Arrays.stream(images)
                .map(i -> json(i.root().mediaType(), i.manifest))
                .collect(Collectors.joining(","));
        return Bytes.of("{\"schemaVersion\":2,\"mediaType\":\""
                + (docker ? MediaTypes.DOCKER_LIST : MediaTypes.OCI_INDEX) + "\",\"manifests\":[" + entries + "]}");
    }

    /** An artifact manifest about some subject. */
    public static Bytes artifact(Descriptor subject, String type) {
        return Bytes.of("{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_MANIFEST + "\",\"artifactType\":\""
                + type
                + "\",\"config\":" + json(MediaTypes.OCI_EMPTY, Bytes.of("{}")) + ",\"layers\":["
                + json(MediaTypes.OCI_EMPTY, Bytes.of("{}")) + "],\"subject\":{\"mediaType\":\"" + subject.mediaType()
                + "\",\"digest\":\"" + subject.digest() + "\",\"size\":" + subject.size() + "}}");
    }

    /** The manifest as a root. */
    public Descriptor root() {
        return descriptor(docker ? MediaTypes.DOCKER_MANIFEST : MediaTypes.OCI_MANIFEST, manifest);
    }

    public Descriptor configDescriptor() {
        return descriptor(docker ? MediaTypes.DOCKER_CONFIG : MediaTypes.OCI_CONFIG, config);
    }

    public Descriptor layerDescriptor(int i) {
        return descriptor(docker ? MediaTypes.DOCKER_TAR : MediaTypes.OCI_TAR, layers.get(i));
    }

    /** Writes layers, config and manifest; makes no root of it. */
    public void writeTo(SinkSession session) throws IOException {
        for (int i = 0; i < layers.size(); i++) {
            session.write(layerDescriptor(i), layers.get(i).stream());
        }
        session.write(configDescriptor(), config.stream());
        session.put(root(), manifest);
    }

    /** Writes the image alone, under these names. */
    public void commitTo(ImageSink sink, String... names) throws IOException {
        try (SinkSession session = sink.begin()) {
            writeTo(session);
            session.root(new NamedImage(List.of(names), root()));
            session.commit();
        }
    }

    public static Descriptor descriptor(MediaType type, Bytes content) {
        return Descriptor.of(type, digest(content), content.length());
    }

    /** The same descriptor with a type of artifact and annotations. */
    public static Descriptor entry(Descriptor bare, Optional<String> artifactType, Map<String, String> annotations) {
        return new Descriptor(
                bare.mediaType(),
                bare.digest(),
                bare.size(),
                List.of(),
                annotations,
                Optional.empty(),
                artifactType,
                Optional.empty());
    }

    public static Digest digest(Bytes content) {
        return content.digest(DigestAlgorithm.SHA256);
    }

    private static String json(MediaType type, Bytes content) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest(content) + "\",\"size\":" + content.length()
                + "}";
    }
}
