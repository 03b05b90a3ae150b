// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.PeerTool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A docker-registry on the loopback address with a folder of its own; a shell keeps it, as it does a daemon. */
final class RegistryServer implements AutoCloseable {
    private static final String KEEPER = """
            home="$1" host="$2"
            printf '%s\\n' 'version: 0.1' 'log: {level: info, formatter: json}' \\
                "storage: {filesystem: {rootdirectory: $home/data}, delete: {enabled: true}}" \\
                "http: {addr: '$host'}" 'compatibility: {schema1: {enabled: true}}' >"$home/config.yml"
            docker-registry serve "$home/config.yml" >"$home/log" 2>&1 </dev/null &
            registry=$!
            for _ in $(seq 200); do
                if (exec 3<>"/dev/tcp/127.0.0.1/${host##*:}") 2>/dev/null; then
                    echo ready
                    break
                fi
                sleep 0.1
            done
            echo "no answer"
            read -r _
            kill "$registry" 2>/dev/null
            wait "$registry"
            rm -rf "$home"
            """;

    private final Path home;
    private final String host;
    private final Process keeper;

    private RegistryServer(Path home, String host, Process keeper) {
        this.home = home;
        this.host = host;
        this.keeper = keeper;
    }

    /** Starts a registry and waits until it answers. */
    static RegistryServer start() {
        return start("127.0.0.1");
    }

    /** Starts a registry that is at the machine's IPv6 addresses too. */
    static RegistryServer startAtBoth() {
        return start("[::]");
    }

    private static RegistryServer start(String address) {
        PeerTool.need("docker-registry");
        try {
            Path home = Files.createTempDirectory("ambidock-registry");
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(address))) {
                port = free.getLocalPort();
            }
            String host = address + ":" + port;
            Process keeper = new ProcessBuilder("bash", "-c", KEEPER, "keeper", home.toString(), host)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader told = keeper.inputReader(StandardCharsets.UTF_8);
            assertThat(told.readLine()).as("docker-registry answers").isEqualTo("ready");
            return new RegistryServer(home, "127.0.0.1:" + port, keeper);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its address and port. */
    String host() {
        return host;
    }

    /** The requests that it answered so far, as it wrote them down, but for what its own log makes of the connection. */
    List<String> requests() throws IOException {
        return Files.readAllLines(home.resolve("log")).stream()
                .filter(line -> line.contains("\"msg\":\"response completed\"")
                        || line.contains("\"msg\":\"response completed with error\""))
                .toList();
    }

    @Override
    public void close() throws IOException {
        keeper.outputWriter(StandardCharsets.UTF_8).close();
        try {
            keeper.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(home).doesNotExist();
    }
}
