// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.daemon;

import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Documents;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.document.Reading;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MediaType;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.SinkSession;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.http.Body;
import dev.ambidock.transport.io.FileFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gathers an image in a file, gives it to the engine, and looks whether the engine has it then. */
final class DaemonSession implements SinkSession {
    private final SinkSession archive;
    private final Path file;
    private final EngineApi engine;
    private final DaemonLocator locator;
    private final Map<String, Set<String>> expected = new LinkedHashMap<>();
    private final Map<Descriptor, Bytes> documents = new LinkedHashMap<>();

    DaemonSession(SinkSession archive, Path file, EngineApi engine, DaemonLocator locator) {
        this.archive = archive;
        this.file = file;
        this.engine = engine;
        this.locator = locator;
    }

    @Override
    public boolean has(Descriptor descriptor) throws IOException {
        return archive.has(descriptor);
    }

    @Override
    public void write(Descriptor descriptor, InputStream body) throws IOException {
        archive.write(descriptor, body);
    }

    @Override
    public Descriptor write(MediaType type, BlobProducer producer) throws IOException {
        return archive.write(type, producer);
    }

    @Override
    public void put(Descriptor descriptor, Bytes document) throws IOException {
        archive.put(descriptor, document);
        documents.put(descriptor, document);
    }

    @Override
    public void root(NamedImage image) throws IOException {
        archive.root(image);
        Set<String> ids = new HashSet<>(Set.of(image.root().digest().toString()));
        config(image.root()).ifPresent(ids::add);
        image.names().forEach(name -> expected.put(name, ids));
    }

    /** The image ID of the classic store. */
    private Optional<String> config(Descriptor root) {
        for (Map.Entry<Descriptor, Bytes> document : documents.entrySet()) {
            if (document.getKey().digest().equals(root.digest())) {
                Reading reading = Documents.read(
                        document.getValue(),
                        Optional.of(root.mediaType()),
                        root.digest().algorithm(),
                        Limits.defaults());
                if (reading.kind() != Reading.Kind.REJECTED && reading.orThrow().kind() == DocumentKind.MANIFEST) {
                    ManifestDocument manifest = (ManifestDocument) reading.orThrow();
                    return Optional.of(manifest.config().descriptor().digest().toString());
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void commit() throws IOException {
        archive.commit();
        FileFailure.checkInterrupt(locator.toString());
        engine.load(new Saved(file), locator.reference());
        for (Map.Entry<String, Set<String>> image : expected.entrySet()) {
            Optional<String> id = engine.id(image.getKey());
            if (id.isEmpty() || !image.getValue().contains(id.get())) {
                throw ContentException.of(
                        FailureKind.MISMATCH,
                        locator.toString(),
                        "the engine took the image, and has " + id.orElse("nothing") + " under " + image.getKey());
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (archive) {
            Files.deleteIfExists(file);
        }
    }

    private record Saved(Path file) implements Body {
        @Override
        public long length() {
            try {
                return Files.size(file);
            } catch (IOException e) {
                return -1;
            }
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try (InputStream in = Files.newInputStream(file)) {
                in.transferTo(out);
            }
        }
    }
}
