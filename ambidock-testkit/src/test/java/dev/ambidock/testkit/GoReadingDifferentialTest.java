// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.DocumentConverter;
import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.document.Reading;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MediaType;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.plan.ConversionRequest.Style;
import dev.ambidock.testkit.GoJson.NoJson;
import dev.ambidock.testkit.document.RandomDocuments;
import dev.ambidock.testkit.document.RandomImage;
import dev.ambidock.testkit.hostile.HostileDocument;
import dev.ambidock.testkit.hostile.HostileDocuments;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What is accepted here, a Go program reads the same: no document is one thing to this library and another to the
 * engines. The inputs are good documents, hostile ones, and seeded mutations of both.
 */
class GoReadingDifferentialTest {
    private static final int MUTATIONS = 32_000;
    private static final int MOST_SEED_BYTES = 2_500;

    @Test
    void acceptedDocumentsAreReadAsGoReadsThem() {
        List<byte[]> seeds = seeds();
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

    private static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (HostileDocument hostile : HostileDocuments.all()) {
            byte[] bytes = hostile.bytes();
            if (bytes.length < MOST_SEED_BYTES && !hostile.name().startsWith("truncated")) {
                seeds.add(bytes);
            }
        }
        for (long seed = 0; seeds.size() < 2_000; seed++) {
            for (Family family : new Family[] {Family.OCI, Family.DOCKER}) {
                add(seeds, RandomDocuments.manifest(seed, family));
                add(seeds, RandomDocuments.index(seed, family));
            }
        }
        return seeds;
    }

    private static void add(List<byte[]> seeds, RandomImage image) {
        if (image.root().length() < MOST_SEED_BYTES) {
            seeds.add(image.root().toArray());
        }
    }

    /** One if the input is accepted. */
    private static int compare(String name, byte[] input) {
        String shown = name + ": " + new String(input, StandardCharsets.UTF_8);
        try {
            Reading reading = Documents.read(Bytes.wrap(input), Limits.defaults());
            planEveryWay(input);
            if (reading.kind() == Reading.Kind.REJECTED) {
                return 0;
            }
            compare(shown, reading.orThrow(), input);
            return 1;
        } catch (RuntimeException | StackOverflowError | NoJson e) {
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

    static void compare(String shown, Document document, byte[] input) throws NoJson {
        DocumentKind kind = document.kind();
        if (kind == DocumentKind.CONFIG) {
            assertThat(GoReading.contents(input)).as("%s", shown).isZero();
            return;
        }
        if (kind != DocumentKind.MANIFEST && kind != DocumentKind.INDEX) {
            return;
        }
        GoReading go = GoReading.of(input);
        if (document.text().mediaTypeStated()) {
            assertThat(MediaType.of(go.mediaType())).as("%s", shown).isEqualTo(document.mediaType());
        }
        if (kind == DocumentKind.INDEX) {
            assertThat(go.config()).as("%s", shown).isEmpty();
            assertThat(go.layers()).as("%s", shown).isEmpty();
            same(shown, document.edges(), go.manifests());
            return;
        }
        ManifestDocument manifest = (ManifestDocument) document;
        assertThat(go.manifests()).as("%s", shown).isEmpty();
        same(shown, manifest.layers(), go.layers());
        same(shown, List.of(manifest.config()), go.config().stream().toList());
    }

    private static void same(String shown, List<Edge> ours, List<GoReading.Reference> go) {
        assertThat(go).as("%s", shown).hasSameSizeAs(ours);
        for (int i = 0; i < go.size(); i++) {
            Descriptor descriptor = ours.get(i).descriptor();
            assertThat(MediaType.of(go.get(i).mediaType())).as("%s", shown).isEqualTo(descriptor.mediaType());
            assertThat(go.get(i).digest())
                    .as("%s", shown)
                    .isEqualTo(descriptor.digest().toString());
            assertThat(go.get(i).size()).as("%s", shown).isEqualTo(descriptor.size());
        }
    }
}
