// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.inspect;

import static dev.ambidock.testing.BuildKit.*;
import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.document.Documents;
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

class InspectorTest {
    private static Inspection inspect(int most, Doc root, Doc... beneath) {
        Map<String, Bytes> content = new HashMap<>();
        for (Doc doc : beneath) {
            content.put(doc.digest(), doc.bytes());
        }
        return Inspector.inspect(
                GraphBuilder.read(
                                Documents.read(root.bytes(), Limits.defaults()).orThrow(),
                                Limits.defaults(),
                                d -> Optional.ofNullable(content.get(d.digest().toString())))
                        .orThrow(),
                most);
    }

    private static List<String> natures(Inspection inspection) {
        return inspection.nodes().stream()
                .map(n -> n.depth() + " " + n.nature())
                .toList();
    }

    private static List<String> findings(Inspection inspection) {
        return inspection.findings().stream()
                .map(f -> (f.code().id() + " " + f.pointer()).strip())
                .toList();
    }

    @Test
    void treeIsToldDepthFirst() {
        Doc missing = ociImage(config("linux", "s390x", 1));
        Doc index = ociIndex(List.of(
                entry(OCI_IMAGE),
                attestation(BuildKit.ATTESTATION, OCI_IMAGE),
                missing.ref(platform("linux", "s390x")),
                layer(O_GZ, "1").ref()));
        Inspection inspection = inspect(99, index, OCI_IMAGE, CONFIG, BuildKit.ATTESTATION, ATTESTATION_CONFIG);
        assertThat(natures(inspection))
                .containsExactly(
                        "0 index of 4",
                        "1 image",
                        "1 artifact (the type application/vnd.in-toto+json at /layers/0 is no layer's)",
                        "1 not at hand",
                        "1 layer");
        InspectedNode image = inspection.nodes().get(1);
        assertThat(image.platform()).hasToString("Optional[linux/amd64]");
        assertThat(image.layerBytes()).isEqualTo(7);
        assertThat(image.imageId()).hasToString("Optional[" + CONFIG.digest() + "]");
        assertThat(inspection.root().kind()).hasToString("Optional[INDEX]");
        assertThat(findings(inspection)).isEmpty();
    }

    @Test
    void treeIsCutWhereAsked() {
        Doc twice = ociIndex(List.of(OCI_IMAGE.ref(), OCI_IMAGE.ref(), OCI_IMAGE.ref()));
        assertThat(inspect(3, twice, OCI_IMAGE).nodes()).hasSize(3);
        assertThat(inspect(9, twice, OCI_IMAGE).nodes()).hasSize(4);
    }

    @Test
    void configTellsItsSettingsAndWhatOciDoesNotKnow() {
        Doc config = Doc.of(
                D_CONFIG,
                q("{'architecture':'amd64','os':'linux','created':'now','docker_version':'1','config':{'Cmd':['sh'],"
                        + "'Shell':['a'],'Hostname':'','Tty':false,'Memory':0,'Labels':{},'ArgsEscaped':true},"
                        + "'rootfs':" + rootfs(2) + "}"));
        ConfigSummary summary = inspect(9, config).root().config().orElseThrow();
        assertThat(summary.settings())
                .extracting(ConfigSummary.Setting::name)
                .containsExactly("Cmd", "Shell", "ArgsEscaped");
        assertThat(summary.dockerOnly()).containsExactly("docker_version", "config.Shell");
        assertThat(summary.created()).contains("now");
        assertThat(summary.diffIds()).isEqualTo(2);
    }

    @Test
    void lintNamesWhatIsOdd() {
        Doc two = config("linux", "amd64", 2);
        Doc mixed = dockerManifest(
                two.as(O_CONFIG).ref(), List.of(layer(D_ZSTD, "1").ref()));
        Doc none = dockerManifest(two.ref(), List.of());
        Doc list = dockerList(List.of(mixed.ref(), entry(none), entry(OCI_IMAGE)));
        assertThat(findings(inspect(9, list, mixed, none, two)))
                .containsExactly(
                        "platform-missing /manifests/0",
                        "mixed-families /manifests/2/mediaType",
                        "platform-twice /manifests/2/platform",
                        "mixed-families /config/mediaType",
                        "unofficial-type /layers/0/mediaType",
                        "layer-count-mismatch /layers",
                        "no-layers /layers",
                        "layer-count-mismatch /layers");
        assertThat(findings(inspect(9, dockerList(List.of())))).containsExactly("empty-index /manifests");
    }

    @Test
    void otherDocumentsAreNamedToo() {
        assertThat(natures(inspect(9, Doc.of("", q("{'schemaVersion':1,'fsLayers':[],'history':[]}")))))
                .containsExactly("0 unsigned schema 1 image of 0 layers");
        assertThat(natures(inspect(9, Doc.of("", q("{'mediaType':'" + O_ARTIFACT + "','blobs':[]}")))))
                .containsExactly("0 artifact in the removed OCI artifact manifest");
        assertThat(natures(inspect(9, CONFIG))).containsExactly("0 image config");
    }
}
