// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An empty registry for each test, beside an empty daemon and images that a daemon built. */
@ExtendWith(Peers.class)
abstract class RegistryAndDaemon {
    @TempDir
    Path folder;

    final DockerDaemon docker;
    final BuiltImages images;
    RegistryServer registry;
    Workbench work;

    RegistryAndDaemon(DockerDaemon docker, BuiltImages images) {
        this.docker = docker;
        this.images = images;
    }

    @BeforeEach
    void start() throws Exception {
        work = new Workbench(folder);
        registry = RegistryServer.start();
        docker.clear(folder);
    }

    @AfterEach
    void stop() throws Exception {
        docker.clear(folder);
        registry.close();
    }
}
