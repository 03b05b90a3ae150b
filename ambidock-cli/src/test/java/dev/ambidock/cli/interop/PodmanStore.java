// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.PeerTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Images of podman's in a folder of their own. */
final class PodmanStore implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Limits that need no right to raise them; locks in files, so that nothing is left in shared memory. */
    private static final String SETTINGS = """
            [containers]
            default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
            [engine]
            cgroup_manager = "cgroupfs"
            events_logger = "file"
            lock_type = "file"
            runtime = "runc"
            """;

    private final Path home;

    private PodmanStore(Path home) {
        this.home = home;
    }

    static PodmanStore open() {
        PeerTool.need("podman");
        PeerTool.need("runc");
        PeerTool.need("root".equals(System.getProperty("user.name")), "podman runs as root");
        try {
            Path home = Files.createTempDirectory("ambidock-podman");
            Files.writeString(home.resolve("containers.conf"), SETTINGS);
            return new PodmanStore(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs podman, which must succeed, and gives what it printed. */
    String podman(Path folder, String... args) throws IOException, InterruptedException {
        PeerTool.Output output = PeerTool.run(folder, environment(), command(args), PATIENCE);
        assertThat(output.status())
                .as("podman " + List.of(args) + ": " + output.err())
                .isZero();
        return output.out();
    }

    /** Podman's socket, which speaks the Engine API while this is open. */
    Service service() throws IOException {
        Path socket = home.resolve("podman.sock");
        ProcessBuilder builder = new ProcessBuilder(command("system", "service", "--time=0", "unix://" + socket))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("service.log").toFile());
        builder.environment().putAll(environment());
        return new Service(socket, builder.start());
    }

    /** A process that listens. */
    record Service(Path socket, Process process) implements AutoCloseable {
        /** The address of the socket, once it is there. */
        String address() throws InterruptedException {
            for (int i = 0; i < 600 && process.isAlive() && !Files.exists(socket); i++) {
                Thread.sleep(100);
            }
            assertThat(socket).exists();
            return "unix://" + socket;
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    private Map<String, String> environment() {
        return Map.of("CONTAINERS_CONF", home.resolve("containers.conf").toString(), "TMPDIR", home.toString());
    }

    private List<String> command(String... args) {
        List<String> command = new ArrayList<>(List.of(
                "podman",
                "--root",
                home.resolve("root").toString(),
                "--runroot",
                home.resolve("run").toString(),
                "--tmpdir",
                home.resolve("tmp").toString(),
                "--storage-driver",
                "vfs"));
        command.addAll(List.of(args));
        return command;
    }

    /** What an image prints when it runs. */
    String run(Path folder, String image) throws IOException, InterruptedException {
        return podman(
                folder, "run", "--rm", "--network=none", "--no-healthcheck", "--no-hosts", "--hostname=probe", image);
    }

    /** All images: name, blank and image ID, a line each. */
    String images(Path folder) throws IOException, InterruptedException {
        return podman(
                folder, "images", "--no-trunc", "--sort=repository", "--format", "{{.Repository}}:{{.Tag}} {{.ID}}");
    }

    /** Removes all images. */
    void clear(Path folder) throws IOException, InterruptedException {
        podman(folder, "rmi", "--all", "--force");
    }

    @Override
    public void close() throws IOException {
        try {
            // Other people's files, some without the right to read them: rm is sure of itself.
            PeerTool.Output removed = PeerTool.run(home, List.of("rm", "-rf", home.toString()));
            assertThat(removed.status()).as(removed.err()).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
