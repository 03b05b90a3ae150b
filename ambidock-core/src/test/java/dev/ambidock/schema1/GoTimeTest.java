// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.schema1;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2015-04-17T22:01:13.062208605Z, 2015-04-17T22:01:13.062208605Z",
        "2015-04-17T22:01:13.500Z, 2015-04-17T22:01:13.5Z",
        "2015-04-17T22:01:13.000Z, 2015-04-17T22:01:13Z",
        "2015-04-17T22:01:13+00:00, 2015-04-17T22:01:13Z",
        "2015-04-17T22:01:13-00:00, 2015-04-17T22:01:13Z",
        "2015-04-17T22:01:13.10-07:30, 2015-04-17T22:01:13.1-07:30",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "2016-02-29T23:59:59.0000000019Z, 2016-02-29T23:59:59.000000001Z",
    })
    void timesAreSpelledAsGoSpellsThem(String text, String expected) {
        assertThat(GoTime.respelled(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2015-04-17",
                "2015-04-17 22:01:13Z",
                "2015-04-17T22:01:13",
                "2015-02-29T00:00:00Z",
                "2015-04-17T24:00:00Z",
                "2015-04-17T23:59:60Z",
                "2015-04-17T22:01:13+24:00",
                "2015-04-17T22:01:13z",
                "12015-04-17T22:01:13Z"
            })
    void otherTextsAreNoTimes(String text) {
        assertThat(GoTime.respelled(text)).isEmpty();
    }
}
