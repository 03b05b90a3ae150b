// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PlaceholderTest {
    @Test
    void readsJson() {
        assertThat(Placeholder.formatName()).isEqualTo("JSON");
    }

    @Test
    void knowsTheRootOfTheCheckout() {
        assertThat(Files.isRegularFile(Path.of(System.getProperty("ambidock.root"), "mvnw")))
                .isTrue();
    }
}
