// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import static dev.ambidock.testing.BuildKit.*;
import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Compression;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.model.Severity;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.plan.ConversionRequest.ArtifactPolicy;
import dev.ambidock.plan.ConversionRequest.AttestationPolicy;
import dev.ambidock.plan.ConversionRequest.SparsePolicy;
import dev.ambidock.testing.BuildKit;
import dev.ambidock.testing.Conversion;
import dev.ambidock.testing.Converted;
import dev.ambidock.testing.Doc;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A destination that holds no indexes, such as a classic archive, gets the only image of one. */
class SingleImageOnlyTest {
    private static final SinkAbilities CLASSIC = SinkAbilities.of(Set.of(Family.DOCKER), Long.MAX_VALUE)
            .withCompressions(Set.of(Compression.NONE))
            .withoutIndexes();
    private static final SinkAbilities SINGLE = SinkAbilities.any().withoutIndexes();
    private static final Doc ARM_CONFIG = config("linux", "arm64", 1);
    private static final Doc OCI_ARM = ociImage(ARM_CONFIG);
    private static final String ARM = platform("linux", "arm64");

    private static Conversion of(Doc root, Doc... more) {
        List<Doc> docs =
                new ArrayList<>(List.of(OCI_IMAGE, DOCKER_IMAGE, OCI_ARM, CONFIG, ARM_CONFIG, BuildKit.ATTESTATION));
        docs.addAll(List.of(more));
        return Conversion.of(root, docs.toArray(new Doc[0])).into(SINGLE);
    }

    @Test
    void onlyImageBecomesTheRoot() {
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), attestation(BuildKit.ATTESTATION, OCI_IMAGE)));
        Converted docker = of(index).toDocker();
        assertThat(docker.root()).isEqualTo(DOCKER_IMAGE.text());
        assertThat(docker.puts()).containsExactly(DOCKER_IMAGE.digest());
        assertThat(docker.blobs())
                .containsExactly(
                        "copy " + D_CONFIG + " " + CONFIG.digest(),
                        "copy " + D_GZ + " " + layer(D_GZ, "1").digest());
        assertThat(docker.plan().mapping().keySet())
                .extracting(Digest::toString)
                .containsExactly(OCI_IMAGE.digest());
        assertThat(docker.findings()).containsExactly("attestation-drop /manifests/1", "index-left-out");
        assertThat(docker.plan().comesBack()).isFalse();
        Converted kept =
                of(index).with(b -> b.attestations(AttestationPolicy.KEEP)).keep();
        assertThat(kept.root()).isEqualTo(OCI_IMAGE.text());
        assertThat(kept.plan().isExact()).isFalse();
    }

    @Test
    void classicArchiveGetsPlainLayers() {
        Doc index = ociIndex(List.of(entry(OCI_IMAGE)));
        Converted classic = of(index).into(CLASSIC).toDocker();
        assertThat(classic.findings()).containsExactly("index-left-out", "layer-recompress /layers/0");
        assertThat(classic.plan().root().kind()).isEqualTo(Outcome.Kind.PENDING);
        Doc tar = layer(D_TAR, "plain");
        Planning resolved = classic.plan()
                .resolve(java.util.Map.of(
                        Digest.parse(layer(D_GZ, "1").digest()),
                        dev.ambidock.model.Descriptor.of(
                                dev.ambidock.model.MediaType.of(D_TAR), Digest.parse(tar.digest()), tar.size())));
        assertThat(resolved.orThrow().rootBytes().utf8())
                .isEqualTo(dockerManifest(CONFIG.ref(), List.of(tar.ref())).text());
    }

    @Test
    void filterLeavesOne() {
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), OCI_ARM.ref(ARM), attestation(BuildKit.ATTESTATION, OCI_ARM)));
        Converted docker = of(index).platforms("linux/amd64").toDocker();
        assertThat(docker.root()).isEqualTo(DOCKER_IMAGE.text());
        assertThat(docker.findings())
                .containsExactly("platform-filter /manifests/1", "platform-filter /manifests/2", "index-left-out");
    }

    @Test
    void severalImagesAreRefusedWithTheirPlatforms() {
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), OCI_ARM.ref()));
        Converted refused = of(index).toDocker();
        assertThat(refused.errors()).containsExactly("single-image-only");
        assertThat(refused.texts())
                .containsExactly("the index holds 2 images (linux/amd64, linux/arm64),"
                        + " the destination takes one: choose with --platform");
        assertThat(of(index).keep().errors()).containsExactly("single-image-only");
        assertThat(of(index).into(SinkAbilities.any()).toDocker().isReady()).isTrue();
    }

    @Test
    void manyImagesAreCounted() {
        List<String> entries = new ArrayList<>();
        List<Doc> docs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Doc image = ociImage(config("os" + i, "a", 1));
            docs.add(image);
            entries.add(image.ref(platform("os" + i, "a")));
        }
        Doc[] all = docs.toArray(new Doc[0]);
        assertThat(of(ociIndex(entries.subList(0, 30)), all).toDocker().texts().get(0))
                .contains("the index holds 30 images (os0/a, ")
                .contains(", os29/a)");
        assertThat(of(ociIndex(entries), all).toDocker().texts().get(0))
                .contains("the index holds 40 images (os0/a, ")
                .contains("os29/a and 10 more)");
    }

    @Test
    void sameImageTwiceIsOne() {
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), OCI_IMAGE.ref(platform("linux", "386"))));
        assertThat(of(index).toDocker().root()).isEqualTo(DOCKER_IMAGE.text());
    }

    @Test
    void twoCompressionsOfOneImageAreOneAndTheOneThatStaysIsTaken() {
        Doc zstd = ociManifest(
                CONFIG.as(O_CONFIG).ref(), List.of(layer(O_ZSTD, "z").ref()));
        Doc index = ociIndex(List.of(entry(zstd), entry(OCI_IMAGE)));
        Converted docker = of(index, zstd).toDocker();
        assertThat(docker.root()).isEqualTo(DOCKER_IMAGE.text());
        assertThat(docker.findings()).containsExactly("variant-drop /manifests/0", "index-left-out");
        Converted kept = of(index, zstd).keep();
        assertThat(kept.root()).isEqualTo(zstd.text());
    }

    @Test
    void subjectThatIsLeftOutIsKeptAsFound() {
        Doc about = ociManifest(
                CONFIG.as(O_CONFIG).ref(), List.of(layer(O_GZ, "1").ref()), "\"subject\":" + DOCKER_IMAGE.ref());
        Doc index = ociIndex(List.of(entry(about), entry(DOCKER_IMAGE)));
        Converted oci = of(index, about).toOci();
        assertThat(oci.root()).isEqualTo(about.text());
        assertThat(oci.findings())
                .containsExactly("variant-drop /manifests/1", "index-left-out", "reference-dangling /subject");
    }

    @Test
    void whatOnlyTheIndexSaysIsLost() {
        Doc bare = ociManifest(
                Doc.of(O_CONFIG, q("{'rootfs':" + rootfs(1) + "}")).ref(),
                List.of(layer(O_GZ, "1").ref()));
        Doc inner = ociIndex(List.of(bare.ref(platform("linux", "amd64"), annotations("a", "1"))));
        Doc index = ociIndex(List.of(inner.ref(annotations("b", "1"))), annotations("c", "1"));
        Converted docker = of(index, bare, inner).toDocker();
        assertThat(docker.isReady()).isTrue();
        assertThat(docker.findings())
                .containsExactly(
                        "annotation-drop /manifests/0/annotations/b",
                        "annotation-drop /annotations/c",
                        "index-left-out",
                        "annotation-drop /manifests/0/annotations/a",
                        "platform-drop /manifests/0/platform");
        assertThat(docker.planning().findings())
                .filteredOn(f -> f.severity() == Severity.LOSS)
                .hasSize(4);
    }

    @Test
    void artifactsAndMissingChildrenFollowTheirPolicies() {
        Doc chart = ociManifest(Doc.of(HELM_CONFIG, "{}").ref(), List.of());
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), chart.ref()));
        assertThat(of(index, chart).toDocker().errors()).containsExactly("not-an-image /manifests/1");
        assertThat(of(index, chart)
                        .with(b -> b.artifacts(ArtifactPolicy.KEEP))
                        .toDocker()
                        .errors())
                .containsExactly("single-image-only /manifests/1");
        assertThat(of(index, chart)
                        .with(b -> b.artifacts(ArtifactPolicy.DROP))
                        .toDocker()
                        .findings())
                .containsExactly("artifact-drop /manifests/1", "index-left-out");
        Doc sparse = ociIndex(List.of(entry(OCI_IMAGE), chart.ref()));
        assertThat(of(sparse).with(b -> b.sparse(SparsePolicy.KEEP)).toDocker().errors())
                .containsExactly("missing-child /manifests/1");
        assertThat(of(sparse).with(b -> b.sparse(SparsePolicy.SKIP)).toDocker().findings())
                .containsExactly("child-skip /manifests/1", "index-left-out");
        Doc cache = ociIndex(List.of(entry(OCI_IMAGE), layer(O_GZ, "c").ref()));
        assertThat(of(cache).toDocker().errors()).containsExactly("layer-in-index /manifests/1");
        Doc other = ociIndex(List.of(entry(OCI_IMAGE), Doc.of("text/plain", "x").ref()));
        assertThat(of(other).toDocker().errors()).containsExactly("not-an-image /manifests/1");
    }

    @Test
    void indexWithoutImageIsRefused() {
        assertThat(of(ociIndex(List.of())).toDocker().texts())
                .containsExactly("the index holds no image, and the destination takes nothing else");
    }

    @Test
    void singleImageIsPlannedAsEver() {
        assertThat(of(OCI_IMAGE).toDocker().findings()).isEmpty();
    }

    @Test
    void whatIsNoImageInDockersEyesIsAnArtifact() {
        Doc signature = ociManifest(
                CONFIG.as(O_CONFIG).ref(), List.of(layer(COSIGN, "s").ref()));
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), signature.ref()));
        assertThat(of(index, signature).toDocker().errors()).containsExactly("not-an-image /manifests/1");
    }
}
