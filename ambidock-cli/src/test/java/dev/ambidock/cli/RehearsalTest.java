// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher lets run before it keeps a cache goes well, so that the cache holds what is needed. */
class RehearsalTest {
    @Test
    void everyCommandWorks(@TempDir Path folder) throws IOException {
        assertThat(Rehearsal.withDocuments(folder)).isTrue();
        assertThat(Rehearsal.withImages(folder)).isTrue();
        assertThat(folder.resolve("layout/index.json")).isNotEmptyFile();
        assertThat(folder.resolve("back.tar")).isNotEmptyFile();
        try (RehearsalRegistry registry = new RehearsalRegistry()) {
            assertThat(Rehearsal.withRegistry(registry)).isTrue();
            assertThat(Rehearsal.withImages(registry, folder)).isTrue();
        }
        assertThat(folder.resolve("pulled/index.json")).isNotEmptyFile();
    }
}
