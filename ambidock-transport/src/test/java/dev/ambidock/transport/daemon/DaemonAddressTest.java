// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.model.MalformedTextException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where people say that an engine is. */
class DaemonAddressTest {
    private static DaemonAddress of(String text) {
        return DaemonAddress.of(Optional.of(text), Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://h, http://h:2375",
        "tcp://h:9, http://h:9",
        "tcp://h:9/, http://h:9",
        "tcp://[::1]:9, http://[::1]:9",
        "tcp://127.0.0.1:65535, http://127.0.0.1:65535"
    })
    void enginesOnTcpAreAskedThere(String text, String base) {
        assertThat(of(text).base()).hasToString(base);
        assertThat(of(text).socket()).isEmpty();
    }

    @Test
    void socketsAreNamedByTheirPath() {
        assertThat(of("unix:///run/podman/podman.sock").socket()).contains(Path.of("/run/podman/podman.sock"));
        assertThat(of("unix:///run/podman/podman.sock")).hasToString("unix:///run/podman/podman.sock");
    }

    @Test
    void theEnvironmentSaysWhereUnlessSomebodyDoes() {
        Map<String, String> environment = Map.of("DOCKER_HOST", "tcp://there:1", "DOCKER_TLS_VERIFY", "1");
        assertThat(DaemonAddress.of(Optional.empty(), environment).base()).hasToString("https://there:1");
        assertThat(DaemonAddress.of(Optional.of("unix:///here"), environment).socket())
                .contains(Path.of("/here"));
        assertThat(DaemonAddress.of(Optional.empty(), Map.of("DOCKER_HOST", "")).socket())
                .contains(Path.of("/var/run/docker.sock"));
    }

    @ParameterizedTest
    @CsvSource({
        "ssh://h, over ssh",
        "npipe:////./pipe/docker_engine, over npipe",
        "fd://, over fd",
        "tcp://h:2375/prefix, without anything behind",
        "tcp://h:2375?x=y, without anything behind",
        "tcp://:2375, tcp://HOST",
        "tcp://docker_host:2375, no _ in the host",
        "tcp://h:65536, tcp://HOST",
        "tcp://h:99999999999, tcp://HOST",
        "unix://, unix:///PATH",
        "/var/run/docker.sock, unix:///PATH",
        "h:2375, unix:///PATH"
    })
    void whatIsNotReachedIsToldWithAReason(String text, String rule) {
        MalformedTextException refused = catchThrowableOfType(MalformedTextException.class, () -> of(text));
        assertThat(refused.rule()).contains(rule);
        assertThat(refused).hasMessageContaining(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh://ada:SECRET@h", "tcp://ada:SEC@RET@h:1", "tcp://ada:SECRET x@h"})
    void passwordsAreNotShown(String text) {
        MalformedTextException refused = catchThrowableOfType(MalformedTextException.class, () -> of(text));
        assertThat(refused.toString()).contains("***@h").doesNotContain("SEC").doesNotContain("ada");
    }

    @Test
    void aPathThatIsNoneIsRefused() {
        assertThat(catchThrowableOfType(MalformedTextException.class, () -> of("unix:///a\0b")))
                .isNotNull();
    }
}
