// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import static dev.ambidock.testing.BuildKit.*;
import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Family;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.plan.ConversionRequest.CompressionPolicy;
import dev.ambidock.plan.ConversionRequest.SparsePolicy;
import dev.ambidock.plan.ConversionRequest.ZstdPolicy;
import dev.ambidock.testing.BuildKit;
import dev.ambidock.testing.Conversion;
import dev.ambidock.testing.Converted;
import dev.ambidock.testing.Doc;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nothing is converted: what stays, and the little that may change. */
class KeepTest {
    private static final Doc ZSTD = layer(O_ZSTD, "z");
    private static final Doc ZSTD_IMAGE = ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(ZSTD.ref()));
    private static final Doc GZIP = layer(O_GZ, "recompressed");
    private static final Doc GZIP_IMAGE = ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(GZIP.ref()));

    private static void assertKept(Converted kept, Doc root) {
        assertThat(kept.findings()).isEmpty();
        assertThat(kept.root()).isEqualTo(root.text());
        assertThat(kept.plan().isExact()).isTrue();
        assertThat(kept.plan().comesBack()).isTrue();
    }

    @Test
    void mixedFamiliesStayMixed() {
        Doc mixed = ociManifest(
                CONFIG.ref(), List.of(layer(D_GZ, "1").ref(), layer(O_ZSTD, "2").ref()));
        Doc index = dockerList(List.of(entry(mixed), entry(DOCKER_IMAGE)));
        Converted kept = Conversion.of(index, mixed, DOCKER_IMAGE, CONFIG).keep();
        assertKept(kept, index);
        assertThat(kept.puts()).containsExactly(mixed.digest(), DOCKER_IMAGE.digest(), index.digest());
        assertThat(kept.blobs())
                .containsExactly(
                        "copy " + D_CONFIG + " " + CONFIG.digest(),
                        "copy " + D_GZ + " " + layer(D_GZ, "1").digest(),
                        "copy " + O_ZSTD + " " + layer(O_ZSTD, "2").digest());
    }

    @Test
    void attestationsArtifactsAndCachesStay() {
        Doc style = BuildKit.artifactStyle(OCI_IMAGE);
        Doc chart = ociManifest(
                Doc.of(HELM_CONFIG, "{}").ref(), List.of(layer(HELM_CHART, "c").ref()));
        Doc cache = layer(D_TAR, "cache");
        Doc settings = Doc.of("application/vnd.buildkit.cacheconfig.v0", "{}");
        Doc index = ociIndex(List.of(
                entry(OCI_IMAGE),
                attestation(BuildKit.ATTESTATION, OCI_IMAGE),
                attestation(style, OCI_IMAGE),
                chart.ref(),
                cache.ref(),
                settings.ref()));
        Converted kept = Conversion.of(index, OCI_IMAGE, CONFIG, BuildKit.ATTESTATION, style, chart)
                .keep();
        assertKept(kept, index);
        assertThat(kept.puts())
                .containsExactly(
                        OCI_IMAGE.digest(),
                        BuildKit.ATTESTATION.digest(),
                        style.digest(),
                        chart.digest(),
                        index.digest());
        assertThat(kept.blobs())
                .contains(
                        "copy " + HELM_CHART + " " + layer(HELM_CHART, "c").digest(),
                        "copy " + D_TAR + " " + cache.digest(),
                        "copy " + settings.type() + " " + settings.digest());
    }

    @Test
    void schemaOneBringsItsLayersWithoutTheirSizes() {
        String top = layer("", "top").digest();
        String base = layer("", "base").digest();
        Doc old = Doc.of(
                "application/vnd.docker.distribution.manifest.v1+json",
                q("{'schemaVersion':1,'name':'a','fsLayers':[{'blobSum':'" + top + "'},{'blobSum':'" + base
                        + "'},{'blobSum':'" + top + "'}],'history':[]}"));
        Converted kept = Conversion.of(old).keep();
        assertKept(kept, old);
        assertThat(kept.blobs()).containsExactly("copy " + D_GZ + " " + top, "copy " + D_GZ + " " + base);
        assertThat(kept.plan().steps())
                .filteredOn(Step.CopyBlob.class::isInstance)
                .allSatisfy(s -> assertThat(((Step.CopyBlob) s).blob().size()).isEqualTo(Descriptor.SIZE_UNKNOWN));
        assertThat(kept.plan().blobBytes()).isZero();
        Doc list = dockerList(List.of(entry(old), entry(DOCKER_IMAGE)));
        assertKept(Conversion.of(list, old, DOCKER_IMAGE).keep(), list);
    }

    @Test
    void destinationThatDoesNotTakeAFamilyRefusesItsDocumentsOnly() {
        Doc list = dockerList(List.of(entry(DOCKER_IMAGE), entry(OCI_IMAGE)));
        SinkAbilities docker = SinkAbilities.of(Set.of(Family.DOCKER), Long.MAX_VALUE);
        assertThat(Conversion.of(list, DOCKER_IMAGE, OCI_IMAGE)
                        .into(docker)
                        .keep()
                        .errors())
                .containsExactly("family-not-accepted");
        assertThat(Conversion.of(DOCKER_IMAGE).into(docker).keep().isReady()).isTrue();
    }

    @Test
    void foreignLayersAreOfferedAndLyingLabelsStay() {
        Doc foreign = layer(D_FOREIGN_GZ, "f");
        Doc image = dockerManifest(
                CONFIG.ref(),
                List.of(foreign.ref(q("'urls':['https://x']")), layer(D_GZ, "1").ref()));
        Converted kept = Conversion.of(image, CONFIG)
                .observed(layer(D_GZ, "1"), Compression.ZSTD)
                .keep();
        assertKept(kept, image);
        assertThat(kept.blobs()).contains("offer " + D_FOREIGN_GZ + " " + foreign.digest());
        assertThat(kept.plan().blobBytes())
                .isEqualTo(CONFIG.size() + layer(D_GZ, "1").size());
    }

    @Test
    void missingChildFollowsThePolicy() {
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), entry(DOCKER_IMAGE)));
        Conversion sparse = Conversion.of(index, OCI_IMAGE);
        assertThat(sparse.keep().errors()).containsExactly("missing-child /manifests/1");
        Converted skipped = sparse.with(b -> b.sparse(SparsePolicy.SKIP)).keep();
        assertThat(skipped.root()).isEqualTo(ociIndex(List.of(entry(OCI_IMAGE))).text());
        assertThat(skipped.findings()).containsExactly("child-skip /manifests/1");
        Converted kept = sparse.with(b -> b.sparse(SparsePolicy.KEEP)).keep();
        assertThat(kept.findings()).containsExactly("child-kept /manifests/1");
        assertThat(kept.plan().isExact()).isTrue();
    }

    @Test
    void anotherCompressionIsFollowedByAllThatNamesTheImage() {
        Doc style = BuildKit.artifactStyle(ZSTD_IMAGE);
        Doc newStyle = BuildKit.artifactStyle(GZIP_IMAGE);
        String zstd = annotations("io.github.containers.compression.zstd", "true");
        Doc index = ociIndex(List.of(entry(ZSTD_IMAGE, zstd), attestation(style, ZSTD_IMAGE)));
        Converted kept = Conversion.of(index, ZSTD_IMAGE, CONFIG, style)
                .with(b -> b.compression(CompressionPolicy.GZIP))
                .transcoded(ZSTD, GZIP)
                .keep();
        assertThat(kept.root())
                .isEqualTo(
                        ociIndex(List.of(entry(GZIP_IMAGE, q("'annotations':{}")), attestation(newStyle, GZIP_IMAGE)))
                                .text());
        assertThat(kept.findings())
                .containsExactly(
                        "annotation-drop /manifests/0/annotations/io.github.containers.compression.zstd",
                        "attestation-kept /manifests/1",
                        "layer-recompress /layers/0");
        assertThat(kept.blobs())
                .contains("copy " + O_CONFIG + " " + CONFIG.digest(), "copy " + O_GZ + " " + GZIP.digest());
        assertThat(kept.plan().comesBack()).isFalse();
    }

    @Test
    void compressingStaysWithinTheManifestsFamily() {
        Doc docker = dockerManifest(CONFIG.ref(), List.of(layer(O_GZ, "1").ref()));
        Conversion plain = Conversion.of(docker, CONFIG).with(b -> b.compression(CompressionPolicy.NONE));
        assertThat(plain.keep().blobs())
                .contains("transcode " + layer(O_GZ, "1").digest() + " none");
        Doc tar = layer(D_TAR, "t");
        assertThat(plain.transcoded(layer(O_GZ, "1"), tar).keep().root())
                .isEqualTo(dockerManifest(CONFIG.ref(), List.of(tar.ref())).text());
    }

    @Test
    void zstdInADockerManifestNeedsPermission() {
        Conversion zstd = Conversion.of(DOCKER_IMAGE, CONFIG).with(b -> b.compression(CompressionPolicy.ZSTD));
        assertThat(zstd.keep().errors()).containsExactly("zstd-not-official /layers/0");
        Converted permitted = zstd.with(b -> b.zstd(ZstdPolicy.KEEP))
                .transcoded(layer(D_GZ, "1"), layer(D_ZSTD, "new"))
                .keep();
        assertThat(permitted.root())
                .isEqualTo(dockerManifest(
                                CONFIG.ref(), List.of(layer(D_ZSTD, "new").ref()))
                        .text());
        assertThat(permitted.findings()).containsExactly("layer-recompress /layers/0", "unofficial-type /layers/0");
        Doc there = dockerManifest(CONFIG.ref(), List.of(layer(D_ZSTD, "z").ref()));
        assertKept(
                Conversion.of(there, CONFIG)
                        .with(b -> b.compression(CompressionPolicy.ZSTD))
                        .keep(),
                there);
    }

    @Test
    void whatIsSoAlreadyIsNotCompressedAgainWhateverItsLabel() {
        Converted kept = Conversion.of(ZSTD_IMAGE, CONFIG)
                .with(b -> b.compression(CompressionPolicy.GZIP))
                .observed(ZSTD, Compression.GZIP)
                .keep();
        assertKept(kept, ZSTD_IMAGE);
    }

    @Test
    void layersOfArtifactsAndEncryptedOrForeignOnesKeepTheirBytes() {
        Doc chart = ociManifest(
                Doc.of(HELM_CONFIG, "{}").ref(), List.of(layer(O_GZ, "x").ref()));
        Doc image = ociManifest(
                CONFIG.as(O_CONFIG).ref(),
                List.of(
                        layer(O_ND_GZ, "f").ref(),
                        layer(O_GZ + "+encrypted", "e").ref()));
        Doc index = ociIndex(List.of(chart.ref(), entry(image)));
        assertKept(
                Conversion.of(index, chart, image, CONFIG)
                        .with(b -> b.compression(CompressionPolicy.NONE))
                        .keep(),
                index);
    }

    @Test
    void emptyIndexIsMentioned() {
        Doc index = ociIndex(List.of(entry(OCI_IMAGE)));
        assertThat(Conversion.of(index)
                        .with(b -> b.sparse(SparsePolicy.SKIP))
                        .keep()
                        .findings())
                .containsExactly("child-skip /manifests/0", "empty-index /manifests");
        assertThat(Conversion.of(ociIndex(List.of())).keep().findings()).containsExactly("empty-index /manifests");
    }

    @Test
    void whatIsNoDocumentOrMissingFollowsAnImageThatChanges() {
        Doc settings = Doc.of("application/vnd.buildkit.cacheconfig.v0", "{}");
        Doc missing = BuildKit.artifactStyle(ZSTD_IMAGE);
        Doc index = ociIndex(
                List.of(entry(ZSTD_IMAGE), settings.ref(attests(ZSTD_IMAGE)), missing.ref(attests(ZSTD_IMAGE))));
        Converted kept = Conversion.of(index, ZSTD_IMAGE, CONFIG)
                .with(b -> b.compression(CompressionPolicy.GZIP).sparse(SparsePolicy.KEEP))
                .transcoded(ZSTD, GZIP)
                .keep();
        assertThat(kept.root())
                .isEqualTo(ociIndex(List.of(
                                entry(GZIP_IMAGE), settings.ref(attests(GZIP_IMAGE)), missing.ref(attests(GZIP_IMAGE))))
                        .text());
    }

    @Test
    void unusualSpellingStays() {
        Doc inner = Doc.of(O_INDEX, ociIndex(List.of()).text());
        Doc index = ociIndex(List.of(inner.as(O_INDEX + "; a=b").ref(), entry(OCI_IMAGE)));
        assertThat(Conversion.of(index, inner, OCI_IMAGE).keep().plan().isExact())
                .isTrue();
    }

    @Test
    void statementsAndOtherContentAreNotCompressed() {
        Doc odd = ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(STATEMENT.ref(), CONFIG.ref()));
        assertKept(
                Conversion.of(odd, CONFIG)
                        .with(b -> b.compression(CompressionPolicy.GZIP))
                        .keep(),
                odd);
    }

    @Test
    void subjectFollowsANestedIndexWhateverTheFamily() {
        Doc inner = dockerList(List.of(entry(ZSTD_IMAGE)));
        Doc newInner = dockerList(List.of(entry(GZIP_IMAGE)));
        String empty = Doc.of(O_EMPTY, "{}").ref();
        Doc signature = ociManifest(empty, List.of(), "\"subject\":" + inner.ref());
        Doc follows = ociManifest(empty, List.of(), "\"subject\":" + newInner.ref());
        Doc list = dockerList(List.of(inner.ref(), signature.ref()));
        Converted kept = Conversion.of(list, inner, signature, ZSTD_IMAGE, CONFIG)
                .with(b -> b.keep(true).compression(CompressionPolicy.GZIP))
                .transcoded(ZSTD, GZIP)
                .to(Family.DOCKER);
        assertThat(kept.root())
                .isEqualTo(dockerList(List.of(newInner.ref(), follows.ref())).text());
    }

    @Test
    void whatNamesAnImageElsewhereWaitsForIt() {
        Doc inner = ociIndex(List.of(attestation(BuildKit.ATTESTATION, ZSTD_IMAGE)));
        Doc outer = ociIndex(List.of(inner.ref(), entry(ZSTD_IMAGE)));
        Converted pending = Conversion.of(outer, inner, ZSTD_IMAGE, CONFIG, BuildKit.ATTESTATION)
                .with(b -> b.compression(CompressionPolicy.GZIP))
                .keep();
        assertThat(pending.puts()).containsExactly(BuildKit.ATTESTATION.digest(), "pending", "pending", "pending");
    }
}
