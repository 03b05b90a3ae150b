// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.model.Limits;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.WireResponse;
import dev.ambidock.transport.credential.CredentialLookup;
import dev.ambidock.transport.daemon.DaemonAddress;
import dev.ambidock.transport.daemon.DaemonLocator;
import dev.ambidock.transport.daemon.DaemonSource;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.http.HttpTransfer;
import dev.ambidock.transport.http.Timeouts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Engines that fail or lie end a reading with a clear failure, in time, and leave nothing behind. */
@Timeout(60)
class HostileEngineTest {
    private static final String INSPECT = "/images/x:latest/json";
    private static final String SAVE = "/images/x:latest/get";

    @TempDir
    Path temporary;

    /** A registry in name only: every answer is scripted. */
    private FakeRegistry engine;

    @BeforeEach
    void start() throws IOException {
        engine = FakeRegistry.start();
    }

    @AfterEach
    void stop() throws IOException {
        engine.close();
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
    }

    private ContentException failure() {
        return failure(RegistryPair.settings(CredentialLookup.none()).http());
    }

    private ContentException failure(HttpTransfer.Settings http) {
        DaemonAddress address = DaemonAddress.of(Optional.of("tcp://" + engine.host()), Map.of());
        return catchThrowableOfType(
                ContentException.class,
                () -> DaemonSource.open(DaemonLocator.parse("x"), address, http, Limits.defaults(), 1 << 20, temporary)
                        .close());
    }

    private void has() {
        engine.faults().on("GET", INSPECT).answers(json("{\"Id\":\"sha256:" + "0".repeat(64) + "\"}"));
    }

    private static WireResponse json(String text) {
        return WireResponse.text(200, "application/json", text);
    }

    @Test
    void wordsInPlaceOfAnArchiveAreTold() {
        has();
        engine.faults().on("GET", SAVE).answers(json("{\"error\":\"disk on fire\"}"));
        assertThat(failure().getMessage())
                .contains("docker-daemon:x:latest", "the engine does not give it: disk on fire");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no archive at all", "", "<html>"})
    void whatIsNoArchiveIsNamedAsTheEnginesImage(String text) {
        has();
        engine.faults().on("GET", SAVE).answers(WireResponse.text(200, "application/x-tar", text));
        ContentException failure = failure();
        assertThat(failure.object()).startsWith("docker-daemon:x:latest");
        assertThat(failure.remedy()).isNotEmpty();
    }

    @Test
    void anArchiveThatIsCutShortNamesTheEngine() {
        has();
        engine.faults()
                .on("GET", SAVE)
                .answers(WireResponse.bytes(200, new byte[100_000]))
                .endAfter(50_000);
        assertThat(failure().getMessage()).contains("docker-daemon:x:latest", "http://" + engine.host());
    }

    @Test
    void anArchiveThatIsTooLongIsGivenUp() {
        has();
        engine.faults().on("GET", SAVE).answers(WireResponse.bytes(200, new byte[2 << 20]));
        assertThat(failure().kind()).isIn(FailureKind.LIMIT_EXCEEDED, FailureKind.MALFORMED);
    }

    @Test
    void anEngineSendsNobodyElsewhere() throws IOException {
        try (FakeRegistry other = FakeRegistry.start()) {
            engine.faults().on("GET", INSPECT).answers(307, "Location: http://" + other.host() + INSPECT);
            assertThat(failure().problem()).isEqualTo("the engine says 307");
            assertThat(other.wire().entries()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"[], names no ID", "{}, names no ID", "<html>, sends no JSON"})
    void whatIsNoEngineIsToldAsThat(String text, String problem) {
        engine.faults().on("GET", INSPECT).answers(json(text));
        ContentException failure = failure();
        assertThat(failure.object()).isEqualTo("http://" + engine.host());
        assertThat(failure.problem()).contains("what answers there is no engine", problem);
    }

    @Test
    void anEngineThatFallsSilentIsGivenUp() {
        engine.faults().on("GET", INSPECT).answers(json("{\"Id\":\"x\"}")).stallAfter(3);
        assertThat(failure().getMessage()).contains(engine.host());
    }

    @Test
    void anEngineMayPackAnImageInSilence() {
        has();
        HttpTransfer.Settings usual =
                RegistryPair.settings(CredentialLookup.none()).http();
        Timeouts once = usual.timeouts();
        Timeouts patient = new Timeouts(once.connect(), once.silence(), once.leastPerSecond(), Duration.ofSeconds(40));
        engine.faults()
                .on("GET", SAVE)
                .delayed(once.silence().multipliedBy(2))
                .answers(json("{\"error\":\"at last\"}"));
        assertThat(failure().getMessage()).contains("did not answer in time");
        HttpTransfer.Settings waiting = new HttpTransfer.Settings(
                usual.tls(),
                usual.proxies(),
                patient,
                usual.userAgent(),
                usual.socket(),
                usual.pause(),
                usual.executor());
        assertThat(failure(waiting).getMessage()).contains("at last");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"message\":\"no such image\"}|the engine has no such image",
                "<html>|the engine has no such image"
            })
    void anImageThatIsNotThereIsToldAsThat(String body, String problem) {
        engine.faults().on("GET", "/images/json").answers(json("[{\"Id\":\"y\",\"RepoTags\":[\"other:1\"]}]"));
        engine.faults().on("GET", INSPECT).answers(WireResponse.text(404, "text/plain", body));
        ContentException failure = failure();
        assertThat(failure.problem()).isEqualTo(problem);
        assertThat(failure.remedy()).contains("other:1");
    }
}
