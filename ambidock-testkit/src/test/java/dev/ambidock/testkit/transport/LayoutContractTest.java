// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.transport;

import dev.ambidock.model.Limits;
import dev.ambidock.testkit.contract.ImageSourceContract;
import dev.ambidock.testkit.contract.Place;
import dev.ambidock.testkit.contract.SinkSessionContract;
import dev.ambidock.testkit.contract.WriteThenReadContract;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.place.LayoutFiles;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.layout.LayoutLocator;
import dev.ambidock.transport.layout.LayoutSink;
import dev.ambidock.transport.layout.LayoutSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class LayoutContractTest {
    @TempDir
    Path temporary;

    private Place place() throws IOException {
        return new FolderPlace(Files.createTempDirectory(temporary, "place").resolve("image"), ".ambidock.lock") {
            @Override
            public ImageSink sink() {
                return new LayoutSink(LayoutLocator.parse(at().toString()), Limits.defaults());
            }

            @Override
            public ImageSource source(String choice) throws IOException {
                return LayoutSource.open(LayoutLocator.parse(at() + choice), Limits.defaults());
            }
        };
    }

    @Nested
    class Source extends ImageSourceContract {
        @Override
        protected ImageSource open(List<WholeImage> images, String choice) throws IOException {
            Path folder = Files.createTempDirectory(temporary, "source");
            LayoutFiles.of(images).writeTo(folder);
            return LayoutSource.open(LayoutLocator.parse(folder + choice), Limits.defaults());
        }
    }

    @Nested
    class Session extends SinkSessionContract {
        @Override
        protected Place newPlace() throws IOException {
            return place();
        }
    }

    @Nested
    class WriteThenRead extends WriteThenReadContract {
        @Override
        protected Place newPlace() throws IOException {
            return place();
        }
    }
}
