// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambidock.model.MalformedTextException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryLocatorTest {
    @ParameterizedTest
    @CsvSource({
        "//[::1]:5000/team/app:v1, [::1]:5000",
        "//[::1]/app, [::1]",
        "//[2001:DB8::5]/app:v1, [2001:DB8::5]",
        "//10.0.0.1:5000/app, 10.0.0.1:5000",
        "//registry:5000/app, registry:5000"
    })
    void addressesStandForHosts(String text, String host) {
        RegistryLocator locator = RegistryLocator.parse(text);
        assertThat(locator.name().host()).isEqualTo(host);
        assertThat(locator).hasToString("docker:" + text);
    }

    /** Names of images, but of no host that a URL can hold. */
    @ParameterizedTest
    @ValueSource(strings = {"//[abc]:5000/app", "//[1::2::3]/app", "//[:::]/app", "//127.1:5000/app", "//host.1/app"})
    void hostsOfNoUrlAreRefused(String text) {
        assertThatThrownBy(() -> RegistryLocator.parse(text))
                .isInstanceOf(MalformedTextException.class)
                .hasMessageContaining("no name of a host, and no address");
    }
}
