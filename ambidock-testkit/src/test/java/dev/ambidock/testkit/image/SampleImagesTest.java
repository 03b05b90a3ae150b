// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.document.Reading;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.transport.codec.LayerDecoder;
import dev.ambidock.transport.io.HashingOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleImagesTest {
    static List<WholeImage> all() {
        return SampleImages.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isWholeAndItsPartsComeBeforeTheirParents(WholeImage image) {
        Set<Digest> before = new HashSet<>();
        for (WholeImage.Part part : image.parts()) {
            Descriptor descriptor = part.descriptor();
            assertThat(part.content().digest(descriptor.digest().algorithm())).isEqualTo(descriptor.digest());
            assertThat((long) part.content().length()).isEqualTo(descriptor.size());
            if (part.kind() == WholeImage.Kind.DOCUMENT) {
                for (Edge edge : document(part).edges()) {
                    boolean foreign = !edge.descriptor().urls().isEmpty();
                    assertThat(foreign || before.contains(edge.descriptor().digest()))
                            .as("%s before %s", edge.descriptor(), descriptor)
                            .isTrue();
                }
            }
            assertThat(before.add(descriptor.digest())).as("once").isTrue();
        }
        assertThat(image.parts().get(image.parts().size() - 1).descriptor()).isEqualTo(image.root());
    }

    @Test
    void areTheSameEachTimeAndAllDifferent() {
        assertThat(SampleImages.all()).isEqualTo(SampleImages.all());
        assertThat(SampleImages.all().stream().map(i -> i.root().digest())).doesNotHaveDuplicates();
    }

    @Test
    void layersAreWhatTheirTypesSay() throws IOException {
        for (Compression compression : Compression.values()) {
            LayerDraft layer =
                    LayerDraft.of("a", "1", "d/" + "n".repeat(300), "2").compressed(compression);
            LayerDecoder.Opened opened = LayerDecoder.open(layer.bytes().stream(), "layer");
            assertThat(opened.format().compression()).hasValue(compression);
            try (HashingOutputStream out =
                    new HashingOutputStream(OutputStream.nullOutputStream(), DigestAlgorithm.SHA256)) {
                opened.tar().transferTo(out);
                assertThat(out.digest()).isEqualTo(layer.diffId());
            }
        }
    }

    @Test
    void damageAndAbsenceTouchOnePartOnly() {
        WholeImage image = SampleImages.docker();
        Digest layer = image.blobs().get(1).descriptor().digest();
        assertThat(image.without(layer).contents())
                .hasSize(image.parts().size() - 1)
                .doesNotContainKey(layer);
        WholeImage damaged = image.damaged(layer, dev.ambidock.model.Bytes.of("x"));
        assertThat(damaged.contents()).hasSameSizeAs(image.contents());
        assertThat(damaged.contents().get(layer)).isNotEqualTo(image.contents().get(layer));
        assertThat(damaged.root()).isEqualTo(image.root());
    }

    private static Document document(WholeImage.Part part) {
        Reading reading = Documents.read(
                part.content(),
                Optional.of(part.descriptor().mediaType()),
                part.descriptor().digest().algorithm(),
                Limits.defaults());
        assertThat(reading.findings()).isEmpty();
        assertThat(reading.orThrow().kind()).isNotEqualTo(DocumentKind.CONFIG);
        return reading.orThrow();
    }
}
