// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.table;

import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambidock.model.Compression;
import dev.ambidock.model.Family;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table against the names and the mapping as the specifications and the field have them, spelled once more. */
class FormatTableTest {
    private static FormatRow row(String type) {
        return FormatTable.find(MediaType.of(type)).orElseThrow();
    }

    private static String becomes(String type, Family target) {
        Counterpart counterpart = row(type).counterpart(target);
        return switch (counterpart.kind()) {
            case EXACT -> ((Counterpart.Exact) counterpart).mediaType().text();
            case TRANSCODE -> {
                Counterpart.Transcode names = (Counterpart.Transcode) counterpart;
                yield names.mediaType() + " or " + names.unofficial();
            }
            case UNTOUCHED -> "untouched";
            case ABSENT -> "absent";
        };
    }

    @ParameterizedTest
    @CsvSource({
        D_LIST + "," + O_INDEX + ",INDEX",
        D_MANIFEST + "," + O_MANIFEST + ",MANIFEST",
        D_CONFIG + "," + O_CONFIG + ",CONFIG",
        D_GZ + "," + O_GZ + ",LAYER",
        D_TAR + "," + O_TAR + ",LAYER",
        D_FOREIGN_GZ + "," + O_ND_GZ + ",LAYER",
        D_FOREIGN_TAR + "," + O_ND_TAR + ",LAYER"
    })
    void pairsNameTheSameContent(String docker, String oci, Role role) {
        assertThat(becomes(docker, Family.OCI)).isEqualTo(oci);
        assertThat(becomes(oci, Family.DOCKER)).isEqualTo(docker);
        assertThat(becomes(docker, Family.DOCKER)).isEqualTo(docker);
        assertThat(becomes(oci, Family.OCI)).isEqualTo(oci);
        assertThat(row(docker).role()).isEqualTo(role);
        assertThat(row(oci).role()).isEqualTo(role);
        assertThat(row(docker).family()).isEqualTo(Family.DOCKER);
        assertThat(row(oci).family()).isEqualTo(Family.OCI);
        assertThat(row(docker).compression()).isEqualTo(row(oci).compression());
        assertThat(row(docker).distributable()).isEqualTo(row(oci).distributable());
    }

    @Test
    void zstdHasAnUnofficialNameOnly() {
        assertThat(becomes(D_ZSTD, Family.OCI)).isEqualTo(O_ZSTD);
        assertThat(becomes(O_ZSTD, Family.OCI)).isEqualTo(O_ZSTD);
        assertThat(becomes(O_ZSTD, Family.DOCKER)).isEqualTo(D_GZ + " or " + D_ZSTD);
        assertThat(becomes(D_ZSTD, Family.DOCKER)).isEqualTo(D_GZ + " or " + D_ZSTD);
        assertThat(row(D_ZSTD).status()).isEqualTo(Status.UNOFFICIAL);
    }

    @Test
    void foreignZstdHasNoDockerName() {
        assertThat(becomes(D_FOREIGN_ZSTD, Family.OCI)).isEqualTo(O_ND_ZSTD);
        assertThat(becomes(O_ND_ZSTD, Family.DOCKER)).isEqualTo("absent");
        assertThat(row(D_FOREIGN_ZSTD).status()).isEqualTo(Status.INVENTED);
    }

    @ParameterizedTest
    @CsvSource({O_TAR, O_GZ, O_ZSTD, O_ND_TAR, O_ND_GZ, O_ND_ZSTD})
    void encryptedLayersStayOci(String plain) {
        FormatRow encrypted = row(plain + "+encrypted");
        assertThat(encrypted.encrypted()).isTrue();
        assertThat(encrypted.role()).isEqualTo(Role.LAYER);
        assertThat(encrypted.compression()).isEqualTo(row(plain).compression());
        assertThat(encrypted.distributable()).isEqualTo(row(plain).distributable());
        assertThat(becomes(plain + "+encrypted", Family.OCI)).isEqualTo(plain + "+encrypted");
        assertThat(becomes(plain + "+encrypted", Family.DOCKER)).isEqualTo("absent");
    }

    @ParameterizedTest
    @CsvSource({
        D_PLUGIN,
        O_EMPTY,
        "application/vnd.oci.layout.header.v1+json",
        "application/vnd.oci.descriptor.v1+json",
        IN_TOTO,
        HELM_CONFIG,
        HELM_CHART,
        COSIGN,
        OCTET_STREAM,
        "application/vnd.dev.sigstore.bundle.v0.3+json",
        "application/vnd.cncf.notary.signature",
        "application/vnd.buildkit.cacheconfig.v0",
        "application/vnd.erofs.layer.v1"
    })
    void whatIsNoImagesStaysOrIsRefused(String type) {
        assertThat(row(type).role()).isEqualTo(Role.OTHER);
        assertThat(becomes(type, Family.OCI)).isEqualTo("untouched");
        assertThat(becomes(type, Family.DOCKER)).isEqualTo("absent");
    }

    @Test
    void schemaOneNeedsItsLayers() {
        for (String type : List.of(
                "application/vnd.docker.distribution.manifest.v1+json",
                "application/vnd.docker.distribution.manifest.v1+prettyjws")) {
            assertThat(row(type).family()).isEqualTo(Family.DOCKER_SCHEMA1);
            assertThat(row(type).role()).isEqualTo(Role.MANIFEST);
            assertThat(becomes(type, Family.OCI)).isEqualTo("absent");
            assertThat(becomes(type, Family.DOCKER)).isEqualTo("absent");
        }
    }

    @Test
    void removedArtifactManifestIsKnown() {
        assertThat(row(O_ARTIFACT).status()).isEqualTo(Status.REMOVED);
        assertThat(row(O_ARTIFACT).role()).isEqualTo(Role.MANIFEST);
        assertThat(becomes(O_ARTIFACT, Family.OCI)).isEqualTo(O_ARTIFACT);
        assertThat(becomes(O_ARTIFACT, Family.DOCKER)).isEqualTo("absent");
    }

    @Test
    void tableHoldsTheseRowsAndNoOthers() {
        List<String> types = new ArrayList<>(List.of(
                D_LIST,
                D_MANIFEST,
                D_CONFIG,
                D_PLUGIN,
                D_TAR,
                D_GZ,
                D_ZSTD,
                D_FOREIGN_TAR,
                D_FOREIGN_GZ,
                D_FOREIGN_ZSTD,
                O_INDEX,
                O_MANIFEST,
                O_CONFIG,
                O_EMPTY,
                O_ARTIFACT,
                O_TAR,
                O_GZ,
                O_ZSTD,
                O_ND_TAR,
                O_ND_GZ,
                O_ND_ZSTD,
                OCTET_STREAM,
                IN_TOTO,
                HELM_CONFIG,
                HELM_CHART,
                COSIGN,
                "application/vnd.docker.distribution.manifest.v1+json",
                "application/vnd.docker.distribution.manifest.v1+prettyjws",
                "application/vnd.oci.layout.header.v1+json",
                "application/vnd.oci.descriptor.v1+json",
                "application/vnd.dev.sigstore.bundle.v0.3+json",
                "application/vnd.cncf.notary.signature",
                "application/vnd.buildkit.cacheconfig.v0",
                "application/vnd.erofs.layer.v1"));
        for (String plain : List.of(O_TAR, O_GZ, O_ZSTD, O_ND_TAR, O_ND_GZ, O_ND_ZSTD)) {
            types.add(plain + "+encrypted");
        }
        assertThat(FormatTable.all().stream().map(r -> r.mediaType().text()).toList())
                .containsExactlyInAnyOrderElementsOf(types);
        assertThat(FormatTable.all().stream().map(FormatRow::shortName).toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void whateverATypeBecomesIsOfTheTargetOrItself() {
        for (FormatRow row : FormatTable.all()) {
            for (Family target : List.of(Family.OCI, Family.DOCKER)) {
                if (row.counterpart(target) instanceof Counterpart.Exact exact) {
                    assertThat(FormatTable.family(exact.mediaType()))
                            .as("%s", row)
                            .isEqualTo(target);
                    assertThat(becomes(exact.mediaType().text(), target))
                            .isEqualTo(exact.mediaType().text());
                }
            }
            assertThat(row.counterpart(Family.OTHER).kind()).isEqualTo(Counterpart.Kind.ABSENT);
        }
    }

    @Test
    void typesAreComparedWithoutCaseAndParameters() {
        MediaType loud = MediaType.of(" " + O_GZ.toUpperCase(Locale.ROOT) + "; charset=utf-8");
        assertThat(loud).isEqualTo(MediaType.of(O_GZ));
        assertThat(FormatTable.role(loud)).isEqualTo(Role.LAYER);
        assertThat(FormatTable.role(MediaType.of("application/vnd.docker.ai.gguf.v3")))
                .isEqualTo(Role.UNKNOWN);
        assertThat(FormatTable.family(MediaType.of("application/vnd.docker.compose.project")))
                .isEqualTo(Family.OTHER);
    }

    @Test
    void everyPlainLayerTypeIsFoundByWhatItSays() {
        for (FormatRow row : FormatTable.all()) {
            if (row.role() == Role.LAYER && !row.encrypted()) {
                assertThat(FormatTable.layer(row.family(), row.compression().orElseThrow(), row.distributable()))
                        .isEqualTo(row.mediaType());
            }
        }
        assertThatThrownBy(() -> FormatTable.layer(Family.OTHER, Compression.GZIP, true))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
