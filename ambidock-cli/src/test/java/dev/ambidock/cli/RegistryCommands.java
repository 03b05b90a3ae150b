// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What tests of commands on a registry begin with: a folder, and an empty registry. */
@Timeout(60)
abstract class RegistryCommands {
    @TempDir
    Path folder;

    RegistrySession session;

    @BeforeEach
    void startRegistry() throws IOException {
        session = new RegistrySession(folder);
    }

    @AfterEach
    void stopRegistry() throws IOException {
        session.close();
    }
}
