// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.transport;

import dev.ambidock.model.Limits;
import dev.ambidock.testkit.contract.ImageSourceContract;
import dev.ambidock.testkit.contract.Place;
import dev.ambidock.testkit.contract.SinkSessionContract;
import dev.ambidock.testkit.contract.WriteThenReadContract;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.place.FlatFiles;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.dir.DirLocator;
import dev.ambidock.transport.dir.DirSink;
import dev.ambidock.transport.dir.DirSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class DirContractTest {
    @TempDir
    Path temporary;

    private Place place() throws IOException {
        return new FolderPlace(Files.createTempDirectory(temporary, "place").resolve("image")) {
            @Override
            public ImageSink sink() {
                return new DirSink(DirLocator.parse(at().toString()), Limits.defaults());
            }

            @Override
            public ImageSource source(String choice) throws IOException {
                return DirSource.open(DirLocator.parse(at() + choice), Limits.defaults());
            }
        };
    }

    @Nested
    class Source extends ImageSourceContract {
        @Override
        protected ImageSource open(List<WholeImage> images, String choice) throws IOException {
            Path folder = Files.createTempDirectory(temporary, "source");
            FlatFiles.of(images.get(0)).writeTo(folder);
            return DirSource.open(DirLocator.parse(folder + choice), Limits.defaults());
        }

        @Override
        protected boolean keepsNames() {
            return false;
        }

        @Override
        protected boolean holdsSeveral() {
            return false;
        }

        @Override
        protected boolean knowsReferrers() {
            return false;
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

        /** A flat folder does not say by which algorithm its root is named. */
        @Override
        protected List<WholeImage> samples() {
            return SampleImages.all().stream()
                    .filter(i -> i.root().digest().hex().length() == 64)
                    .toList();
        }

        @Override
        protected boolean keepsNames() {
            return false;
        }

        @Override
        protected boolean holdsSeveral() {
            return false;
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
}
