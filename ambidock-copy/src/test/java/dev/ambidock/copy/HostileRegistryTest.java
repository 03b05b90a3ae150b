// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ambidock.model.ImageName;
import dev.ambidock.model.Limits;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.RegistryFaults.Rule;
import dev.ambidock.testkit.registry.RegistryGuard;
import dev.ambidock.testkit.registry.WireResponse;
import dev.ambidock.transport.credential.CredentialLookup;
import dev.ambidock.transport.credential.Credentials;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.registry.Registries;
import dev.ambidock.transport.registry.RegistrySource;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Registries that mean harm: each ends in a clear error, soon, and nothing is left at the destination. */
@Timeout(60)
class HostileRegistryTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final WholeImage image = SampleImages.docker("example.org/sample/docker:v1");

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static void forEver(OutputStream out) throws IOException {
        byte[] block = new byte[1 << 16];
        while (true) {
            out.write(block);
        }
    }

    private static Map<String, Consumer<Rule>> tricks() {
        Map<String, Consumer<Rule>> tricks = new LinkedHashMap<>();
        tricks.put(
                "an endless body",
                rule -> rule.answers(new WireResponse(200, List.of(), -1, HostileRegistryTest::forEver)));
        tricks.put(
                "an endless refusal",
                rule -> rule.answers(new WireResponse(404, List.of(), -1, HostileRegistryTest::forEver)));
        tricks.put(
                "a huge declared length",
                rule -> rule.answers(WireResponse.of(200, "Content-Length: 999999999999999")));
        tricks.put("a negative length", rule -> rule.answers(WireResponse.of(200, "Content-Length: -5")));
        tricks.put("a long header", rule -> rule.answers(200, "X-Long: " + "x".repeat(10 << 20)));
        tricks.put(
                "many headers", rule -> rule.answers(WireResponse.of(200, "X-Many: x\r\n".repeat(5000) + "X-Last: x")));
        tricks.put("a redirect to itself", rule -> rule.changes(r -> WireResponse.of(307, "Location: ?again")));
        tricks.put("a redirect to a file", rule -> rule.answers(307, "Location: file:///etc/passwd"));
        tricks.put("a redirect to nowhere", rule -> rule.answers(302, "Location: http://"));
        tricks.put("no HTTP status", rule -> rule.answers(42));
        tricks.put("wrong bytes", rule -> rule.answers(WireResponse.text(200, "application/json", "{}")));
        tricks.put(
                "gzip that nobody asked for",
                rule -> rule.changes(r -> r.with("Content-Encoding: gzip").mapped(out -> new FilterOutputStream(out) {
                    @Override
                    public void write(byte[] b, int offset, int length) throws IOException {
                        out.write(new byte[length]);
                    }
                })));
        tricks.put("silence", rule -> rule.stallAfter(0));
        tricks.put("silence before an answer", rule -> rule.stallAfter(-1));
        return tricks;
    }

    static List<String> names() {
        return List.copyOf(tricks().keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void aTrickWithManifestsEndsSoon(String name) throws IOException {
        trick(name, "/manifests/");
    }

    @ParameterizedTest
    @MethodSource("names")
    void aTrickWithBlobsEndsSoon(String name) throws IOException {
        trick(name, "/blobs/");
    }

    private void trick(String name, String path) throws IOException {
        try (FakeRegistry source = FakeRegistry.start();
                FakeRegistry destination = FakeRegistry.start()) {
            source.content().put("app", "v1", image);
            tricks().get(name).accept(source.faults().on("GET", path));
            Throwable failure = catchThrowable(() -> new RegistryPair(threads)
                    .copy(source.host() + "/app:v1", destination.host() + "/app:v1", CopyRequest.keep()));
            assertThat(failure).isInstanceOf(IOException.class);
            assertThat(failure.getMessage()).hasSizeLessThan(1000).doesNotContain("\n");
            assertThat(destination.content().tags("app")).isEmpty();
            assertThat(source.wire().entries()).hasSizeLessThan(200);
        }
    }

    @Test
    void anEndlessListOfTagsEnds() throws IOException {
        try (FakeRegistry registry = FakeRegistry.start()) {
            AtomicInteger page = new AtomicInteger();
            registry.faults()
                    .on("GET", "/tags/list")
                    .changes(r -> WireResponse.text(200, "application/json", "{\"tags\":[null,\"sha256:x\",7]}")
                            .with("Link: </v2/app/tags/list?page=" + page.incrementAndGet() % 50 + ">; rel=\"next\""));
            ImageName name = ImageName.parse(registry.host() + "/app");
            Registries registries = new Registries(RegistryPair.settings(CredentialLookup.none()));
            try (RegistrySource source =
                    new RegistrySource(name, registries.repository(name), Limits.defaults(), registries)) {
                assertThat(catchThrowable(source::images))
                        .isInstanceOf(ContentException.class)
                        .hasMessageContaining("does not end");
            }
            assertThat(page.get()).isLessThan(60);
        }
    }

    @Test
    void anUploadThatTheRegistrySendsElsewhereTellsNobodyWhoAsks() throws IOException {
        try (FakeRegistry source = FakeRegistry.start();
                FakeRegistry destination = FakeRegistry.start();
                FakeRegistry thief = FakeRegistry.start()) {
            source.content().put("app", "v1", image);
            destination.guardedBy(RegistryGuard.basic("ada", "s3cret-word"));
            destination
                    .faults()
                    .on("POST", "/blobs/uploads/")
                    .changes(r -> r.status() == 202
                            ? r.without("Location").with("Location: http://" + thief.host() + "/v2/app/blobs/uploads/x")
                            : r);
            catchThrowable(() -> new RegistryPair(threads)
                    .copy(
                            source.host() + "/app:v1",
                            destination.host() + "/app:v1",
                            CopyRequest.keep(),
                            CredentialLookup.always(Credentials.of("ada", "s3cret-word"))));
            assertThat(thief.wire().entries()).allMatch(e -> !e.headers().containsKey("authorization"));
        }
    }
}
