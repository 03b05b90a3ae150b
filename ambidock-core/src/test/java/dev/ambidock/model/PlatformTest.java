// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
    @ParameterizedTest
    @CsvSource({
        "linux/amd64, linux/amd64, true",
        "linux/amd64, linux/amd64/v3, true",
        "linux/amd64/v3, linux/amd64, false",
        "linux/amd64/v3, linux/amd64/v3, true",
        "linux/arm64, linux/arm64/v8, true",
        "linux/arm64/v8, linux/arm64, true",
        "linux/arm64/v9, linux/arm64, false",
        "linux/arm64, linux/arm64/v9, true",
        "linux/arm, linux/arm/v7, true",
        "linux/arm/v7, linux/arm, false",
        "linux/arm/v7, linux/arm/v6, false",
        "linux/amd64, windows/amd64, false",
        "linux/arm, linux/arm64, false",
        "Linux/amd64, linux/amd64, false",
    })
    void wishAcceptsEqualPlatformsAndAnyVariantIfItNamesNone(String wish, String actual, boolean accepted) {
        assertThat(Platform.parse(wish).accepts(Platform.parse(actual))).isEqualTo(accepted);
    }

    @Test
    void textOfAnotherFormIsRefused() {
        for (String text : new String[] {"", "linux", "linux/", "/amd64", "linux/amd64/v8/x", "linux/amd 64"}) {
            assertThatThrownBy(() -> Platform.parse(text)).isInstanceOf(MalformedTextException.class);
        }
    }
}
