// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Family;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Platform;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.plan.ConversionRequest.CompressionPolicy;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.memory.MemorySource;
import dev.ambidock.testkit.memory.MemoryStore;
import dev.ambidock.transport.NamedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What each wish of a copy does, between places in memory. */
class CopyPoliciesTest {
    @RegisterExtension
    final CopyThreads threads = new CopyThreads();

    private final MemoryStore from = MemoryStore.empty("from");
    private final MemoryStore to = MemoryStore.empty("to");

    @Test
    void keepingCopiesEverySampleByteForByte() throws IOException {
        for (WholeImage image : SampleImages.all()) {
            MemoryStore target = MemoryStore.empty("target");
            CopyReport report = copy(MemoryStore.empty("source").with(image), target, CopyRequest.keep());
            assertThat(report.plan().isExact()).as(image.toString()).isTrue();
            assertThat(target.contents()).as(image.toString()).isEqualTo(image.contents());
            assertThat(report.root().digest()).isEqualTo(image.root().digest());
        }
    }

    @Test
    void preserveDigestsRefusesBeforeTheFirstWrite() {
        from.with(SampleImages.docker("a:1"));
        CopyRequest request = new CopyRequest(
                Optional.of(Family.OCI),
                ConversionRequest.to(Family.OCI),
                OriginPolicy.USE,
                true,
                dev.ambidock.transport.codec.LayerCodecs.standard(),
                Optional.empty(),
                ReferrersPolicy.REPORT);
        CopyRefusedException refusal = catchThrowableOfType(CopyRefusedException.class, () -> copy(from, to, request));
        assertThat(codes(refusal.findings())).contains(FindingCode.DIGEST_CHANGE);
        assertThat(to.written()).isEmpty();
    }

    @Test
    void attestationsThatLeaveTheirIndexStandBesideIt() throws IOException {
        from.with(SampleImages.index("a:1"));
        CopyRequest request = CopyRequest.of(
                Optional.of(Family.OCI),
                ConversionRequest.builder(Family.OCI)
                        .attestations(ConversionRequest.AttestationPolicy.REFERRERS)
                        .build());
        copy(from, to, request);
        assertThat(to.roots()).hasSize(3);
        assertThat(to.roots().get(0).names()).containsExactly("a:1");
        assertThat(to.roots().subList(1, 3)).allSatisfy(referrer -> {
            assertThat(referrer.names()).isEmpty();
            assertThat(referrer.root().artifactType()).isPresent();
            assertThat(to.contents().get(referrer.root().digest()).utf8()).contains("\"subject\"");
        });
        MemoryStore alone = MemoryStore.empty("alone", SinkAbilities.any().withoutAttachments());
        CopyReport report = copy(from, alone, request);
        assertThat(alone.roots()).hasSize(1);
        assertThat(codes(report.findings())).contains(FindingCode.ATTESTATION_DROP);
    }

    @Test
    void whatIsThereIsNotReadAgain() throws IOException {
        from.with(SampleImages.index("a:1"));
        copy(from, to, CopyRequest.to(Family.DOCKER));
        MemoryStore again = MemoryStore.empty("again").with(SampleImages.index("a:1"));
        CopyReport report = copy(again, to, CopyRequest.to(Family.DOCKER));
        assertThat(report.blobsMoved()).isZero();
        assertThat(report.bytesRead()).isZero();
    }

    @Test
    void imagesOfOneRunShareWhatTheyShare() throws IOException {
        LayerDraft shared = LayerDraft.of("shared", "the same").compressed(Compression.ZSTD);
        WholeImage one = ImageDraft.of(Family.OCI).layer(shared).named("one:1").build();
        WholeImage two = ImageDraft.of(Family.OCI)
                .layer(shared)
                .layer(LayerDraft.of("more", "other").compressed(Compression.ZSTD))
                .named("two:1")
                .build();
        from.with(one).with(two);
        List<CopyReport> reports = copyAll(from, to, CopyRequest.to(Family.DOCKER));
        assertThat(reports).hasSize(2);
        assertThat(reports.get(0).blobsMoved()).isEqualTo(2);
        assertThat(reports.get(1).blobsMoved()).as("its own layer and config").isEqualTo(2);
        assertThat(reports.get(0).codecs()).hasSize(1);
        assertThat(to.roots()).extracting(NamedImage::names).contains(List.of("one:1"), List.of("two:1"));
    }

    @Test
    void compressionOnRequestKeepsConfigAndDiffIds() throws IOException {
        WholeImage plain = SampleImages.plain(Family.DOCKER, "x").named("a:1").build();
        Descriptor before = configOf(plain);
        for (CompressionPolicy wanted :
                new CompressionPolicy[] {CompressionPolicy.GZIP, CompressionPolicy.ZSTD, CompressionPolicy.NONE}) {
            MemoryStore target = MemoryStore.empty("target");
            ConversionRequest policies =
                    ConversionRequest.builder(Family.OCI).compression(wanted).build();
            CopyReport report =
                    copy(MemoryStore.empty("s").with(plain), target, CopyRequest.of(Optional.of(Family.OCI), policies));
            assertThat(report.plan().isExact()).isFalse();
            assertThat(target.contents()).containsKey(before.digest());
            try (MemorySource written = target.source()) {
                assertThat(threads.check().check(written, written.image()).findings())
                        .filteredOn(
                                f -> f.code() == FindingCode.DIFF_ID_MISMATCH || f.code() == FindingCode.LABEL_MISMATCH)
                        .isEmpty();
            }
        }
    }

    @Test
    void aLabelThatLiesIsCorrectedAndTold() throws IOException {
        LayerDraft lying =
                LayerDraft.of("f", "zstd inside").compressed(Compression.ZSTD).labelled(MediaTypes.DOCKER_GZIP);
        from.with(ImageDraft.of(Family.DOCKER).layer(lying).named("a:1").build());
        CopyReport report = copy(from, to, CopyRequest.to(Family.OCI));
        assertThat(codes(report.findings())).contains(FindingCode.LABEL_CORRECTED);
        assertThat(report.plan().rootBytes().utf8()).contains(MediaTypes.OCI_ZSTD.text());
        MemoryStore docker = MemoryStore.empty("docker");
        CopyReport transcoded = copy(from, docker, CopyRequest.to(Family.DOCKER));
        assertThat(transcoded.codecs()).hasSize(1);
        assertThat(transcoded.plan().rootBytes().utf8()).contains(MediaTypes.DOCKER_GZIP.text());
    }

    @Test
    void platformsLeaveNothingDangling() throws IOException {
        from.with(SampleImages.index("a:1"));
        ConversionRequest policies = ConversionRequest.builder(Family.OCI)
                .platforms(List.of(Platform.parse("linux/arm64")))
                .build();
        CopyReport report = copy(from, to, CopyRequest.of(Optional.empty(), policies));
        assertThat(report.plan().isExact()).isFalse();
        try (MemorySource written = to.source()) {
            assertThat(threads.check().check(written, written.image()).isSound())
                    .isTrue();
        }
        assertThat(to.contents().size()).isLessThan(from.contents().size());
    }

    @Test
    void aPlaceForSingleImagesTakesTheOneThatIsLeft() throws IOException {
        MemoryStore single = MemoryStore.empty(
                "single",
                SinkAbilities.of(Set.of(Family.DOCKER), Long.MAX_VALUE)
                        .withCompressions(EnumSet.of(Compression.NONE))
                        .withoutIndexes()
                        .withoutAttachments());
        from.with(SampleImages.index("a:1"));
        ConversionRequest policies = ConversionRequest.builder(Family.DOCKER)
                .platforms(List.of(Platform.parse("linux/amd64")))
                .build();
        CopyReport report = copy(from, single, CopyRequest.of(Optional.of(Family.DOCKER), policies));
        assertThat(report.root().mediaType()).isEqualTo(MediaTypes.DOCKER_MANIFEST);
        assertThat(report.plan().rootBytes().utf8()).doesNotContain(MediaTypes.DOCKER_GZIP.text());
        ConversionRequest all = ConversionRequest.to(Family.DOCKER);
        CopyRefusedException refusal = catchThrowableOfType(
                CopyRefusedException.class, () -> copy(from, single, CopyRequest.of(Optional.of(Family.DOCKER), all)));
        assertThat(codes(refusal.findings())).contains(FindingCode.SINGLE_IMAGE_ONLY);
    }

    private CopyReport copy(MemoryStore source, MemoryStore target, CopyRequest request) throws IOException {
        List<CopyReport> reports = copyAll(source, target, request);
        assertThat(reports).hasSize(1);
        return reports.get(0);
    }

    private List<CopyReport> copyAll(MemoryStore source, MemoryStore target, CopyRequest request) throws IOException {
        try (MemorySource reading = source.source();
                dev.ambidock.transport.ImageSink sink = target.sink()) {
            List<PlannedCopy> plans = new ArrayList<>();
            for (NamedImage image : reading.images()) {
                plans.add(threads.copier().plan(reading, image, image.names(), sink.abilities(), request));
            }
            return threads.copier().copy(plans, reading, sink);
        } finally {
            assertThat(source.leaks()).isEmpty();
            assertThat(target.leaks()).isEmpty();
        }
    }

    private static Descriptor configOf(WholeImage image) {
        return image.blobs().stream()
                .map(WholeImage.Part::descriptor)
                .filter(d -> d.mediaType().equals(MediaTypes.DOCKER_CONFIG))
                .findFirst()
                .orElseThrow();
    }

    private static List<FindingCode> codes(List<Finding> findings) {
        return findings.stream().map(Finding::code).toList();
    }
}
