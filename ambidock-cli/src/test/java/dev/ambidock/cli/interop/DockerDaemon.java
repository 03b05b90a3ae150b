// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.PeerTool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A dockerd with a folder, a socket and images of its own, without network. A shell keeps it: when its input ends, because
 * this was closed or because this JVM died, it ends the daemon that it started and removes the folder.
 */
final class DockerDaemon implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String KEEPER = """
            home="$1"
            echo '{}' >"$home/daemon.json"
            dockerd --config-file "$home/daemon.json" --data-root "$home/data" --exec-root "$home/exec" \\
                --pidfile "$home/pid" --host "unix://$home/socket" --storage-driver vfs \\
                --iptables=false --ip6tables=false --bridge none >"$home/log" 2>&1 </dev/null &
            daemon=$!
            for _ in $(seq 600); do
                if docker --host "unix://$home/socket" version >/dev/null 2>&1; then
                    echo ready
                    break
                fi
                kill -0 "$daemon" 2>/dev/null || break
                sleep 0.1
            done
            echo "no answer"
            read -r _
            kill "$daemon" 2>/dev/null
            wait "$daemon"
            rm -rf "$home"
            """;

    private final Path home;
    private final Process keeper;

    private DockerDaemon(Path home, Process keeper) {
        this.home = home;
        this.keeper = keeper;
    }

    /** Starts a daemon and waits until it answers. */
    static DockerDaemon start() {
        PeerTool.need("dockerd");
        PeerTool.need("docker");
        PeerTool.need("root".equals(System.getProperty("user.name")), "dockerd runs as root");
        try {
            Path home = Files.createTempDirectory("ambidock-docker");
            Process keeper = new ProcessBuilder("bash", "-c", KEEPER, "keeper", home.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            DockerDaemon daemon = new DockerDaemon(home, keeper);
            BufferedReader told = keeper.inputReader(StandardCharsets.UTF_8);
            if (!"ready".equals(told.readLine())) {
                String log = Files.readString(home.resolve("log"));
                daemon.close();
                assertThat(log).as("dockerd answers; its log is this").isEmpty();
            }
            return daemon;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder that goes with the daemon. */
    Path home() {
        return home;
    }

    /** Runs the docker command, which must succeed, and gives what it printed. */
    String docker(Path folder, String... args) throws IOException, InterruptedException {
        PeerTool.Output output = attempt(folder, args);
        assertThat(output.status())
                .as("docker " + List.of(args) + ": " + output.err())
                .isZero();
        return output.out();
    }

    /** Runs the docker command. */
    PeerTool.Output attempt(Path folder, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker", "--host", "unix://" + home.resolve("socket")));
        command.addAll(List.of(args));
        Map<String, String> environment = Map.of(
                "DOCKER_CONFIG",
                home.resolve("client").toString(),
                // The classic builder: its configs hold more of what only Docker knows.
                "DOCKER_BUILDKIT",
                "0");
        return PeerTool.run(folder, environment, command, PATIENCE);
    }

    /** Removes all images. */
    void clear(Path folder) throws IOException, InterruptedException {
        String[] ids =
                docker(folder, "images", "--all", "--quiet", "--no-trunc").split("\\s+");
        List<String> remove = new ArrayList<>(List.of("rmi", "--force"));
        List.of(ids).stream().filter(id -> !id.isEmpty()).distinct().forEach(remove::add);
        if (remove.size() > 2) {
            // Parents go with their children, so that some are gone before their turn.
            attempt(folder, remove.toArray(String[]::new));
        }
        assertThat(docker(folder, "images", "--all", "--quiet")).isEmpty();
    }

    @Override
    public void close() throws IOException {
        keeper.outputWriter(StandardCharsets.UTF_8).close();
        try {
            assertThat(keeper.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("dockerd ends")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(home).doesNotExist();
    }
}
