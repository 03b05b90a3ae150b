// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "docker.io, false, false, https://registry-1.docker.io",
        "example.org, false, false, https://example.org",
        "example.org:5000, true, false, http://example.org:5000",
        "localhost:5000, false, false, http://localhost:5000",
        "127.0.0.1, false, false, http://127.0.0.1",
        "127.8.9.1:80, false, false, http://127.8.9.1:80",
        "[::1]:5000, false, false, http://[::1]:5000",
        "[::1], false, false, http://[::1]",
        "[::1]:5000, false, true, https://[::1]:5000",
        "[0:0:0:0:0:0:0:1]:5000, false, false, http://[0:0:0:0:0:0:0:1]:5000",
        "[::ffff:7f00:1]:5000, false, false, http://[::ffff:7f00:1]:5000",
        "[::]:5000, false, false, https://[::]:5000",
        "[FD00::1]:5000, false, false, https://[FD00::1]:5000",
        "[fd00::1]:5000, false, false, https://[fd00::1]:5000",
        "registry.localhost, false, false, http://registry.localhost",
        "localhost.example.org, false, false, https://localhost.example.org",
        "127.0.0.1.example.org, false, false, https://127.0.0.1.example.org",
        "localhost:5000, false, true, https://localhost:5000"
    })
    void tlsIsTheRuleButOnThisMachine(String host, boolean plain, boolean tls, String base) {
        assertThat(new HostSettings(plain, tls).base(host).toString()).isEqualTo(base);
    }
}
