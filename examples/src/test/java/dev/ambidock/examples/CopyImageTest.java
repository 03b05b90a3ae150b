// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Limits;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.layout.LayoutLocator;
import dev.ambidock.transport.layout.LayoutSink;
import dev.ambidock.transport.layout.LayoutSource;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyImageTest {
    @TempDir
    Path folder;

    @Test
    void theExampleMakesADockerImage() throws IOException {
        String from = folder.resolve("from").toString();
        String to = folder.resolve("to").toString();
        try (LayoutSink sink = new LayoutSink(LayoutLocator.parse(from), Limits.defaults())) {
            SampleImages.oci("example.org/app:1").writeTo(sink);
        }
        CopyImage.main(new String[] {from, to});
        try (LayoutSource copied = LayoutSource.open(LayoutLocator.parse(to), Limits.defaults())) {
            NamedImage image = copied.image();
            assertThat(image.root().mediaType()).isEqualTo(MediaTypes.DOCKER_MANIFEST);
            assertThat(image.names()).contains("example.org/app:1");
        }
    }
}
