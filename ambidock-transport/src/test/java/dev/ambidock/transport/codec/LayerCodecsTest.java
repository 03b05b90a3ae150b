// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambidock.model.Compression;
import dev.ambidock.model.MalformedTextException;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerCodecsTest {
    @ParameterizedTest
    @ValueSource(strings = {"gzip-ambidock1-3-1m", "gzip-libdeflate1-1-1m", "gzip-libdeflate1-9-1m"})
    void profilesHaveNames(String name) {
        assertThat(GzipProfile.parse(name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gzip",
                "gzip-ambidock1-0-1m",
                "gzip-ambidock1-10-1m",
                "gzip-zlib1-6-1m",
                "gzip-ambidock1-3-2m"
            })
    void otherNamesAreRefused(String name) {
        assertThatThrownBy(() -> GzipProfile.parse(name)).isInstanceOf(MalformedTextException.class);
    }

    @Test
    void theFastestThatRunsIsTaken() throws IOException {
        GzipCodec fastest = GzipCodec.fastest();
        assertThat(profile(LayerCodecs.standard()))
                .isEqualTo(GzipProfile.of(fastest, fastest.defaultLevel()).name());
        assertThat(profile(new LayerCodecs(Optional.empty(), Optional.of(7), ZstdProfile.standard())))
                .isEqualTo(GzipProfile.of(fastest, 7).name());
        assertThat(profile(LayerCodecs.portable())).isEqualTo("gzip-ambidock1-3-1m");
    }

    private static String profile(LayerCodecs codecs) throws IOException {
        return codecs.encoder(Compression.GZIP, Runnable::run).profile();
    }
}
