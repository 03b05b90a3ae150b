// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import static dev.ambidock.testing.BuildKit.*;
import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Compression;
import dev.ambidock.model.Family;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.plan.ConversionRequest.AnnotationPolicy;
import dev.ambidock.plan.ConversionRequest.ArtifactManifestPolicy;
import dev.ambidock.plan.ConversionRequest.ArtifactPolicy;
import dev.ambidock.plan.ConversionRequest.AttestationPolicy;
import dev.ambidock.plan.ConversionRequest.CompressionPolicy;
import dev.ambidock.plan.ConversionRequest.ConfigPolicy;
import dev.ambidock.plan.ConversionRequest.ForeignPolicy;
import dev.ambidock.plan.ConversionRequest.SparsePolicy;
import dev.ambidock.plan.ConversionRequest.ZstdPolicy;
import dev.ambidock.testing.BuildKit;
import dev.ambidock.testing.Conversion;
import dev.ambidock.testing.Converted;
import dev.ambidock.testing.Doc;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Odd documents put together at random, under random policies: the planner answers, and its plans hold to what every
 * plan holds to. A seed that fails once fails always.
 */
class RandomConversionTest {
    private static final int RUNS = Integer.getInteger("random.conversions", 400);
    private static final long FIRST_SEED = Long.getLong("random.seed", 1);
    private static final Doc ZSTD = layer(O_ZSTD, "z");
    private static final Doc GZIP = layer(D_GZ, "recompressed");
    private static final List<String> TYPES = List.of(O_GZ, D_GZ, O_TAR, D_TAR, D_ZSTD, D_FOREIGN_GZ, O_ND_TAR);

    @Test
    void everyAnswerHoldsToTheRules() {
        int ready = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
            try {
                ready += new Attempt(new Random(seed)).run() ? 1 : 0;
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
        assertThat(ready).as("conversions that were not refused").isGreaterThan(RUNS / 4);
    }

    /** One conversion of its own. */
    private static final class Attempt {
        private final Random random;
        private final List<Doc> docs = new ArrayList<>();
        private final List<Doc> nodes = new ArrayList<>();
        /** A document is an attestation in each of its entries or in none. */
        private final List<Doc> attestations = new ArrayList<>();

        Attempt(Random random) {
            this.random = random;
        }

        boolean run() {
            docs.addAll(List.of(CONFIG, ATTESTATION_CONFIG));
            Doc bare = Doc.of(D_CONFIG, q("{'config':{},'rootfs':" + rootfs(1) + ",'x':1,'created':''}"));
            Doc string = Doc.of(D_CONFIG, CONFIG.text().replace("[\"sh\"]", "\"sh\""));
            docs.addAll(List.of(bare, string));
            List<Doc> configs = List.of(CONFIG, bare, string, config("linux", "arm64", 1));
            docs.add(configs.get(3));
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                node(image(configs.get(random.nextInt(configs.size()))));
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                node(oneOf(attestation(), artifact(), oldArtifact(), list()));
            }
            Doc root = random.nextInt(5) == 0 ? image(configs.get(random.nextInt(4))) : list();
            return convert(root);
        }

        private boolean convert(Doc root) {
            Conversion conversion = Conversion.of(root, docs.toArray(new Doc[0]));
            AttestationPolicy attestations = oneOf(AttestationPolicy.values());
            ArtifactPolicy artifacts = oneOf(ArtifactPolicy.values());
            SparsePolicy sparse = oneOf(SparsePolicy.values());
            AnnotationPolicy annotations = oneOf(AnnotationPolicy.values());
            ZstdPolicy zstd = oneOf(ZstdPolicy.values());
            ForeignPolicy foreign = oneOf(ForeignPolicy.values());
            ConfigPolicy config = oneOf(ConfigPolicy.values());
            ArtifactManifestPolicy old = oneOf(ArtifactManifestPolicy.values());
            CompressionPolicy compression =
                    random.nextInt(3) == 0 ? oneOf(CompressionPolicy.values()) : CompressionPolicy.KEEP;
            boolean strict = random.nextInt(10) == 0;
            boolean keep = random.nextInt(4) == 0;
            conversion.with(b -> b.attestations(attestations)
                    .artifacts(artifacts)
                    .sparse(sparse)
                    .annotations(annotations)
                    .zstd(zstd)
                    .foreign(foreign)
                    .config(config)
                    .artifactManifests(old)
                    .compression(compression)
                    .keep(keep)
                    .strict(strict));
            choices(conversion);
            if (random.nextBoolean()) {
                conversion.transcoded(ZSTD, GZIP).transcoded(ZSTD.as(D_ZSTD), GZIP);
                TYPES.forEach(t -> conversion.transcoded(layer(t, "1"), GZIP));
            }
            Converted converted = conversion.to(random.nextBoolean() ? Family.OCI : Family.DOCKER);
            return converted.isReady();
        }

        private void choices(Conversion conversion) {
            if (random.nextInt(3) == 0) {
                conversion.platforms(oneOf("linux/amd64", "linux/arm64", "plan9/mips"));
            }
            if (random.nextInt(6) == 0) {
                conversion.observed(layer(O_GZ, "1"), oneOf(Compression.values()));
            }
            Set<Compression> taken = EnumSet.of(oneOf(Compression.values()), oneOf(Compression.values()));
            SinkAbilities sink =
                    random.nextInt(4) == 0 ? SinkAbilities.any().withCompressions(taken) : SinkAbilities.any();
            conversion.into(random.nextInt(6) == 0 ? sink.withoutIndexes() : sink);
        }

        private Doc node(Doc doc) {
            docs.add(doc);
            nodes.add(doc);
            return doc;
        }

        private Doc image(Doc config) {
            String configRef =
                    config.as(oneOf(D_CONFIG, O_CONFIG, O_CONFIG, OCTET_STREAM)).ref(extras(config));
            List<String> layers = new ArrayList<>();
            Doc layer = random.nextInt(3) == 0 ? ZSTD : layer(oneOf(TYPES.toArray(new String[0])), "1");
            layers.add(layer.ref(extras(layer)));
            Doc image = manifest(oneOf(D_MANIFEST, O_MANIFEST), configRef, layers, around());
            return random.nextInt(4) == 0 ? spaced(image) : image;
        }

        private Doc attestation() {
            Doc about = any();
            Doc attestation = random.nextBoolean()
                    ? BuildKit.artifactStyle(about, extras(about))
                    : ociManifest(ATTESTATION_CONFIG.ref(), List.of(STATEMENT.ref()), around());
            attestations.add(attestation);
            return attestation;
        }

        private Doc artifact() {
            return manifest(
                    oneOf(O_MANIFEST, D_MANIFEST), Doc.of(HELM_CONFIG, "{}").ref(), List.of(), around());
        }

        private Doc oldArtifact() {
            return Doc.of(
                    O_ARTIFACT,
                    q("{'mediaType':'" + O_ARTIFACT + "','artifactType':'x/y'") + oneOf("", ",\"blobs\":null")
                            + ",\"subject\":" + any().ref() + "}");
        }

        private Doc list() {
            List<String> entries = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                Doc child = random.nextInt(12) == 0 ? ociImage(config("plan9", "mips", 1)) : any();
                entries.add(entryOf(child));
            }
            Doc index = index(oneOf(D_LIST, O_INDEX), entries, around());
            return random.nextInt(3) == 0 ? spaced(index) : index;
        }

        private String entryOf(Doc child) {
            List<String> members = new ArrayList<>(List.of(extras(child)));
            String platform = oneOf(
                    platform("linux", "amd64"),
                    platform("unknown", "unknown"),
                    "\"platform\":null",
                    "\"platform\":{}",
                    "");
            if (!platform.isEmpty()) {
                members.add(random.nextInt(members.size() + 1), platform);
            }
            if (attestations.contains(child)) {
                members.removeIf(m -> m.startsWith("\"annotations\""));
                Doc about = any();
                members.add(attests(about.equals(child) ? CONFIG : about));
            }
            return child.ref(members.toArray(new String[0]));
        }

        private String[] extras(Doc content) {
            List<String> extras = new ArrayList<>();
            if (random.nextInt(4) == 0) {
                extras.add(annotations("a", "1", "io.containers.estargz.x", "2"));
            }
            if (random.nextInt(4) == 0) {
                extras.add(data(content));
            }
            if (random.nextInt(6) == 0) {
                extras.add(q("'urls':['https://example.com']"));
            }
            if (random.nextInt(8) == 0) {
                extras.add(q("'artifactType':'x/y'"));
            }
            return extras.toArray(new String[0]);
        }

        private String[] around() {
            List<String> around = new ArrayList<>();
            if (random.nextInt(4) == 0) {
                around.add(
                        oneOf("\"subject\":null", nodes.isEmpty() ? "\"subject\":null" : "\"subject\":" + any().ref()));
            }
            if (random.nextInt(4) == 0) {
                around.add(annotations("m", "1"));
            }
            return around.toArray(new String[0]);
        }

        private Doc any() {
            return nodes.isEmpty() ? CONFIG : nodes.get(random.nextInt(nodes.size()));
        }

        private static Doc spaced(Doc doc) {
            return Doc.of(doc.type(), doc.text().replace(",", ",\n  ").replace("{", "{ "));
        }

        @SafeVarargs
        private <T> T oneOf(T... choices) {
            return choices[random.nextInt(choices.length)];
        }
    }
}
