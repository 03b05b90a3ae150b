// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.daemon;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Limits;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.archive.ArchiveLocator;
import dev.ambidock.transport.archive.ArchiveSource;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.http.HttpTransfer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * An image of an engine. The engine writes it as an archive, which is kept in a temporary file while the source is open.
 * An engine with the classic store makes manifests up as it writes; one with containerd's store writes those that were
 * pulled. Thread-safe once open.
 */
public final class DaemonSource implements ImageSource {
    private final DaemonLocator locator;
    private final EngineApi engine;
    private final ArchiveSource archive;
    private final NamedImage image;

    private DaemonSource(DaemonLocator locator, EngineApi engine, ArchiveSource archive, NamedImage image) {
        this.locator = locator;
        this.engine = engine;
        this.archive = archive;
        this.image = image;
    }

    /**
     * Has the engine write the image.
     *
     * @param mostBytes how long the archive may become
     * @param temporary folder for it
     * @throws ContentException of kind NOT_FOUND if the engine has no such image, or there is no engine
     */
    public static DaemonSource open(
            DaemonLocator locator,
            DaemonAddress address,
            HttpTransfer.Settings http,
            Limits limits,
            long mostBytes,
            Path temporary)
            throws IOException {
        EngineApi engine = new EngineApi(address, http);
        try {
            if (engine.id(locator.reference()).isEmpty()) {
                throw ContentException.of(FailureKind.NOT_FOUND, locator.toString(), "the engine has no such image")
                        .trying(others(engine));
            }
            try (InputStream saved = engine.save(locator.reference())) {
                return of(locator, engine, archive(locator, saved, limits, mostBytes, temporary));
            }
        } catch (IOException | RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private static ArchiveSource archive(
            DaemonLocator locator, InputStream saved, Limits limits, long mostBytes, Path temporary)
            throws IOException {
        ArchiveLocator stream = ArchiveLocator.parse("docker-archive", "-");
        try {
            return ArchiveSource.open(stream, saved, limits, mostBytes, temporary);
        } catch (ContentException e) {
            String object = e.object().replace(stream.toString(), locator.toString());
            throw ContentException.of(e.kind(), object, e.problem())
                    .trying(e.remedy().isEmpty() ? "again, or docker save and docker-archive:" : e.remedy());
        }
    }

    private static DaemonSource of(DaemonLocator locator, EngineApi engine, ArchiveSource archive) throws IOException {
        try {
            NamedImage saved = archive.image();
            List<String> names = locator.tagged().stream().toList();
            return new DaemonSource(locator, engine, archive, new NamedImage(names, saved.root()));
        } catch (IOException | RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    private static String others(EngineApi engine) throws IOException {
        List<String> names = engine.list().stream()
                .flatMap(listed -> listed.names().stream())
                .limit(10)
                .toList();
        return names.isEmpty() ? "" : "one of its images: " + String.join(", ", names);
    }

    @Override
    public String locator() {
        return locator.toString();
    }

    @Override
    public List<NamedImage> images() {
        return List.of(image);
    }

    @Override
    public NamedImage image() {
        return image;
    }

    @Override
    public InputStream open(Descriptor descriptor) throws IOException {
        return archive.open(descriptor);
    }

    @Override
    public boolean exists(Descriptor descriptor) throws IOException {
        return archive.exists(descriptor);
    }

    @Override
    public List<Descriptor> referrers(Digest subject) throws IOException {
        return archive.referrers(subject);
    }

    @Override
    public void close() throws IOException {
        try (engine) {
            archive.close();
        }
    }
}
