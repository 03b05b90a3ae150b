// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Limits;
import org.junit.jupiter.api.Test;

/** What is told of configs that are read in another way by Go's engines, or by nobody. */
class ConfigOdditiesTest {
    /** It looks like half of a pair, which is told and kept. */
    @Test
    void anEscapeWithoutANumberIsNoJsonInAConfigEither() {
        String text = "{\"os\":\"a\",\"rootfs\":{},\"note\":\"\\ud83l\"}";
        assertThat(Documents.read(Bytes.of(text), Limits.defaults()).findings())
                .extracting(f -> f.code().id())
                .containsExactly("malformed-json");
    }

    /** Go's engines would take these configs for ones with diff IDs, and without a layer in their history. */
    @Test
    void twinsInsideOfAConfigAreTold() {
        String text = "{\"os\":\"a\",\"rootfs\":{\"Type\":\"layers\",\"diff_IDS\":[]},"
                + "\"history\":[{\"created_by\":\"b\"},{\"Empty_layer\":true}]}";
        assertThat(Documents.read(Bytes.of(text), Limits.defaults()).findings())
                .extracting(f -> f.code().id() + " " + f.pointer())
                .containsExactly("config-oddity /rootfs", "config-oddity /rootfs", "config-oddity /history/1");
    }
}
