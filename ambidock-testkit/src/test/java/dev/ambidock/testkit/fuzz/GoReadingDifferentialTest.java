// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.DocumentConverter;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Reading;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.plan.ConversionRequest.Style;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What is accepted here, a Go program reads the same, and planning answers every way. The inputs are good documents, hostile
 * ones, and seeded mutations of both; {@link ParserFuzzCampaignTest} takes many more, without the planning.
 */
class GoReadingDifferentialTest {
    private static final int MUTATIONS = 8_000;

    @Test
    void acceptedDocumentsAreReadAsGoReadsThem() {
        List<byte[]> seeds = FuzzSeeds.documents();
        int accepted = 0;
        for (byte[] seed : seeds) {
            accepted += compare("unchanged", seed);
        }
        assertThat(accepted).isGreaterThan(500);
        List<byte[]> good =
                seeds.stream().filter(GoReadingDifferentialTest::isAccepted).toList();
        accepted = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] text = i % 4 == 0 ? seeds.get(i % seeds.size()) : good.get(i % good.size());
            byte[] other = seeds.get((i * 31 + 7) % seeds.size());
            accepted += compare("mutation " + i, new Mutation(i).of(text, other));
        }
        assertThat(accepted).as("accepted mutations").isGreaterThan(MUTATIONS / 20);
    }

    private static boolean isAccepted(byte[] input) {
        return Documents.read(Bytes.wrap(input), Limits.defaults()).kind() == Reading.Kind.PARSED;
    }

    /** One if the input is accepted. */
    private static int compare(String name, byte[] input) {
        String shown = name + ": " + new String(input, StandardCharsets.UTF_8);
        try {
            planEveryWay(input);
            return DocumentRule.accepts(input) ? 1 : 0;
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            throw new AssertionError(shown, e);
        }
    }

    private static void planEveryWay(byte[] input) {
        for (Family target : new Family[] {Family.OCI, Family.DOCKER}) {
            for (Style style : Style.values()) {
                ConversionRequest request =
                        ConversionRequest.builder(target).style(style).build();
                DocumentConverter.of(request, Limits.defaults()).plan(input);
            }
        }
    }
}
