// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeededBytesTest {
    @Test
    void sameSeedGivesSameBytes() {
        assertThat(SeededBytes.of(7, 33)).hasSize(33).isEqualTo(SeededBytes.of(7, 33));
        assertThat(SeededBytes.of(7, 33)).isNotEqualTo(SeededBytes.of(8, 33));
    }
}
