// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.Sample;
import java.io.IOException;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

/** What Docker engines of each time save, drawn by hand. */
class SavedGenerationsTest extends SavedArchive {
    @Test
    void row56_engine24SharesLayersByLinks() throws IOException {
        TarDraft tar = new TarDraft();
        tar.folder("a").file("a/VERSION", "1.0").file("a/layer.tar", layer(ONE, 0));
        tar.folder("b").file("b/layer.tar", layer(ONE, 1));
        tar.folder("c").link(TarConstants.LF_SYMLINK, "c/layer.tar", "../a/layer.tar");
        tar.folder("d").file("d/layer.tar", layer(TWO, 1));
        tar.file(hex(ONE.config()) + ".json", ONE.config().toArray());
        tar.file(hex(TWO.config()) + ".json", TWO.config().toArray());
        tar.file(
                "manifest.json",
                "[{\"Config\":\"" + hex(ONE.config())
                        + ".json\",\"RepoTags\":[\"one:1\"],\"Layers\":[\"a/layer.tar\",\"b/layer.tar\"]},"
                        + "{\"Config\":\"" + hex(TWO.config()) + ".json\",\"RepoTags\":null,\"Parent\":\"sha256:"
                        + hex(ONE.config()) + "\",\"Layers\":[\"c/layer.tar\",\"d/layer.tar\"]}]");
        tar.file("repositories", "{\"one\":{\"1\":\"b\"}}");
        try (ArchiveSource source = open(tar, "docker-archive", "")) {
            assertThat(source.images()).extracting(NamedImage::names).containsExactly(List.of("one:1"), List.of());
            readWhole(source, TWO.layerDescriptor(0));
            readWhole(source, TWO.layerDescriptor(1));
            readWhole(source, TWO.configDescriptor());
        }
    }

    @Test
    void row56_engine25ListsEachManifestInTheIndex() throws IOException {
        TarDraft tar = blobs(ONE, TWO);
        tar.file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
        tar.file(
                "index.json",
                index(
                        entry(ONE, "docker.io/library/one:1", "1"),
                        entry(ONE, "docker.io/library/one:2", "2"),
                        entry(TWO)));
        tar.file(
                "manifest.json",
                "[" + saved(ONE, "\"one:1\",\"one:2\"") + ","
                        + saved(TWO, "").replace("\"Layers\"", "\"LayerSources\":{},\"Layers\"") + "]");
        tar.file("repositories", "{\"one\":{\"1\":\"" + hex(ONE.layers().get(1)) + "\"}}");
        try (ArchiveSource source = open(tar, "docker-archive", ":one:2")) {
            assertThat(source.images())
                    .extracting(i -> i.root().digest())
                    .containsExactly(ONE.root().digest(), TWO.root().digest());
            assertThat(source.image().root().digest()).isEqualTo(ONE.root().digest());
            assertThat(source.image().names())
                    .containsExactly("one:1", "one:2", "docker.io/library/one:1", "1", "docker.io/library/one:2", "2");
        }
        try (ArchiveSource source = open(tar, "oci-archive", "")) {
            assertThat(source.images()).hasSize(2);
        }
    }

    @Test
    void row57_theContainerdStoresIndexMayLackPlatformsAndAttestations() throws IOException {
        String attestation = "{\"mediaType\":\"" + MediaTypes.OCI_MANIFEST + "\",\"digest\":\"sha256:" + "0".repeat(64)
                + "\",\"size\":7,\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\"},"
                + "\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"}}]}";
        Bytes list = Bytes.of(Sample.index(ONE, TWO).utf8().replaceAll("\\]}$", "," + attestation));
        TarDraft tar = blobs(ONE);
        tar.file("blobs/sha256/" + hex(list), list.toArray());
        tar.file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
        Descriptor root = Sample.descriptor(MediaTypes.OCI_INDEX, list);
        tar.file("index.json", index(entry(root, "docker.io/library/one:1", "1")));
        tar.file("manifest.json", "[" + saved(ONE, "\"one:1\"") + "]");
        try (ArchiveSource source = open(tar, "docker-archive", ":one:1")) {
            assertThat(source.images()).hasSize(1);
            assertThat(source.image().root().digest()).isEqualTo(ONE.root().digest());
        }
        try (ArchiveSource source = open(tar, "oci-archive", ":one:1")) {
            assertThat(source.image().root().digest()).isEqualTo(root.digest());
        }
    }

    @Test
    void aForeignLayerElsewhereMakesNoIndexSparse() throws IOException {
        String foreign = ",{\"mediaType\":\"" + MediaTypes.OCI_ND_GZIP + "\",\"digest\":\"sha256:" + "0".repeat(64)
                + "\",\"size\":7,\"urls\":[\"https://example.org/x\"]}]}";
        Bytes manifest = Bytes.of(ONE.manifest().utf8().replaceAll("\\]}$", foreign));
        Sample sample = new Sample(ONE.config(), ONE.layers(), manifest, false);
        Bytes list = Sample.index(sample);
        TarDraft tar = blobs(sample).file("blobs/sha256/" + hex(list), list.toArray());
        Descriptor root = Sample.descriptor(MediaTypes.OCI_INDEX, list);
        tar.file("index.json", index(entry(root, "docker.io/library/one:1", "1")));
        tar.file("manifest.json", "[" + saved(ONE, "\"one:1\"") + "]");
        try (ArchiveSource source = open(tar, "docker-archive", "")) {
            assertThat(source.image().root().digest()).isEqualTo(root.digest());
        }
    }

    @Test
    void bothFormatsOfOneImageKeepTheirNames() throws IOException {
        Sample docker = Sample.of(true, "base", "one");
        TarDraft tar = blobs(ONE)
                .file(
                        "blobs/sha256/" + hex(docker.manifest()),
                        docker.manifest().toArray());
        tar.file(
                "index.json",
                index(entry(docker, "docker.io/library/d:1", "1"), entry(ONE, "docker.io/library/o:1", "1")));
        tar.file("manifest.json", "[" + saved(ONE, "\"o:1\"") + "," + saved(ONE, "\"d:1\"") + "]");
        assertThat(open(tar, "docker-archive", ":o:1").image().root().digest())
                .isEqualTo(ONE.root().digest());
        assertThat(open(tar, "docker-archive", ":d:1").image().root().digest())
                .isEqualTo(docker.root().digest());
    }

    @Test
    void whatOnlyTheLayoutHasComesAfterWhatDockerWouldLoad() throws IOException {
        TarDraft tar = blobs(ONE, TWO);
        tar.file(
                "index.json",
                index(entry(TWO, "docker.io/library/two:1", "1"), entry(ONE, "docker.io/library/one:1", "1")));
        tar.file("manifest.json", "[" + saved(ONE, "\"one:1\"") + "]");
        try (ArchiveSource source = open(tar, "docker-archive", ":@1")) {
            assertThat(source.image().root().digest()).isEqualTo(TWO.root().digest());
        }
    }

    @Test
    void row62_namesWithoutATagMeanLatestAndOthersStayAsFound() throws IOException {
        TarDraft tar = blobs(ONE)
                .file("manifest.json", "[" + saved(ONE, "\"one\",\"localhost:5000/one:2\",\"../../x:Y Z\"") + "]");
        try (ArchiveSource source = open(tar, "docker-archive", ":one")) {
            assertThat(source.image().names()).containsExactly("one:latest", "localhost:5000/one:2", "../../x:Y Z");
        }
        assertThat(open(tar, "docker-archive", ":../../x:Y Z").image()).isNotNull();
    }
}
