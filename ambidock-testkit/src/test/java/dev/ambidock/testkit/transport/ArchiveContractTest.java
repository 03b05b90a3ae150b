// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.testkit.contract.ImageSourceContract;
import dev.ambidock.testkit.contract.Place;
import dev.ambidock.testkit.contract.SinkSessionContract;
import dev.ambidock.testkit.contract.WriteThenReadContract;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.place.LayoutFiles;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.archive.ArchiveLocator;
import dev.ambidock.transport.archive.ArchiveShape;
import dev.ambidock.transport.archive.ArchiveSink;
import dev.ambidock.transport.archive.ArchiveSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Archives keep the contracts, in each shape that is written. */
class ArchiveContractTest {
    private static final long MOST_BYTES = 64 << 20;
    private static final String OCI = "oci-archive";
    private static final String DOCKER = "docker-archive";

    @TempDir
    Path temporary;

    @AfterEach
    void nothingIsLeft() throws IOException {
        try (Stream<Path> files = Files.walk(temporary)) {
            assertThat(files.map(f -> f.getFileName().toString())).noneMatch(name -> name.startsWith("."));
        }
    }

    private ImageSource source(String scheme, Path file, String choice) throws IOException {
        return ArchiveSource.open(
                ArchiveLocator.parse(scheme, file + choice),
                InputStream.nullInputStream(),
                Limits.defaults(),
                MOST_BYTES,
                temporary);
    }

    private ImageSource layout(String scheme, List<WholeImage> images, String choice) throws IOException {
        Path file = Files.createTempFile(temporary, "layout", ".tar");
        Files.write(file, LayoutFiles.of(images).tar().toBytes());
        return source(scheme, file, choice);
    }

    private Place place(String scheme, ArchiveShape shape) throws IOException {
        Path file = Files.createTempDirectory(temporary, "place").resolve("image.tar");
        return new FolderPlace(file) {
            @Override
            public ImageSink sink() throws IOException {
                return ArchiveSink.of(
                        ArchiveLocator.parse(scheme, file.toString()),
                        shape,
                        OutputStream.nullOutputStream(),
                        Limits.defaults(),
                        temporary);
            }

            @Override
            public ImageSource source(String choice) throws IOException {
                return ArchiveContractTest.this.source(scheme, file, choice);
            }
        };
    }

    @Nested
    class OciSource extends ImageSourceContract {
        @Override
        protected ImageSource open(List<WholeImage> images, String choice) throws IOException {
            return layout(OCI, images, choice);
        }
    }

    @Nested
    class DockerSourceOfLayout extends ImageSourceContract {
        @Override
        protected ImageSource open(List<WholeImage> images, String choice) throws IOException {
            return layout(DOCKER, images, choice);
        }
    }

    @Nested
    class OciSession extends SinkSessionContract {
        @Override
        protected Place newPlace() throws IOException {
            return place(OCI, ArchiveShape.LAYOUT);
        }
    }

    @Nested
    class OciWriteThenRead extends WriteThenReadContract {
        @Override
        protected Place newPlace() throws IOException {
            return place(OCI, ArchiveShape.LAYOUT);
        }

        @Override
        protected boolean adds() {
            return false;
        }
    }

    @Nested
    class HybridSession extends SinkSessionContract {
        @Override
        protected Place newPlace() throws IOException {
            return place(DOCKER, ArchiveShape.HYBRID);
        }
    }

    @Nested
    class HybridWriteThenRead extends WriteThenReadContract {
        @Override
        protected Place newPlace() throws IOException {
            return place(DOCKER, ArchiveShape.HYBRID);
        }

        @Override
        protected boolean adds() {
            return false;
        }
    }

    @Nested
    class ClassicSession extends SinkSessionContract {
        @Override
        protected Place newPlace() throws IOException {
            return place(DOCKER, ArchiveShape.CLASSIC);
        }

        @Override
        protected WholeImage sample() {
            return plain("first");
        }

        @Override
        protected WholeImage other() {
            return plain("second");
        }
    }

    @Nested
    class ClassicWriteThenRead extends WriteThenReadContract {
        @Override
        protected Place newPlace() throws IOException {
            return place(DOCKER, ArchiveShape.CLASSIC);
        }

        @Override
        protected List<WholeImage> samples() {
            return List.of(plain("first"), plain("second"));
        }

        @Override
        protected boolean adds() {
            return false;
        }

        @Override
        protected boolean keepsReferrers() {
            return false;
        }
    }

    private static WholeImage plain(String seed) {
        return SampleImages.plain(Family.DOCKER, seed)
                .named("example.org/sample/" + seed + ":v1")
                .build();
    }
}
