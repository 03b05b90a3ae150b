// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.credential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of both worlds, in the order in which they are asked: the one that was named; {@code $REGISTRY_AUTH_FILE};
 * {@code containers/auth.json} in {@code $XDG_RUNTIME_DIR} and the configuration folder; {@code config.json} in
 * {@code $DOCKER_CONFIG} or {@code ~/.docker}. A file that was named is asked alone. Thread-safe.
 *
 * @ambidock.rule containers-auth.json(5); docker login, "Credential stores"
 */
public final class CredentialFiles implements CredentialLookup {
    private final List<Path> files;
    private final boolean named;
    private final Map<String, String> environment;

    private CredentialFiles(List<Path> files, boolean named, Map<String, String> environment) {
        this.files = files;
        this.named = named;
        this.environment = environment;
    }

    /** The files that this environment has. */
    public static CredentialFiles of(Map<String, String> environment) {
        Optional<String> chosen = variable(environment, "REGISTRY_AUTH_FILE");
        if (chosen.isPresent()) {
            return at(Path.of(chosen.get()), environment);
        }
        List<Path> files = new ArrayList<>();
        Optional<Path> home = variable(environment, "HOME").map(Path::of);
        variable(environment, "XDG_RUNTIME_DIR").ifPresent(dir -> files.add(Path.of(dir, "containers/auth.json")));
        variable(environment, "XDG_CONFIG_HOME")
                .map(Path::of)
                .or(() -> home.map(h -> h.resolve(".config")))
                .ifPresent(dir -> files.add(dir.resolve("containers/auth.json")));
        dockerFile(environment).ifPresent(files::add);
        return new CredentialFiles(files, false, environment);
    }

    /** This file alone, which must be there once it is needed. */
    public static CredentialFiles at(Path file, Map<String, String> environment) {
        return new CredentialFiles(List.of(file), true, environment);
    }

    private static Optional<Path> dockerFile(Map<String, String> environment) {
        return variable(environment, "DOCKER_CONFIG")
                .map(Path::of)
                .or(() -> variable(environment, "HOME").map(h -> Path.of(h, ".docker")))
                .map(dir -> dir.resolve("config.json"));
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(v -> !v.isEmpty());
    }

    @Override
    public Optional<Credentials> find(String host, String repository) throws IOException {
        for (Path file : files) {
            if (named || Files.exists(file)) {
                Optional<Credentials> found = CredentialFile.read(file).find(host, repository, environment);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Where a login is kept: the file that was named, else Docker's if it is there, else the first place of the other world. */
    public Path forStoring() {
        Optional<Path> docker = dockerFile(environment).filter(files::contains).filter(Files::exists);
        return named ? files.get(0) : docker.orElseGet(() -> files.get(0));
    }

    /** All files that are there. */
    public List<Path> present() {
        return files.stream().filter(Files::exists).toList();
    }
}
