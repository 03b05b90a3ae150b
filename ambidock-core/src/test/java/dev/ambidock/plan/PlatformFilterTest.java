// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import static dev.ambidock.testing.BuildKit.*;
import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Platform;
import dev.ambidock.plan.ConversionRequest.AttestationPolicy;
import dev.ambidock.plan.ConversionRequest.SparsePolicy;
import dev.ambidock.testing.BuildKit;
import dev.ambidock.testing.Conversion;
import dev.ambidock.testing.Converted;
import dev.ambidock.testing.Doc;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which entries of an index go when platforms are asked for, and what goes with them. */
class PlatformFilterTest {
    private static final Doc ARM_CONFIG = config("linux", "arm64", 1);
    private static final Doc OCI_ARM = ociImage(ARM_CONFIG);
    private static final Doc DOCKER_ARM = dockerImage(ARM_CONFIG);
    private static final String ARM = platform("linux", "arm64");

    private static Conversion of(Doc root, Doc... more) {
        List<Doc> docs = new ArrayList<>(
                List.of(OCI_IMAGE, DOCKER_IMAGE, OCI_ARM, DOCKER_ARM, CONFIG, ARM_CONFIG, BuildKit.ATTESTATION));
        docs.addAll(List.of(more));
        return Conversion.of(root, docs.toArray(new Doc[0]));
    }

    @Test
    void otherPlatformsGoAndNothingOfThemIsBrought() {
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), OCI_ARM.ref(ARM)));
        Converted docker = of(index).platforms("linux/arm64").toDocker();
        assertThat(docker.root())
                .isEqualTo(dockerList(List.of(DOCKER_ARM.ref(ARM))).text());
        assertThat(docker.findings()).containsExactly("platform-filter /manifests/0");
        assertThat(docker.texts()).containsExactly("linux/amd64 is left out, as asked");
        assertThat(docker.puts()).containsExactly(DOCKER_ARM.digest(), docker.rootDigest());

        Converted kept = of(index).platforms("linux/arm64").keep();
        assertThat(kept.root()).isEqualTo(ociIndex(List.of(OCI_ARM.ref(ARM))).text());
        assertThat(kept.plan().comesBack()).isFalse();

        Converted all = of(index).platforms("linux/arm64/v8", "linux/amd64").keep();
        assertThat(all.plan().isExact()).isTrue();
        assertThat(all.findings()).isEmpty();
    }

    @Test
    void attestationsGoWithTheirImageAndStayWithIt() {
        Doc amd = BuildKit.artifactStyle(OCI_IMAGE);
        Doc arm = BuildKit.artifactStyle(OCI_ARM);
        Doc index = ociIndex(List.of(
                entry(OCI_IMAGE),
                OCI_ARM.ref(ARM),
                attestation(BuildKit.ATTESTATION, OCI_IMAGE),
                attestation(amd, OCI_IMAGE),
                attestation(arm, OCI_ARM)));
        Converted kept = of(index, amd, arm).platforms("linux/arm64").keep();
        assertThat(kept.root())
                .isEqualTo(ociIndex(List.of(OCI_ARM.ref(ARM), attestation(arm, OCI_ARM)))
                        .text());
        assertThat(kept.findings())
                .containsExactly(
                        "platform-filter /manifests/0", "platform-filter /manifests/2", "platform-filter /manifests/3");
        Converted docker = of(index, amd, arm)
                .platforms("linux/arm64")
                .with(b -> b.attestations(AttestationPolicy.KEEP))
                .toDocker();
        assertThat(docker.root())
                .isEqualTo(dockerList(List.of(
                                DOCKER_ARM.ref(ARM), attestation(BuildKit.artifactStyle(DOCKER_ARM), DOCKER_ARM)))
                        .text());
    }

    @Test
    void artifactsStayUnlessTheyAreAboutWhatGoes() {
        Doc chart = ociManifest(Doc.of(HELM_CONFIG, "{}").ref(), List.of());
        Doc signature = ociManifest(Doc.of(O_EMPTY, "{}").ref(), List.of(), "\"subject\":" + OCI_IMAGE.ref());
        Doc ofSignature = ociManifest(Doc.of(O_EMPTY, "{}").ref(), List.of(), "\"subject\":" + signature.ref());
        Doc index =
                ociIndex(List.of(ofSignature.ref(), signature.ref(), chart.ref(), OCI_ARM.ref(ARM), entry(OCI_IMAGE)));
        Converted kept = of(index, chart, signature, ofSignature)
                .platforms("linux/arm64")
                .keep();
        assertThat(kept.root())
                .isEqualTo(ociIndex(List.of(chart.ref(), OCI_ARM.ref(ARM))).text());
        Converted other = of(index, chart, signature, ofSignature)
                .platforms("linux/amd64")
                .keep();
        assertThat(other.findings()).containsExactly("platform-filter /manifests/3");
    }

    @Test
    void imageWhoseSubjectGoesKeepsItWithAWarning() {
        Doc about = ociManifest(
                ARM_CONFIG.as(O_CONFIG).ref(), List.of(layer(O_GZ, "1").ref()), "\"subject\":" + OCI_IMAGE.ref());
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), about.ref(ARM)));
        Converted kept = of(index, about).platforms("linux/arm64").keep();
        assertThat(kept.root()).isEqualTo(ociIndex(List.of(about.ref(ARM))).text());
        assertThat(kept.findings()).containsExactly("platform-filter /manifests/0", "reference-dangling /subject");
    }

    @Test
    void entryWithoutPlatformTakesItFromTheConfig() {
        Doc index = ociIndex(List.of(OCI_IMAGE.ref(), OCI_ARM.ref(platform("unknown", "unknown"))));
        assertThat(of(index).platforms("linux/amd64").keep().root())
                .isEqualTo(ociIndex(List.of(OCI_IMAGE.ref())).text());
        assertThat(of(index).platforms("linux/arm64/v8").keep().findings())
                .containsExactly("platform-filter /manifests/0");
    }

    @Test
    void imageThatNobodyKnowsIsKeptWithAWarning() {
        Doc bare = ociImage(Doc.of(O_CONFIG, q("{'rootfs':" + rootfs(1) + "}")));
        Doc index = ociIndex(List.of(bare.ref(), OCI_ARM.ref(ARM)));
        Converted kept = of(index, bare).platforms("linux/amd64").keep();
        assertThat(kept.root()).isEqualTo(ociIndex(List.of(bare.ref())).text());
        assertThat(kept.findings()).containsExactly("platform-untold /manifests/0", "platform-filter /manifests/1");
        assertThat(of(index, bare)
                        .platforms("linux/amd64")
                        .with(b -> b.assumedPlatform(Platform.parse("linux/arm64")))
                        .keep()
                        .errors())
                .containsExactly("platform-absent");
    }

    @Test
    void nestedIndexesAreFilteredAndGoWhenTheyAreEmpty() {
        Doc inner = ociIndex(List.of(entry(OCI_IMAGE)));
        Doc middle = ociIndex(List.of(inner.ref()));
        Doc both = ociIndex(List.of(OCI_ARM.ref(ARM), entry(OCI_IMAGE)));
        Doc outer = ociIndex(List.of(middle.ref(), both.ref()));
        Converted kept = of(outer, inner, middle, both).platforms("linux/arm64").keep();
        Doc left = ociIndex(List.of(OCI_ARM.ref(ARM)));
        assertThat(kept.root()).isEqualTo(ociIndex(List.of(left.ref())).text());
        assertThat(kept.findings()).containsExactly("platform-filter /manifests/0", "platform-filter /manifests/1");
        Converted flat = of(outer, inner, middle, both).platforms("linux/arm64").toDocker();
        assertThat(flat.root())
                .isEqualTo(dockerList(List.of(DOCKER_ARM.ref(ARM))).text());
    }

    @Test
    void indexThatWasEmptyStays() {
        Doc empty = ociIndex(List.of());
        Doc outer = ociIndex(List.of(empty.ref(), entry(OCI_IMAGE)));
        assertThat(of(outer, empty).platforms("linux/amd64").keep().plan().isExact())
                .isTrue();
    }

    @Test
    void nothingLeftIsRefusedWithThePlatformsThatAreThere() {
        Doc index = ociIndex(List.of(
                entry(OCI_IMAGE), OCI_ARM.ref(q("'platform':{'architecture':'arm64','os':'linux','variant':'v8'}"))));
        Converted refused = of(index).platforms("linux/s390x", "windows/amd64").toOci();
        assertThat(refused.findings()).containsExactly("platform-absent");
        assertThat(refused.texts())
                .containsExactly(
                        "none of the images is for linux/s390x or windows/amd64: there are linux/amd64, linux/arm64/v8");
    }

    @Test
    void indexWithoutImagesIsNotRefused() {
        Doc chart = ociManifest(Doc.of(HELM_CONFIG, "{}").ref(), List.of());
        Doc index = ociIndex(List.of(chart.ref()));
        assertThat(of(index, chart).platforms("linux/amd64").keep().plan().isExact())
                .isTrue();
    }

    @Test
    void artifactThatOnlyLooksLikeAnImageGoesByThePlatformItTells() {
        Doc signature = ociManifest(
                CONFIG.as(O_CONFIG).ref(), List.of(layer(COSIGN, "s").ref()));
        Doc index = ociIndex(List.of(signature.ref(), OCI_ARM.ref(ARM)));
        assertThat(of(index, signature).platforms("linux/arm64").keep().findings())
                .containsExactly("platform-filter /manifests/0");
        assertThat(of(signature).platforms("linux/arm64").keep().errors()).containsExactly("platform-absent");
    }

    @Test
    void manyPlatformsAreCounted() {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            entries.add(OCI_IMAGE.ref(platform("os" + i, "a")));
        }
        assertThat(of(ociIndex(entries)).platforms("b/c").toOci().texts().get(0))
                .endsWith("os29/a and 10 more");
        assertThat(of(ociIndex(entries.subList(0, 30)))
                        .platforms("b/c")
                        .toOci()
                        .texts()
                        .get(0))
                .endsWith(", os29/a");
    }

    @Test
    void missingImageOfAnotherPlatformIsNotMissed() {
        Doc missing = ociImage(config("linux", "riscv64", 1));
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), missing.ref(platform("linux", "riscv64")), OCI_ARM.ref()));
        Converted docker = of(index).platforms("linux/amd64").toDocker();
        assertThat(docker.root())
                .isEqualTo(dockerList(List.of(entry(DOCKER_IMAGE))).text());
        assertThat(of(index).platforms("linux/riscv64").toDocker().errors())
                .containsExactly("missing-child /manifests/1");
        assertThat(of(index)
                        .platforms("linux/riscv64")
                        .with(b -> b.sparse(SparsePolicy.KEEP))
                        .toDocker()
                        .isReady())
                .isTrue();
    }

    @Test
    void sameImageForTwoPlatformsStaysForTheWantedOne() {
        Doc index = ociIndex(List.of(
                OCI_ARM.ref(platform("linux", "arm")), OCI_ARM.ref(ARM), attestation(BuildKit.ATTESTATION, OCI_ARM)));
        Converted kept = of(index).platforms("linux/arm64").keep();
        assertThat(kept.root())
                .isEqualTo(ociIndex(List.of(OCI_ARM.ref(ARM), attestation(BuildKit.ATTESTATION, OCI_ARM)))
                        .text());
    }

    @Test
    void singleImageMustBeForAWantedPlatform() {
        assertThat(of(OCI_ARM).platforms("linux/arm64/v8").toDocker().findings())
                .isEmpty();
        Converted refused = of(OCI_ARM).platforms("linux/amd64").toDocker();
        assertThat(refused.findings()).containsExactly("platform-absent");
        assertThat(refused.texts()).containsExactly("the image is for linux/arm64, not for linux/amd64");
        assertThat(Conversion.of(OCI_ARM).platforms("linux/amd64").toDocker().findings())
                .containsExactly("platform-untold");
        Doc chart = ociManifest(Doc.of(HELM_CONFIG, "{}").ref(), List.of());
        assertThat(Conversion.of(chart).platforms("linux/amd64").keep().plan().isExact())
                .isTrue();
    }

    @Test
    void configAloneIsJudgedToo() {
        assertThat(Conversion.of(CONFIG).platforms("linux/amd64").toOci().isReady())
                .isTrue();
        assertThat(Conversion.of(CONFIG).platforms("linux/arm64").toOci().errors())
                .containsExactly("platform-absent");
    }

    @Test
    void attestationThatNamesNoImageGoesWithItsSubject() {
        Doc amd = BuildKit.artifactStyle(OCI_IMAGE);
        for (String entry : List.of(amd.ref(), attestation(amd, amd))) {
            Doc index = ociIndex(List.of(entry(OCI_IMAGE), OCI_ARM.ref(ARM), entry));
            assertThat(of(index, amd).platforms("linux/arm64").keep().findings())
                    .containsExactly("platform-filter /manifests/0", "platform-filter /manifests/2");
        }
    }

    @Test
    void nestedIndexIsJudgedByItsEntriesNotByItsOwn() {
        Doc inner = ociIndex(List.of(OCI_ARM.ref(ARM)));
        Doc outer = ociIndex(List.of(inner.ref(platform("linux", "amd64")), entry(OCI_IMAGE)));
        Converted kept = of(outer, inner).platforms("linux/arm64").keep();
        assertThat(kept.root())
                .isEqualTo(
                        ociIndex(List.of(inner.ref(platform("linux", "amd64")))).text());
    }

    @Test
    void imageOfAnotherPlatformGoesUnderAnyTypeButItsConfigStays() {
        String blob = CONFIG.as("application/x").ref();
        Doc index =
                ociIndex(List.of(OCI_IMAGE.ref(), OCI_IMAGE.as("application/x").ref(), blob, OCI_ARM.ref()));
        assertThat(of(index).platforms("linux/arm64").keep().root())
                .isEqualTo(ociIndex(List.of(blob, OCI_ARM.ref())).text());
    }

    @Test
    void wantedImageBesideOneThatNobodyKnowsIsEnough() {
        Doc bare = ociImage(Doc.of(O_CONFIG, q("{'rootfs':" + rootfs(1) + "}")));
        Doc index = ociIndex(List.of(bare.ref(), OCI_ARM.ref(ARM)));
        assertThat(of(index, bare).platforms("linux/arm64").keep().plan().isExact())
                .isTrue();
    }

    @Test
    void platformThatOneEntryTellsIsThatOfTheOthers() {
        Doc bareConfig = Doc.of(O_CONFIG, q("{'rootfs':" + rootfs(1) + "}"));
        Doc bare = ociImage(bareConfig);
        Doc index = ociIndex(List.of(bare.ref(ARM), bare.ref(), entry(OCI_IMAGE)));
        assertThat(of(index, bare, bareConfig).platforms("linux/amd64").keep().findings())
                .containsExactly("platform-filter /manifests/0", "platform-filter /manifests/1");
    }

    @Test
    void configThatTellsNoPlatformIsTakenWithAWarning() {
        Doc bare = Doc.of(D_CONFIG, q("{'docker_version':'1','rootfs':" + rootfs(1) + "}"));
        assertThat(Conversion.of(bare).platforms("linux/amd64").toDocker().findings())
                .containsExactly("platform-untold");
    }
}
