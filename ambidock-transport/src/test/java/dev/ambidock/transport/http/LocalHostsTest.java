// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalHostsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "A.LocalHost",
                "localhost.",
                "127.0.0.1",
                "127.8.9.1",
                "0.0.0.0",
                "169.254.169.254",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[::]",
                "[FE80::1]",
                "[fe90::1%eth0]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[0:0:0:0:0:ffff:a9fe:a9fe]"
            })
    void thisMachineIsKnownInEverySpelling(String host) {
        assertThat(LocalHosts.isLocal(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org",
                "localhost.example.org",
                "127.0.0.1.example.org",
                "10.0.0.1",
                "[fd00::1]",
                "[2001:db8::1]",
                "[::ffff:10.0.0.1]"
            })
    void othersAreOther(String host) {
        assertThat(LocalHosts.isLocal(host)).isFalse();
    }
}
