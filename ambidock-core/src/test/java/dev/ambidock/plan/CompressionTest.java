// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import static dev.ambidock.testing.BuildKit.*;
import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Compression;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.plan.ConversionRequest.AnnotationPolicy;
import dev.ambidock.plan.ConversionRequest.AttestationPolicy;
import dev.ambidock.plan.ConversionRequest.CompressionPolicy;
import dev.ambidock.plan.ConversionRequest.ForeignPolicy;
import dev.ambidock.plan.ConversionRequest.ZstdPolicy;
import dev.ambidock.testing.Conversion;
import dev.ambidock.testing.Converted;
import dev.ambidock.testing.Doc;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How layers are compressed: as they are, as asked, or as the destination demands. */
class CompressionTest {
    private static final Doc GZ = layer(O_GZ, "g");
    private static final Doc ZSTD = layer(O_ZSTD, "z");
    private static final Doc TAR = layer(O_TAR, "t");
    private static final Doc NEW = layer("", "new");

    private static Conversion of(Doc image) {
        return Conversion.of(image, CONFIG, config("linux", "amd64", 3));
    }

    private static Doc image(Doc... layers) {
        return ociManifest(
                config("linux", "amd64", layers.length).as(O_CONFIG).ref(),
                List.of(layers).stream().map(Doc::ref).toList());
    }

    private static SinkAbilities taking(Compression... only) {
        return SinkAbilities.any().withCompressions(Set.of(only));
    }

    @Test
    void askedCompressionLeavesWhatIsSoAlready() {
        Conversion gzip = of(image(GZ, ZSTD, TAR)).with(b -> b.compression(CompressionPolicy.GZIP));
        Converted oci = gzip.toOci();
        assertThat(oci.blobs())
                .containsExactly(
                        "copy " + O_CONFIG + " " + config("linux", "amd64", 3).digest(),
                        "copy " + O_GZ + " " + GZ.digest(),
                        "transcode " + ZSTD.digest() + " gzip",
                        "transcode " + TAR.digest() + " gzip");
        assertThat(oci.findings()).containsExactly("layer-recompress /layers/1", "layer-recompress /layers/2");
        assertThat(oci.texts())
                .containsExactly(
                        "the zstd layer is compressed anew as gzip, as asked",
                        "the plain layer is compressed as gzip, as asked");
        assertThat(oci.plan().root().kind()).isEqualTo(Outcome.Kind.PENDING);
        assertThat(oci.plan().comesBack()).isFalse();
        assertThat(oci.plan().isExact()).isFalse();
    }

    @Test
    void eachCompressionHasTheTargetsType() {
        Conversion none =
                of(image(GZ)).with(b -> b.compression(CompressionPolicy.NONE)).transcoded(GZ, NEW);
        assertThat(none.toOci().root()).isEqualTo(image(NEW.as(O_TAR)).text());
        assertThat(none.toDocker().root()).contains(NEW.as(D_TAR).ref());
        assertThat(none.toOci().texts()).containsExactly("the gzip layer is unpacked, as asked");
        Conversion zstd =
                of(image(GZ)).with(b -> b.compression(CompressionPolicy.ZSTD)).transcoded(GZ, NEW);
        assertThat(zstd.toOci().root()).isEqualTo(image(NEW.as(O_ZSTD)).text());
        Conversion gzip = of(dockerManifest(
                        CONFIG.ref(), List.of(layer(D_TAR, "t").ref())))
                .with(b -> b.compression(CompressionPolicy.GZIP))
                .transcoded(TAR, NEW);
        assertThat(gzip.toDocker().root())
                .isEqualTo(dockerManifest(CONFIG.ref(), List.of(NEW.as(D_GZ).ref()))
                        .text());
        assertThat(gzip.toOci().root())
                .isEqualTo(ociManifest(
                                CONFIG.as(O_CONFIG).ref(), List.of(NEW.as(O_GZ).ref()))
                        .text());
    }

    @Test
    void zstdToDockerNeedsPermission() {
        Conversion zstd = of(image(GZ, ZSTD, TAR)).with(b -> b.compression(CompressionPolicy.ZSTD));
        assertThat(zstd.toDocker().errors()).containsExactly("zstd-not-official /layers/0");
        Converted permitted = zstd.with(b -> b.zstd(ZstdPolicy.KEEP)).toDocker();
        assertThat(permitted.findings())
                .containsExactly(
                        "layer-recompress /layers/0",
                        "unofficial-type /layers/0",
                        "unofficial-type /layers/1",
                        "layer-recompress /layers/2",
                        "unofficial-type /layers/2");
        assertThat(permitted.blobs())
                .contains("copy " + D_ZSTD + " " + ZSTD.digest(), "transcode " + GZ.digest() + " zstd");
    }

    @Test
    void destinationsCompressionIsUsedInOrderOfPreference() {
        assertThat(of(image(ZSTD))
                        .into(taking(Compression.GZIP, Compression.NONE))
                        .toOci()
                        .blobs())
                .contains("transcode " + ZSTD.digest() + " gzip");
        assertThat(of(image(ZSTD)).into(taking(Compression.NONE)).toDocker().blobs())
                .contains("transcode " + ZSTD.digest() + " none");
        assertThat(of(image(GZ))
                        .into(taking(Compression.NONE, Compression.ZSTD))
                        .toOci()
                        .blobs())
                .contains("transcode " + GZ.digest() + " none");
        assertThat(of(image(GZ)).into(taking(Compression.ZSTD)).toOci().texts())
                .containsExactly(
                        "the gzip layer is compressed anew as zstd, since the destination takes no gzip layers");
        assertThat(of(image(GZ)).into(taking(Compression.NONE)).keep().blobs())
                .contains("transcode " + GZ.digest() + " none");
        assertThat(of(image(TAR)).into(taking(Compression.NONE)).toOci().plan().isExact())
                .isTrue();
    }

    @Test
    void destinationThatTakesNoneOfTheFamilysCompressionsIsRefused() {
        assertThat(of(image(GZ, TAR)).into(taking(Compression.ZSTD)).toDocker().errors())
                .containsExactly("compression-not-accepted /layers/0");
        assertThat(of(image(ZSTD)).into(taking(Compression.ZSTD)).toDocker().errors())
                .containsExactly("compression-not-accepted /layers/0");
        assertThat(of(image(GZ))
                        .into(taking(Compression.NONE))
                        .with(b -> b.compression(CompressionPolicy.GZIP))
                        .toDocker()
                        .errors())
                .containsExactly("compression-not-accepted /layers/0");
    }

    @Test
    void whatDescribesTheOldBytesGoesAndTheConfigStays() {
        String chunked = annotations("containerd.io/snapshot/stargz/toc.digest", "sha256:1", "kept", "yes");
        Doc image = ociManifest(
                CONFIG.as(O_CONFIG).ref(),
                List.of(GZ.ref(chunked, q("'urls':['https://x']"), q("'data':'bGF5ZXIgZw=='"))));
        Doc index = ociIndex(List.of(entry(image, annotations("io.github.containers.compression.zstd", "true"))));
        Converted oci = Conversion.of(index, image, CONFIG)
                .with(b -> b.compression(CompressionPolicy.NONE))
                .transcoded(GZ, NEW)
                .toOci();
        Doc expected =
                ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(NEW.as(O_TAR).ref(annotations("kept", "yes"))));
        assertThat(oci.result(image).text()).isEqualTo(expected.text());
        assertThat(oci.root())
                .isEqualTo(ociIndex(List.of(entry(expected, q("'annotations':{}"))))
                        .text());
        assertThat(oci.findings())
                .containsExactly(
                        "annotation-drop /manifests/0/annotations/io.github.containers.compression.zstd",
                        "layer-recompress /layers/0",
                        "data-drop /layers/0/data",
                        "urls-drop /layers/0/urls",
                        "annotation-drop /layers/0/annotations/containerd.io~1snapshot~1stargz~1toc.digest");
        assertThat(oci.blobs()).contains("copy " + O_CONFIG + " " + CONFIG.digest());
    }

    @Test
    void retypedForeignLayerIsCompressedLikeAnyOther() {
        Doc foreign = layer(O_ND_ZSTD, "f");
        Doc image = ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(foreign.ref(q("'urls':['https://x']"))));
        Converted docker = of(image)
                .with(b -> b.foreign(ForeignPolicy.RETYPE))
                .transcoded(foreign, NEW)
                .toDocker();
        assertThat(docker.root())
                .isEqualTo(dockerManifest(CONFIG.ref(), List.of(NEW.as(D_GZ).ref()))
                        .text());
        Converted oci = of(image)
                .with(b -> b.foreign(ForeignPolicy.RETYPE).compression(CompressionPolicy.NONE))
                .transcoded(foreign, NEW)
                .toOci();
        assertThat(oci.root())
                .isEqualTo(ociManifest(
                                CONFIG.as(O_CONFIG).ref(), List.of(NEW.as(O_TAR).ref()))
                        .text());
        assertThat(oci.findings()).containsExactly("layer-retyped /layers/0", "layer-recompress /layers/0");
        Converted kept = of(image)
                .with(b -> b.foreign(ForeignPolicy.KEEP).compression(CompressionPolicy.GZIP))
                .toOci();
        assertThat(kept.plan().isExact()).isTrue();
    }

    @Test
    void attestationsKeepTheirBytes() {
        Doc odd = ociManifest(
                ATTESTATION_CONFIG.ref(),
                List.of(STATEMENT.ref(), layer(O_GZ, "proof").ref()));
        Doc index = ociIndex(List.of(entry(image(TAR)), attestation(odd, image(TAR))));
        Conversion plain = Conversion.of(index, image(TAR), CONFIG, odd)
                .with(b -> b.compression(CompressionPolicy.NONE).attestations(AttestationPolicy.KEEP));
        assertThat(plain.toOci().plan().isExact()).isTrue();
    }

    @Test
    void twoCompressionsOfOneImageBecomeOneEntry() {
        Doc gzip = ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(GZ.ref()));
        Doc zstd = ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(ZSTD.ref()));
        Doc index = ociIndex(List.of(entry(zstd), entry(gzip)));
        Conversion both = Conversion.of(index, gzip, zstd, CONFIG);
        Converted asGzip = both.with(b -> b.compression(CompressionPolicy.GZIP)).toOci();
        assertThat(asGzip.root()).isEqualTo(ociIndex(List.of(entry(gzip))).text());
        assertThat(asGzip.findings()).containsExactly("variant-drop /manifests/0");
        Converted plain = both.with(b -> b.compression(CompressionPolicy.NONE)).toOci();
        assertThat(plain.findings()).containsExactly("variant-drop /manifests/1", "layer-recompress /layers/0");
        Converted kept = both.with(b -> b.compression(CompressionPolicy.GZIP)).keep();
        assertThat(kept.findings()).containsExactly("layer-recompress /layers/0");
    }

    @Test
    void annotationsThatAreKeptToDockerLoseWhatDescribesOldBytes() {
        Doc image = ociManifest(
                CONFIG.as(O_CONFIG).ref(),
                List.of(GZ.ref(annotations("io.containers.estargz.uncompressed-size", "1", "kept", "yes"))));
        Converted docker = of(image)
                .with(b -> b.compression(CompressionPolicy.NONE).annotations(AnnotationPolicy.KEEP))
                .transcoded(GZ, NEW)
                .toDocker();
        assertThat(docker.root())
                .isEqualTo(dockerManifest(CONFIG.ref(), List.of(NEW.as(D_TAR).ref(annotations("kept", "yes"))))
                        .text());
    }

    @Test
    void bytesToMoveAreThoseOfEachBlobOnce() {
        Doc twice = ociManifest(
                CONFIG.as(O_CONFIG).ref(),
                List.of(ZSTD.ref(), ZSTD.ref(), layer(O_ND_GZ, "f").ref()));
        ConversionPlan plan = Conversion.of(twice).toDocker().plan();
        assertThat(plan.blobBytes()).isEqualTo(CONFIG.size() + ZSTD.size());
        assertThat(plan.documentBytes()).isZero();
        ConversionPlan known =
                Conversion.of(twice).transcoded(ZSTD, NEW).toDocker().plan();
        assertThat(known.blobBytes()).isEqualTo(CONFIG.size() + NEW.size());
        assertThat(known.documentBytes()).isEqualTo(known.rootDescriptor().size());
        String huge = Doc.descriptor(O_GZ, GZ.digest(), Long.MAX_VALUE);
        assertThat(Conversion.of(ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(huge, TAR.ref())))
                        .toDocker()
                        .plan()
                        .blobBytes())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void foreignLayersLoseTheirUrlsInTheirOwnFamilyToo() {
        String urls = q("'urls':['https://example.com/f']");
        Doc foreign = layer(D_FOREIGN_GZ, "f");
        assertThat(Conversion.of(dockerManifest(CONFIG.ref(), List.of(foreign.ref(urls))))
                        .with(b -> b.foreign(ForeignPolicy.RETYPE))
                        .toDocker()
                        .root())
                .isEqualTo(dockerManifest(CONFIG.ref(), List.of(foreign.as(D_GZ).ref()))
                        .text());
        assertThat(Conversion.of(ociManifest(
                                CONFIG.as(O_CONFIG).ref(),
                                List.of(foreign.as(O_ND_GZ).ref(urls))))
                        .with(b -> b.foreign(ForeignPolicy.RETYPE))
                        .toOci()
                        .root())
                .isEqualTo(ociManifest(
                                CONFIG.as(O_CONFIG).ref(),
                                List.of(foreign.as(O_GZ).ref()))
                        .text());
    }

    @Test
    void onlyLayersThatAreToBeFetchedAreToldWithTheirUrls() {
        String urls = q("'urls':['https://example.com/f']");
        Doc foreign = layer(D_FOREIGN_GZ, "f");
        Doc image = dockerManifest(
                CONFIG.ref(), List.of(foreign.ref(urls), layer(D_GZ, "1").ref(urls)));
        assertThat(urls(Conversion.of(image).toOci())).containsExactly(List.of(), List.of(), List.of());
        assertThat(urls(Conversion.of(image)
                        .with(b -> b.foreign(ForeignPolicy.FETCH))
                        .toOci()))
                .containsExactly(List.of(), List.of("https://example.com/f"), List.of());
    }

    private static List<List<String>> urls(Converted converted) {
        return converted.plan().steps().stream()
                .filter(Step.CopyBlob.class::isInstance)
                .map(s -> ((Step.CopyBlob) s).blob().urls())
                .toList();
    }
}
