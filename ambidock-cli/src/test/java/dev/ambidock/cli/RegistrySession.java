// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session.Result;
import dev.ambidock.model.Digest;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.RegistryOptions;
import dev.ambidock.testkit.registry.WireLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs commands against a registry in this process. In lines, {@code HOST} stands for its address and port. */
final class RegistrySession implements AutoCloseable {
    private final FakeRegistry registry;
    private final Session cli;

    RegistrySession(Path folder) throws IOException {
        this(folder, RegistryOptions.standard());
    }

    RegistrySession(Path folder, RegistryOptions options) throws IOException {
        registry = FakeRegistry.start(options);
        cli = new Session(folder);
    }

    FakeRegistry registry() {
        return registry;
    }

    String host() {
        return registry.host();
    }

    /** Puts an image where it can be pulled, and gives its digest back. */
    String lay(String repository, String tag, WholeImage image) {
        registry.content().put(repository, tag, image);
        return image.root().digest().toString();
    }

    /** Forgets earlier requests and runs a command. */
    Result run(String line) {
        return typing("", line);
    }

    /** The same, with text on standard input. */
    Result typing(String stdin, String line) {
        registry.wire().clear();
        String[] args = line.replace("HOST", host()).split(" ", -1);
        return cli.run(stdin.getBytes(StandardCharsets.UTF_8), args);
    }

    /** Runs what must go well. */
    Result done(String line) {
        Result result = run(line);
        assertThat(result.status()).as(line + "\n" + result.err()).isZero();
        return result;
    }

    /** Runs what must fail in a certain way, with nothing on standard output. */
    Result fails(int status, String line) {
        Result result = run(line);
        assertThat(result.status()).as(line + "\n" + result.err()).isEqualTo(status);
        assertThat(result.out()).isEmpty();
        return result;
    }

    /** The digest that a tag stands for; empty if there is no such tag. */
    String tagged(String repository, String tag) {
        return Optional.ofNullable(registry.content().tags(repository).get(tag))
                .map(Digest::toString)
                .orElse("");
    }

    /** The media type of what a tag stands for. */
    String type(String repository, String tag) {
        return registry.content()
                .manifest(repository, Digest.parse(tagged(repository, tag)))
                .orElseThrow()
                .type();
    }

    /** Whether a document is there under its digest. */
    boolean holds(String repository, String digest) {
        return registry.content().manifest(repository, Digest.parse(digest)).isPresent();
    }

    /** What the last command asked. */
    List<WireLog.Entry> requests() {
        return registry.wire().entries();
    }

    /** What the last command asked to be changed. */
    List<WireLog.Entry> writes() {
        return requests().stream()
                .filter(e -> !e.method().equals("GET") && !e.method().equals("HEAD"))
                .toList();
    }

    @Override
    public void close() throws IOException {
        registry.close();
    }
}
