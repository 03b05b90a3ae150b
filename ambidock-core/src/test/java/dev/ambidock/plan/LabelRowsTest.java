// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import static dev.ambidock.testing.BuildKit.*;
import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Compression;
import dev.ambidock.plan.ConversionRequest.CompressionPolicy;
import dev.ambidock.plan.ConversionRequest.ZstdPolicy;
import dev.ambidock.testing.Conversion;
import dev.ambidock.testing.Converted;
import dev.ambidock.testing.Doc;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows 11 and 12 of docs/coverage.md: labels that lie. */
class LabelRowsTest {
    private static final Doc LAYER = layer(O_GZ, "1");
    private static final Doc GZIP = layer(D_GZ, "recompressed");

    private static Doc docker(String type) {
        return dockerManifest(CONFIG.ref(), List.of(LAYER.as(type).ref()));
    }

    private static Doc oci(String type) {
        return ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(LAYER.as(type).ref()));
    }

    private static Conversion really(Doc image, Compression real) {
        return Conversion.of(image, CONFIG).observed(LAYER, real);
    }

    @Test
    void row11_zstdUnderAGzipLabelIsCalledZstdInOci() {
        Converted oci = really(docker(D_GZ), Compression.ZSTD).toOci();
        assertThat(oci.root()).isEqualTo(oci(O_ZSTD).text());
        assertThat(oci.findings()).containsExactly("label-corrected /layers/0/mediaType");
        assertThat(oci.blobs()).contains("copy " + O_ZSTD + " " + LAYER.digest());
        assertThat(really(oci(O_GZ), Compression.ZSTD).toOci().root())
                .isEqualTo(oci(O_ZSTD).text());
        assertThat(oci.plan().comesBack()).isFalse();
    }

    @Test
    void row11_zstdUnderAGzipLabelIsCompressedAnewToDocker() {
        for (Doc image : List.of(oci(O_GZ), docker(D_GZ))) {
            Converted pending = really(image, Compression.ZSTD).toDocker();
            assertThat(pending.blobs())
                    .containsExactly(
                            "copy " + D_CONFIG + " " + CONFIG.digest(), "transcode " + LAYER.digest() + " gzip");
            assertThat(pending.findings())
                    .containsExactly("label-corrected /layers/0/mediaType", "layer-recompress /layers/0");
            assertThat(really(image, Compression.ZSTD)
                            .transcoded(LAYER, GZIP)
                            .toDocker()
                            .root())
                    .isEqualTo(dockerManifest(CONFIG.ref(), List.of(GZIP.ref())).text());
        }
        assertThat(really(oci(O_GZ), Compression.ZSTD)
                        .with(b -> b.zstd(ZstdPolicy.KEEP))
                        .toDocker()
                        .root())
                .isEqualTo(docker(D_ZSTD).text());
    }

    @Test
    void row11_strictRefusesALabelThatLies() {
        assertThat(really(oci(O_GZ), Compression.ZSTD)
                        .with(b -> b.strict(true))
                        .toOci()
                        .errors())
                .containsExactly("strict-refusal");
    }

    @Test
    void row12_labelsOfPlainAndGzipLayersAreCorrected() {
        assertThat(really(docker(D_GZ), Compression.NONE).toOci().root())
                .isEqualTo(oci(O_TAR).text());
        assertThat(really(oci(O_GZ), Compression.NONE).toDocker().root())
                .isEqualTo(docker(D_TAR).text());
        assertThat(really(oci(O_TAR), Compression.GZIP).toDocker().root())
                .isEqualTo(docker(D_GZ).text());
        assertThat(really(docker(D_TAR), Compression.GZIP).toDocker().root())
                .isEqualTo(docker(D_GZ).text());
        assertThat(really(oci(O_ZSTD), Compression.GZIP).toDocker().findings())
                .containsExactly("label-corrected /layers/0/mediaType");
        Converted one = really(oci(O_TAR), Compression.GZIP).toOci();
        assertThat(one.texts())
                .containsExactly("the type " + O_TAR + " does not fit the bytes, which are those of " + O_GZ);
    }

    @Test
    void trueLabelIsNotMentioned() {
        assertThat(really(oci(O_GZ), Compression.GZIP).toOci().plan().isExact()).isTrue();
        assertThat(really(docker(D_GZ), Compression.GZIP).toOci().findings()).isEmpty();
    }

    @Test
    void wishIsComparedWithTheBytesNotWithTheLabel() {
        Converted gzip = really(oci(O_ZSTD), Compression.GZIP)
                .with(b -> b.compression(CompressionPolicy.GZIP))
                .toOci();
        assertThat(gzip.root()).isEqualTo(oci(O_GZ).text());
        assertThat(gzip.findings()).containsExactly("label-corrected /layers/0/mediaType");
    }

    @Test
    void encryptedAndForeignLayersKeepTheirLabels() {
        for (String type : List.of(O_GZ + "+encrypted", O_ND_GZ)) {
            assertThat(really(oci(type), Compression.NONE).toOci().plan().isExact())
                    .isTrue();
        }
    }
}
