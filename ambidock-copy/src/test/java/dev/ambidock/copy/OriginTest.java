// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Family;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.memory.MemorySource;
import dev.ambidock.testkit.memory.MemoryStore;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.codec.LayerCodecs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a conversion to Docker loses comes back from the record beside it, proved and never trusted. */
class OriginTest {
    @RegisterExtension
    final CopyThreads threads = new CopyThreads();

    @Test
    void whatWasLostComesBackToTheFirstDigest() throws IOException {
        for (WholeImage original :
                List.of(SampleImages.oci("a:1"), SampleImages.index("b:1"), SampleImages.nested("c:1"))) {
            MemoryStore docker = MemoryStore.empty("docker");
            CopyReport there = copy(MemoryStore.empty("oci").with(original), docker, CopyRequest.to(Family.DOCKER));
            assertThat(there.originRecord()).as(original.toString()).isPresent();
            MemoryStore back = MemoryStore.empty("back");
            CopyReport again = copy(docker, back, CopyRequest.to(Family.OCI));
            assertThat(again.restored()).as(original + ": " + again.findings()).isTrue();
            assertThat(again.root().digest()).isEqualTo(original.root().digest());
            assertThat(back.contents()).isEqualTo(original.contents());
            assertThat(codes(again)).contains(FindingCode.ORIGIN_RESTORED);
        }
    }

    @Test
    void whatComesBackByItselfNeedsNoRecord() throws IOException {
        WholeImage plain = SampleImages.plain(Family.OCI, "p").named("a:1").build();
        CopyReport there =
                copy(MemoryStore.empty("oci").with(plain), MemoryStore.empty("docker"), CopyRequest.to(Family.DOCKER));
        assertThat(there.originRecord()).isEmpty();
    }

    @Test
    void theRecordTravelsWithAnImageThatStaysAsItIs() throws IOException {
        WholeImage original = SampleImages.oci("a:1");
        MemoryStore docker = MemoryStore.empty("docker");
        copy(MemoryStore.empty("oci").with(original), docker, CopyRequest.to(Family.DOCKER));
        MemoryStore elsewhere = MemoryStore.empty("elsewhere");
        copy(docker, elsewhere, CopyRequest.keep());
        CopyReport back = copy(elsewhere, MemoryStore.empty("back"), CopyRequest.to(Family.OCI));
        assertThat(back.root().digest()).isEqualTo(original.root().digest());
    }

    @Test
    void layersThatAreGoneAreNotMadeUp() throws IOException {
        WholeImage zstd = ImageDraft.of(Family.OCI)
                .layer(LayerDraft.of("f", "x").compressed(Compression.ZSTD))
                .named("a:1")
                .build();
        MemoryStore docker = MemoryStore.empty("docker");
        CopyReport there = copy(MemoryStore.empty("oci").with(zstd), docker, CopyRequest.to(Family.DOCKER));
        assertThat(there.originRecord()).isPresent();
        CopyReport back = copy(docker, MemoryStore.empty("back"), CopyRequest.to(Family.OCI));
        assertThat(back.restored()).isFalse();
        assertThat(codes(back)).contains(FindingCode.ORIGIN_UNUSED);
        docker.with(zstd.named());
        MemoryStore whole = MemoryStore.empty("whole");
        CopyReport restored = copy(docker, whole, CopyRequest.to(Family.OCI));
        assertThat(restored.root().digest()).isEqualTo(zstd.root().digest());
    }

    @Test
    void aForgedRecordIsNotUsed() throws IOException {
        MemoryStore docker = MemoryStore.empty("docker");
        WholeImage original = SampleImages.oci("a:1");
        CopyReport there = copy(MemoryStore.empty("oci").with(original), docker, CopyRequest.to(Family.DOCKER));
        Descriptor record = there.originRecord().orElseThrow();
        String genuine = docker.contents().get(record.digest()).utf8();
        Bytes other = Bytes.of(genuine.replace("annotations\\\":\\\"drop", "annotations\\\":\\\"keep"));
        assertThat(other.utf8()).isNotEqualTo(genuine);
        List<WholeImage.Part> parts = new ArrayList<>(original.parts());
        Descriptor fake = new Descriptor(
                record.mediaType(),
                other.digest(record.digest().algorithm()),
                other.length(),
                List.of(),
                record.annotations(),
                Optional.empty(),
                record.artifactType(),
                Optional.empty());
        parts.add(new WholeImage.Part(fake, other, WholeImage.Kind.DOCUMENT));
        MemoryStore forged = MemoryStore.empty("forged");
        copy(MemoryStore.empty("oci").with(original), forged, withoutRecord());
        forged.with(new WholeImage(List.of(), fake, parts));
        CopyReport back = copy(forged, MemoryStore.empty("back"), CopyRequest.to(Family.OCI));
        assertThat(back.restored()).isFalse();
        assertThat(codes(back)).contains(FindingCode.ORIGIN_UNUSED);
    }

    @Test
    void policiesTurnWritingAndReadingOff() throws IOException {
        WholeImage original = SampleImages.oci("a:1");
        MemoryStore without = MemoryStore.empty("without");
        assertThat(copy(MemoryStore.empty("oci").with(original), without, withoutRecord())
                        .originRecord())
                .isEmpty();
        MemoryStore docker = MemoryStore.empty("docker");
        copy(MemoryStore.empty("oci").with(original), docker, CopyRequest.to(Family.DOCKER));
        CopyRequest ignoring = new CopyRequest(
                Optional.of(Family.OCI),
                ConversionRequest.to(Family.OCI),
                OriginPolicy.IGNORE,
                false,
                LayerCodecs.standard(),
                Optional.empty(),
                ReferrersPolicy.REPORT);
        assertThat(copy(docker, MemoryStore.empty("back"), ignoring).restored()).isFalse();
    }

    @Test
    void aPlaceWithoutRoomForARecordIsTold() throws IOException {
        MemoryStore single = MemoryStore.empty("single", SinkAbilities.any().withoutAttachments());
        CopyReport there =
                copy(MemoryStore.empty("oci").with(SampleImages.oci("a:1")), single, CopyRequest.to(Family.DOCKER));
        assertThat(there.originRecord()).isEmpty();
        assertThat(codes(there)).contains(FindingCode.ORIGIN_IMPOSSIBLE);
    }

    private static CopyRequest withoutRecord() {
        return new CopyRequest(
                Optional.of(Family.DOCKER),
                ConversionRequest.to(Family.DOCKER),
                OriginPolicy.OFF,
                false,
                LayerCodecs.standard(),
                Optional.empty(),
                ReferrersPolicy.REPORT);
    }

    private CopyReport copy(MemoryStore source, MemoryStore target, CopyRequest request) throws IOException {
        try (MemorySource reading = source.source();
                ImageSink sink = target.sink()) {
            NamedImage image = reading.images().stream()
                    .filter(i -> !i.names().isEmpty())
                    .findFirst()
                    .orElseThrow();
            return threads.copier().copy(reading, image, sink, request);
        }
    }

    private static List<FindingCode> codes(CopyReport report) {
        return report.findings().stream().map(Finding::code).toList();
    }
}
