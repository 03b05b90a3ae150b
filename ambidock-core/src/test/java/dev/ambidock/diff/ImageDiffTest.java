// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.diff;

import static dev.ambidock.testing.BuildKit.*;
import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.diff.ImageDiff.Verdict;
import dev.ambidock.document.Documents;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.graph.GraphBuilder;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Limits;
import dev.ambidock.testing.BuildKit;
import dev.ambidock.testing.Doc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageDiffTest {
    private static final Doc ARM_CONFIG = config("linux", "arm64", 1);

    private static DescriptorGraph graph(Doc root, Doc... beneath) {
        Map<String, Bytes> content = new HashMap<>();
        for (Doc doc : beneath) {
            content.put(doc.digest(), doc.bytes());
        }
        return GraphBuilder.read(
                        Documents.read(root.bytes(), Limits.defaults()).orThrow(),
                        Limits.defaults(),
                        d -> Optional.ofNullable(content.get(d.digest().toString())))
                .orThrow();
    }

    private static ImageDiff diff(Doc first, Doc second) {
        return ImageDiff.between(graph(first), graph(second));
    }

    private static List<String> rows(DocumentDiff diff) {
        return diff.rows().stream()
                .filter(r -> r.relation() != Relation.SAME)
                .map(r -> r.relation().label() + " " + r.pointer())
                .toList();
    }

    @Test
    void equalBytesAreIdentical() {
        ImageDiff diff = diff(OCI_IMAGE, OCI_IMAGE);
        assertThat(diff.verdict()).isEqualTo(Verdict.IDENTICAL);
        assertThat(diff.documents().get(0).rows()).isEmpty();
    }

    @Test
    void conversionIsTheSameImageUnderOtherNames() {
        ImageDiff diff = diff(DOCKER_IMAGE, OCI_IMAGE);
        assertThat(diff.verdict()).isEqualTo(Verdict.SAME_IMAGE);
        assertThat(rows(diff.documents().get(0)))
                .containsExactly("renamed /mediaType", "renamed /config/mediaType", "renamed /layers/0/mediaType");
        assertThat(diff.documents().get(0).rows().get(1).comment())
                .isEqualTo("Docker's and OCI's name for the same thing");
    }

    @Test
    void otherSpellingIsToldAsSuch() {
        Doc spaced = Doc.of(OCI_IMAGE.type(), OCI_IMAGE.text().replace(",", ", "));
        ImageDiff diff = diff(OCI_IMAGE, spaced);
        assertThat(diff.verdict()).isEqualTo(Verdict.SAME_IMAGE);
        assertThat(diff.documents().get(0).respelled()).isTrue();
        assertThat(diff.documents().get(0).identical()).isFalse();
    }

    @Test
    void droppedAnnotationsAreLosses() {
        Doc rich = ociManifest(
                CONFIG.as(O_CONFIG).ref(),
                List.of(layer(O_GZ, "1").ref()),
                annotations("a/b", "1", "c", "2"),
                "\"subject\":" + OCI_IMAGE.ref());
        ImageDiff diff = diff(rich, DOCKER_IMAGE);
        assertThat(diff.verdict()).isEqualTo(Verdict.SAME_IMAGE_WITH_LOSSES);
        assertThat(rows(diff.documents().get(0)))
                .containsExactly(
                        "renamed /mediaType",
                        "renamed /config/mediaType",
                        "renamed /layers/0/mediaType",
                        "lost /annotations/a~1b",
                        "lost /annotations/c",
                        "lost /subject");
        assertThat(rows(diff(DOCKER_IMAGE, rich).documents().get(0)))
                .contains("added /annotations/a~1b", "added /subject");
    }

    @Test
    void otherConfigIsAnotherImage() {
        assertThat(diff(OCI_IMAGE, ociImage(ARM_CONFIG)).verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(diff(OCI_IMAGE, CONFIG).verdict()).isEqualTo(Verdict.DIFFERENT);
    }

    @Test
    void layersCompressedAnewAreTheSameImage() {
        Doc zstd = ociManifest(
                CONFIG.as(O_CONFIG).ref(), List.of(layer(O_ZSTD, "z").ref()));
        ImageDiff diff = diff(OCI_IMAGE, zstd);
        assertThat(diff.verdict()).isEqualTo(Verdict.SAME_IMAGE_WITH_LOSSES);
        assertThat(rows(diff.documents().get(0))).contains("changed /layers/0/mediaType", "changed /layers/0/digest");
    }

    @Test
    void listsArePairedWhateverTheOrder() {
        Doc list = dockerList(List.of(dockerImage(ARM_CONFIG).ref(platform("linux", "arm64")), entry(DOCKER_IMAGE)));
        Doc index = ociIndex(List.of(entry(OCI_IMAGE), ociImage(ARM_CONFIG).ref(platform("linux", "arm64"))));
        ImageDiff diff = ImageDiff.between(
                graph(list, DOCKER_IMAGE, dockerImage(ARM_CONFIG)), graph(index, OCI_IMAGE, ociImage(ARM_CONFIG)));
        assertThat(diff.verdict()).isEqualTo(Verdict.SAME_IMAGE);
        assertThat(rows(diff.documents().get(0)))
                .containsExactly(
                        "renamed /mediaType",
                        "renamed /manifests/0/mediaType",
                        "follows /manifests/0/digest",
                        "follows /manifests/0/size",
                        "renamed /manifests/1/mediaType",
                        "follows /manifests/1/digest",
                        "follows /manifests/1/size");
        assertThat(diff.documents()).hasSize(3);
    }

    @Test
    void childrenThatAreNotAtHandLeaveItUndecided() {
        ImageDiff diff = diff(dockerList(List.of(entry(DOCKER_IMAGE))), ociIndex(List.of(entry(OCI_IMAGE))));
        assertThat(diff.verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void missingAttestationIsALossMissingImageADifference() {
        Doc full = ociIndex(List.of(entry(OCI_IMAGE), attestation(BuildKit.ATTESTATION, OCI_IMAGE)));
        Doc bare = ociIndex(List.of(entry(OCI_IMAGE)));
        ImageDiff loss = ImageDiff.between(graph(full, OCI_IMAGE, BuildKit.ATTESTATION), graph(bare, OCI_IMAGE));
        assertThat(loss.verdict()).isEqualTo(Verdict.SAME_IMAGE_WITH_LOSSES);
        assertThat(loss.onlyFirst()).hasSize(1);
        Doc two = ociIndex(List.of(entry(OCI_IMAGE), ociImage(ARM_CONFIG).ref(platform("linux", "arm64"))));
        ImageDiff other = ImageDiff.between(graph(bare, OCI_IMAGE), graph(two, OCI_IMAGE, ociImage(ARM_CONFIG)));
        assertThat(other.verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(other.onlySecond())
                .containsExactly(O_MANIFEST + " " + ociImage(ARM_CONFIG).digest() + " "
                        + ociImage(ARM_CONFIG).size() + " linux/arm64");
    }
}
