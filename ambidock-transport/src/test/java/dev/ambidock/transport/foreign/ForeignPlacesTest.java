// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambidock.model.MalformedTextException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignPlacesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.9.9.9",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:a00:1::1",
                "3fff::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "5f00::1"
            })
    void whatIsNotOfThePublicNetworkIsLeftAlone(String address) throws UnknownHostException {
        assertThat(ForeignPlaces.of(List.of()).permits("host.example", InetAddress.getByName(address)))
                .isFalse();
        assertThat(ForeignPlaces.of(List.of("host.example")).permits("HOST.example", InetAddress.getByName(address)))
                .as("a named host may be anywhere")
                .isTrue();
        assertThat(ForeignPlaces.of(List.of("other.example")).permits("host.example", InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.0", "172.15.0.1", "172.32.0.1",
                "192.0.1.1", "198.17.0.1", "198.20.0.0", "223.255.255.255", "2001:200::1", "2606:4700::1111", "2a00::1"
            })
    void publicAddressesMayBeAsked(String address) throws UnknownHostException {
        assertThat(ForeignPlaces.of(List.of()).permits("host.example", InetAddress.getByName(address)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "https://a", "ada@a", "a?b", "a:99999", "a b", "a#b"})
    void aNamedHostIsAHost(String text) {
        assertThatThrownBy(() -> ForeignPlaces.of(List.of(text))).isInstanceOf(MalformedTextException.class);
    }
}
