// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Compression;
import dev.ambidock.model.Family;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.plan.ConversionRequest.ConfigPolicy;
import dev.ambidock.plan.ConversionRequest.ZstdPolicy;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a consumer reads bounds what the destination may be given. */
class ConsumerProfileTest {
    private static final ConsumerProfile LAMBDA = ConsumerProfile.all().get(0);
    private static final ConsumerProfile LEGACY = ConsumerProfile.all().get(1);
    private static final ConsumerProfile STRICT = ConsumerProfile.all().get(2);

    @Test
    void eachIsFoundByItsName() {
        assertThat(ConsumerProfile.all()).hasSize(3);
        assertThat(ConsumerProfile.find("aws-lambda")).contains(LAMBDA);
        assertThat(ConsumerProfile.find("docker-legacy")).contains(LEGACY);
        assertThat(ConsumerProfile.find("oci-strict")).contains(STRICT);
        assertThat(ConsumerProfile.find("nobody")).isEmpty();
    }

    @Test
    void whatBothCanIsLeft() {
        SinkAbilities any = SinkAbilities.any();
        assertThat(LAMBDA.within(any))
                .isEqualTo(new SinkAbilities(
                        Set.of(Family.DOCKER, Family.OCI),
                        any.maxDocumentBytes(),
                        Set.of(Compression.GZIP, Compression.NONE),
                        false,
                        false));
        assertThat(LEGACY.within(any.withoutIndexes()).indexes()).isFalse();
        SinkAbilities legacy = LEGACY.within(any.withoutAttachments());
        assertThat(legacy.families()).containsExactly(Family.DOCKER);
        assertThat(legacy.indexes()).isTrue();
        assertThat(legacy.attachments()).isFalse();
        assertThat(LEGACY.within(any).attachments()).isTrue();
        SinkAbilities narrow =
                SinkAbilities.of(Set.of(Family.OCI), 7).withCompressions(Set.of(Compression.GZIP, Compression.ZSTD));
        assertThat(LAMBDA.within(narrow))
                .isEqualTo(new SinkAbilities(Set.of(Family.OCI), 7, Set.of(Compression.GZIP), false, false));
    }

    @Test
    void strictOnesWantConfigsOfOciAlone() {
        ConversionRequest policies =
                ConversionRequest.builder(Family.OCI).zstd(ZstdPolicy.KEEP).build();
        assertThat(LEGACY.within(policies)).isEqualTo(policies);
        assertThat(STRICT.within(policies))
                .isEqualTo(ConversionRequest.builder(Family.OCI)
                        .zstd(ZstdPolicy.KEEP)
                        .config(ConfigPolicy.STRICT)
                        .build());
    }
}
