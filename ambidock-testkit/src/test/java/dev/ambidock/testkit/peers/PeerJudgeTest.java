// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Family;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.testkit.document.JsonDraft;
import dev.ambidock.testkit.image.Attestations;
import dev.ambidock.testkit.image.IndexDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.place.FlatFiles;
import dev.ambidock.testkit.place.LayoutFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerJudgeTest {
    private static final LayerDraft LAYER = Edits.gzip("judged");
    private static final WholeImage OCI = Edits.image(Family.OCI, LAYER).build();
    private static final WholeImage DOCKER = Edits.image(Family.DOCKER, LAYER).build();

    @TempDir
    private Path folder;

    private String judged(WholeImage source, WholeImage result, String wanted) throws IOException {
        new Shelf(folder).image("input", source);
        Path place = Files.createTempDirectory(folder, "result");
        if (wanted.equals("oci")) {
            LayoutFiles.of(List.of(result.named(Shelf.TAG))).writeTo(place);
        } else {
            FlatFiles.of(result).writeTo(place);
        }
        return PeerJudge.judge(folder.resolve("input"), (wanted.equals("oci") ? "oci:" : "dir:") + place, wanted);
    }

    @Test
    void sameImageInTheOtherFormatIsBeyondReproach() throws IOException {
        assertThat(judged(OCI, DOCKER, "docker")).isEmpty();
        assertThat(judged(DOCKER, OCI, "oci")).isEmpty();
        assertThat(judged(SampleImages.list(), SampleImages.list(), "docker")).isEqualTo("fact\troot unchanged\n");
    }

    @Test
    void eachLossIsNamed() throws IOException {
        WholeImage noted = Edits.image(Family.OCI, LAYER.annotation("a", "1"))
                .annotation("b", "2")
                .setting("Healthcheck", JsonDraft.raw("{\"Test\":[\"NONE\"]}"))
                .build();
        assertThat(judged(noted, DOCKER, "docker").lines())
                .containsExactlyInAnyOrder(
                        "lost\t[Cc]onfig|image ID\timage ID",
                        "lost\t[Cc]onfig\tconfig",
                        "lost\tannotation\tlayer.annotations.a",
                        "lost\tannotations\tannotations");
    }

    @Test
    void whatIsNotConvertedOrMixedIsWrong() throws IOException {
        assertThat(judged(OCI, OCI, "docker")).contains("wrong\tnot converted: " + MediaTypes.OCI_MANIFEST);
        WholeImage mixed =
                Edits.image(Family.DOCKER, LAYER.labelled(MediaTypes.OCI_GZIP)).build();
        assertThat(judged(OCI, mixed, "docker"))
                .isEqualTo("wrong\t" + MediaTypes.OCI_GZIP + " in a " + MediaTypes.DOCKER_MANIFEST + "\n");
    }

    @Test
    void labelsAndContentsAreLookedAt() throws IOException {
        WholeImage called = Edits.image(
                        Family.DOCKER, Edits.mislabelled("judged", Compression.NONE, MediaTypes.DOCKER_GZIP.text()))
                .build();
        assertThat(judged(OCI, called, "docker")).contains("wrong\ta layer is called gzip and is tar");
        WholeImage other = Edits.image(Family.DOCKER, Edits.gzip("another"))
                .config(Edits.image(Family.DOCKER, LAYER).config())
                .build();
        assertThat(judged(OCI, other, "docker")).contains("wrong\ta layer's content changed");
        WholeImage none = Edits.image(Family.DOCKER).build();
        assertThat(judged(OCI, none, "docker")).contains("wrong\t0 layers of 1");
    }

    @Test
    void artifactsMustNotBecomeImages() throws IOException {
        WholeImage plugin = Edits.image(Family.DOCKER, LAYER)
                .configType(MediaTypes.DOCKER_PLUGIN)
                .build();
        assertThat(judged(plugin, OCI, "oci")).contains("wrong\tan artifact became an image");
    }

    @Test
    void attestationsMustNameTheNewImageOrBeMissed() throws IOException {
        WholeImage source = IndexDraft.of(Family.OCI)
                .entry("linux/amd64", OCI)
                .attestation(Attestations.imageStyle(OCI), OCI)
                .build();
        WholeImage stale = IndexDraft.of(Family.DOCKER)
                .entry("linux/amd64", DOCKER)
                .attestation(Attestations.imageStyle(OCI), OCI)
                .build();
        assertThat(judged(source, stale, "docker"))
                .contains("wrong\tan attestation's entry names an image that is not there");
        WholeImage without =
                IndexDraft.of(Family.DOCKER).entry("linux/amd64", DOCKER).build();
        assertThat(judged(source, without, "docker"))
                .isEqualTo("fact\tentries: 1 of 2\nlost\tattestation\tattestation\n");
    }

    @Test
    void platformsMustBeTheConfigs() throws IOException {
        WholeImage source = IndexDraft.of(Family.OCI).entry(OCI).build();
        assertThat(judged(source, IndexDraft.of(Family.DOCKER).entry(DOCKER).build(), "docker"))
                .isEqualTo("wrong\ta list entry without platform\n");
        WholeImage guessed =
                IndexDraft.of(Family.DOCKER).entry("linux/arm64", DOCKER).build();
        assertThat(judged(source, guessed, "docker"))
                .isEqualTo("wrong\tmade up: platform.architecture arm64, the config says amd64\n");
    }

    @Test
    void configMustFitTheFormatAndTheLayers() throws IOException {
        Bytes bare = Edits.config("\"os\":\"linux\"", LAYER, LAYER);
        WholeImage docker = Edits.image(Family.DOCKER, LAYER).config(bare).build();
        WholeImage oci = Edits.image(Family.OCI, LAYER).config(bare).build();
        assertThat(judged(docker, oci, "oci"))
                .isEqualTo("wrong\t2 diff IDs for 1 layers\nwrong\tan OCI config without architecture\n");
    }

    @Test
    void roundTripMustGiveTheBytes() throws IOException {
        assertThat(judged(SampleImages.docker(), SampleImages.docker(), "back")).isEqualTo("fact\troot unchanged\n");
        WholeImage spaced = Edits.root(DOCKER, text -> text.replace("\"layers\":", "\"layers\": "));
        assertThat(judged(DOCKER, spaced, "back")).isEqualTo("lost\tdigest changed\tbytes of the root\n");
    }

    @Test
    void missingContentIsWrong() throws IOException {
        Descriptor layer = LAYER.descriptor(Family.DOCKER);
        assertThat(judged(OCI, DOCKER.without(layer.digest()), "docker")).contains("wrong\ta layer is missing");
        assertThat(PeerJudge.judge(folder.resolve("input"), "dir:" + folder.resolve("nothing"), "docker"))
                .startsWith("wrong\tthe result cannot be read");
    }
}
