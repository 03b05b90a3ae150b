// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.plan.ConversionRequest.AnnotationPolicy;
import dev.ambidock.plan.ConversionRequest.ForeignPolicy;
import dev.ambidock.plan.ConversionRequest.ZstdPolicy;
import dev.ambidock.testing.Conversion;
import dev.ambidock.testing.Converted;
import dev.ambidock.testing.Doc;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows 1 to 12 and 17 to 19 of docs/coverage.md: single images and their layers. */
class SingleImageRowsTest {
    private static final Doc CONFIG = config("linux", "amd64", 1);
    private static final Doc OCI_CONFIG = CONFIG.as(O_CONFIG);
    private static final Doc GZ = layer(D_GZ, "1");

    @Test
    void row01_threeBlankManifestComesBackByteEqual() {
        String pushed = q("{\n   'schemaVersion': 2,\n   'mediaType': '" + D_MANIFEST + "',\n   'config': {\n"
                + "      'mediaType': '" + D_CONFIG + "',\n      'size': 10,\n      'digest': '" + CONFIG.digest()
                + "'\n   },\n   'layers': [\n      {\n         'mediaType': '" + D_GZ + "',\n         'size': 7,\n"
                + "         'digest': '" + GZ.digest() + "'\n      }\n   ]\n}");
        Converted oci = Conversion.of(Doc.of(D_MANIFEST, pushed)).toOci();
        assertThat(oci.root())
                .isEqualTo(pushed.replace(D_MANIFEST, O_MANIFEST)
                        .replace(D_CONFIG, O_CONFIG)
                        .replace(D_GZ, O_GZ));
        assertThat(oci.findings()).isEmpty();
        assertThat(Conversion.of(oci.rootDoc()).toDocker().root()).isEqualTo(pushed);

        Converted compact =
                Conversion.of(Doc.of(D_MANIFEST, pushed)).canonical().toOci();
        assertThat(compact.root())
                .isEqualTo(ociManifest(
                                Doc.descriptor(O_CONFIG, CONFIG.digest(), 10),
                                List.of(Doc.descriptor(O_GZ, GZ.digest(), 7)))
                        .text());
    }

    @Test
    void row02_configKeepsItsBytesBothWays() {
        String text = q("{'architecture':'amd64','os':'linux','config':{'Healthcheck':{'Test':['CMD','true'],"
                + "'StartInterval':5},'OnBuild':['RUN true'],'Shell':['sh','-c'],'Labels':{'a':'<&>','b':'?'}},"
                + "'rootfs':" + rootfs(1) + ",'x.unknown' : 1.0e0}");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        bytes[text.indexOf('?')] = (byte) 0xFF;
        Doc odd = new Doc(D_CONFIG, DigestAlgorithm.SHA256, Bytes.of(bytes));

        Converted oci = Conversion.of(dockerImage(odd), odd).toOci();
        assertThat(oci.root()).isEqualTo(ociImage(odd).text());
        assertThat(oci.blobs())
                .containsExactly("copy " + O_CONFIG + " " + odd.digest(), "copy " + O_GZ + " " + GZ.digest());
        assertThat(oci.puts()).containsExactly(ociImage(odd).digest());
        assertThat(oci.findings()).containsExactly("config-oddity");

        Converted docker = Conversion.of(ociImage(odd), odd).toDocker();
        assertThat(docker.root()).isEqualTo(dockerImage(odd).text());
        assertThat(docker.puts()).containsExactly(dockerImage(odd).digest());
        assertThat(docker.findings()).containsExactly("config-oddity");
    }

    @Test
    void row03_zstdLayersAreToBeCompressedAnew() {
        Doc zstd = layer(O_ZSTD, "z");
        Doc image = ociManifest(OCI_CONFIG.ref(), List.of(zstd.ref()));
        Converted pending = Conversion.of(image, CONFIG).toDocker();
        assertThat(pending.plan().root().kind()).isEqualTo(Outcome.Kind.PENDING);
        assertThat(pending.puts()).containsExactly("pending");
        assertThat(pending.blobs())
                .containsExactly("copy " + D_CONFIG + " " + CONFIG.digest(), "transcode " + zstd.digest() + " gzip");
        assertThat(pending.findings()).containsExactly("layer-recompress /layers/0");

        Doc gzip = layer(D_GZ, "recompressed");
        Converted known = Conversion.of(image, CONFIG).transcoded(zstd, gzip).toDocker();
        assertThat(known.root())
                .isEqualTo(dockerManifest(CONFIG.ref(), List.of(gzip.ref())).text());
        assertThat(known.findings()).containsExactly("layer-recompress /layers/0");
    }

    @Test
    void row03_zstdKeepWritesTheUnofficialType() {
        Doc zstd = layer(O_ZSTD, "z");
        Converted kept = Conversion.of(ociManifest(OCI_CONFIG.ref(), List.of(zstd.ref())))
                .with(b -> b.zstd(ZstdPolicy.KEEP))
                .toDocker();
        assertThat(kept.root())
                .isEqualTo(dockerManifest(CONFIG.ref(), List.of(zstd.as(D_ZSTD).ref()))
                        .text());
        assertThat(kept.findings()).containsExactly("unofficial-type /layers/0");
    }

    @Test
    void row04_plainTarLayersKeepTheirBlob() {
        Doc tar = layer(O_TAR, "t");
        Converted docker =
                Conversion.of(ociManifest(OCI_CONFIG.ref(), List.of(tar.ref()))).toDocker();
        assertThat(docker.root())
                .isEqualTo(dockerManifest(CONFIG.ref(), List.of(tar.as(D_TAR).ref()))
                        .text());
        assertThat(docker.findings()).isEmpty();
    }

    @Test
    void row05_chunkAnnotationsGoWithTheBytesTheyDescribe() {
        Doc zstd = layer(O_ZSTD, "z");
        String chunked = annotations(
                "io.github.containers.zstd-chunked.manifest-checksum", "sha256:1", "org.example.kept", "yes");
        Doc image = ociManifest(OCI_CONFIG.ref(), List.of(zstd.ref(chunked)));
        Doc gzip = layer(D_GZ, "recompressed");
        Converted docker = Conversion.of(image)
                .transcoded(zstd, gzip)
                .with(b -> b.annotations(AnnotationPolicy.KEEP))
                .toDocker();
        assertThat(docker.root())
                .isEqualTo(dockerManifest(CONFIG.ref(), List.of(gzip.ref(annotations("org.example.kept", "yes"))))
                        .text());
        assertThat(docker.findings())
                .containsExactly(
                        "layer-recompress /layers/0",
                        "annotation-drop /layers/0/annotations/io.github.containers.zstd-chunked.manifest-checksum");

        Converted dropped = Conversion.of(image).transcoded(zstd, gzip).toDocker();
        assertThat(dropped.root())
                .isEqualTo(dockerManifest(CONFIG.ref(), List.of(gzip.ref())).text());

        Converted oci = Conversion.of(image).toOci();
        assertThat(oci.root()).isEqualTo(image.text());
        assertThat(oci.plan().isExact()).isTrue();
    }

    @Test
    void row06_estargzKeepsItsBlobAndLosesItsAnnotations() {
        Doc layer = layer(O_GZ, "1");
        String toc = annotations("containerd.io/snapshot/stargz/toc.digest", "sha256:1");
        Doc image = ociManifest(OCI_CONFIG.ref(), List.of(layer.ref(toc)));
        Converted docker = Conversion.of(image).toDocker();
        assertThat(docker.root()).isEqualTo(dockerImage(CONFIG).text());
        assertThat(docker.findings())
                .containsExactly("annotation-drop /layers/0/annotations/containerd.io~1snapshot~1stargz~1toc.digest");

        Converted kept = Conversion.of(image)
                .with(b -> b.annotations(AnnotationPolicy.KEEP))
                .toDocker();
        assertThat(kept.root())
                .isEqualTo(dockerManifest(CONFIG.ref(), List.of(GZ.ref(toc))).text());
        assertThat(kept.findings()).isEmpty();
    }

    @Test
    void row07_foreignLayersKeepTheirUrls() {
        Doc foreign = layer(D_FOREIGN_GZ, "f");
        String urls = q("'urls':['https://example.com/f']");
        Doc docker = dockerManifest(CONFIG.ref(), List.of(foreign.ref(urls)));
        Doc oci = ociManifest(OCI_CONFIG.ref(), List.of(foreign.as(O_ND_GZ).ref(urls)));
        Converted toOci = Conversion.of(docker).toOci();
        assertThat(toOci.root()).isEqualTo(oci.text());
        assertThat(toOci.blobs()).contains("offer " + O_ND_GZ + " " + foreign.digest());
        assertThat(toOci.findings()).isEmpty();
        Converted toDocker = Conversion.of(oci).toDocker();
        assertThat(toDocker.root()).isEqualTo(docker.text());
        assertThat(toDocker.blobs()).contains("offer " + D_FOREIGN_GZ + " " + foreign.digest());
        assertThat(toDocker.findings()).isEmpty();
    }

    @Test
    void row07_foreignRetypeMakesThemOrdinary() {
        Doc foreign = layer(D_FOREIGN_GZ, "f");
        Doc docker = dockerManifest(CONFIG.ref(), List.of(foreign.ref(q("'urls':['https://example.com/f']"))));
        Converted oci =
                Conversion.of(docker).with(b -> b.foreign(ForeignPolicy.RETYPE)).toOci();
        assertThat(oci.root())
                .isEqualTo(
                        ociManifest(OCI_CONFIG.ref(), List.of(foreign.as(O_GZ).ref()))
                                .text());
        assertThat(oci.blobs()).contains("copy " + O_GZ + " " + foreign.digest());
        assertThat(oci.findings()).containsExactly("layer-retyped /layers/0");
    }

    @Test
    void row08_foreignTarBecomesNonDistributableTar() {
        Doc foreign = layer(D_FOREIGN_TAR, "f");
        Converted oci = Conversion.of(dockerManifest(CONFIG.ref(), List.of(foreign.ref())))
                .toOci();
        assertThat(oci.root())
                .isEqualTo(ociManifest(
                                OCI_CONFIG.ref(), List.of(foreign.as(O_ND_TAR).ref()))
                        .text());
        assertThat(oci.findings()).isEmpty();
    }

    @Test
    void row09_foreignZstdHasNoDockerName() {
        Doc foreign = layer(O_ND_ZSTD, "f");
        Doc image = ociManifest(OCI_CONFIG.ref(), List.of(GZ.as(O_GZ).ref(), foreign.ref()));
        assertThat(Conversion.of(image).toDocker().findings()).containsExactly("layer-without-counterpart /layers/1");
        Converted retyped =
                Conversion.of(image).with(b -> b.foreign(ForeignPolicy.RETYPE)).toDocker();
        assertThat(retyped.blobs()).contains("transcode " + foreign.digest() + " gzip");
        assertThat(retyped.findings()).containsExactly("layer-retyped /layers/1", "layer-recompress /layers/1");
    }

    @Test
    void row10_encryptedLayersStayOci() {
        Doc encrypted = layer(O_GZ + "+encrypted", "e");
        Doc image = ociManifest(OCI_CONFIG.ref(), List.of(encrypted.ref()));
        assertThat(Conversion.of(image).toDocker().findings()).containsExactly("encrypted-layer /layers/0");
        Converted oci = Conversion.of(image).toOci();
        assertThat(oci.plan().isExact()).isTrue();
        assertThat(oci.findings()).isEmpty();
    }

    @Test
    void row17_noLayersIsOddButLegal() {
        Doc none = config("linux", "amd64", 0);
        Doc oci = ociManifest(none.as(O_CONFIG).ref(), List.of());
        Doc docker = dockerManifest(none.ref(), List.of());
        Doc nulls = Doc.of(D_MANIFEST, docker.text().replace("[]", "null"));
        assertThat(Conversion.of(docker, none).toOci().root()).isEqualTo(oci.text());
        Converted written = Conversion.of(nulls, none).toOci();
        assertThat(written.root()).isEqualTo(oci.text());
        assertThat(written.findings()).containsExactly("no-layers /layers");
        Converted back = Conversion.of(Doc.of(O_MANIFEST, oci.text().replace("[]", "null")), none)
                .toDocker();
        assertThat(back.root()).isEqualTo(docker.text());
        assertThat(back.findings()).containsExactly("no-layers /layers");
        assertThat(Conversion.of(nulls, none).toDocker().root()).isEqualTo(nulls.text());
    }

    @Test
    void row18_sameLayerTwiceStaysTwice() {
        Doc config = config("linux", "amd64", 3);
        Doc empty = layer(D_GZ, "empty");
        Doc docker = dockerManifest(config.ref(), List.of(GZ.ref(), empty.ref(), GZ.ref()));
        Converted oci = Conversion.of(docker, config).toOci();
        assertThat(oci.root())
                .isEqualTo(ociManifest(
                                config.as(O_CONFIG).ref(),
                                List.of(
                                        GZ.as(O_GZ).ref(),
                                        empty.as(O_GZ).ref(),
                                        GZ.as(O_GZ).ref()))
                        .text());
        assertThat(oci.blobs())
                .containsExactly(
                        "copy " + O_CONFIG + " " + config.digest(),
                        "copy " + O_GZ + " " + GZ.digest(),
                        "copy " + O_GZ + " " + empty.digest());
    }

    @Test
    void row19_manyAndHugeLayersCostTheirDescriptorsOnly() {
        List<String> docker = new ArrayList<>();
        List<String> oci = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String digest = layer("", "l" + i).digest();
            docker.add(Doc.descriptor(D_GZ, digest, 10_000_000_000L + i));
            oci.add(Doc.descriptor(O_GZ, digest, 10_000_000_000L + i));
        }
        Doc huge = dockerManifest(Doc.descriptor(D_CONFIG, CONFIG.digest(), Long.MAX_VALUE), docker);
        Converted converted = Conversion.of(huge).toOci();
        assertThat(converted.root())
                .isEqualTo(ociManifest(Doc.descriptor(O_CONFIG, CONFIG.digest(), Long.MAX_VALUE), oci)
                        .text());
        assertThat(converted.blobs()).hasSize(501);
    }

    @Test
    void row19_documentsOverFourMebibytesAreRefused() {
        String text = dockerImage(CONFIG).text();
        String padded = text + " ".repeat((4 << 20) - text.length());
        assertThat(Conversion.of(Doc.of(D_MANIFEST, padded)).toOci().root())
                .isEqualTo(ociImage(CONFIG).text() + padded.substring(text.length()));
        Conversion larger = Conversion.of(Doc.of(D_MANIFEST, padded + " "));
        assertThat(larger.toOci().findings()).containsExactly("limit-exceeded");
        assertThat(larger.within(Limits.defaults().withDocumentBytes(5 << 20))
                        .toOci()
                        .isReady())
                .isTrue();
    }
}
