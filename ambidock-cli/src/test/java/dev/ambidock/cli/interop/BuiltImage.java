// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What dockerd knows of an image.
 *
 * @param id image ID, the digest of the config
 * @param inspected what {@code docker inspect} tells of it
 * @param printed what it prints when it runs
 */
record BuiltImage(String name, String id, String inspected, String printed) {
    private static final String TOLD = "{{.Id}} {{.Created}} {{.Os}}/{{.Architecture}} {{.DockerVersion}} {{.Author}}\n"
            + "{{json .Config}}\n{{json .ContainerConfig}}\n{{json .RootFS}}";

    static BuiltImage look(DockerDaemon docker, Path folder, String name) throws IOException, InterruptedException {
        return new BuiltImage(
                name,
                docker.docker(folder, "inspect", "--format", "{{.Id}}", name).strip(),
                docker.docker(folder, "inspect", "--format", TOLD, name),
                docker.docker(folder, "run", "--rm", "--network=none", "--hostname=probe", name));
    }
}
