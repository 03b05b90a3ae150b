// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.inspect;

import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.document.Documents;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.graph.GraphBuilder;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.testing.BuildKit;
import dev.ambidock.testing.Conversion;
import dev.ambidock.testing.Converted;
import dev.ambidock.testing.Doc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every oddity is named by its place, and nothing else is. */
class LintTest {
    private static final Doc CONFIG = config("linux", "amd64", 1);

    private static List<String> lint(Doc root, Doc... beneath) {
        Map<String, Bytes> content = new HashMap<>();
        for (Doc doc : beneath) {
            content.put(doc.digest(), doc.bytes());
        }
        DescriptorGraph graph = GraphBuilder.read(
                        Documents.read(root.bytes(), Limits.defaults()).orThrow(),
                        Limits.defaults(),
                        d -> Optional.ofNullable(content.get(d.digest().toString())))
                .orThrow();
        return Inspector.inspect(graph, 100_000).findings().stream()
                .map(f -> (f.code().id() + " " + f.pointer()).strip())
                .toList();
    }

    /** A manifest of one layer whose config is told otherwise. */
    private static Doc image(String configuration) {
        return Doc.of(D_CONFIG, q(configuration));
    }

    @Test
    void soundImagesHaveNothingOdd() {
        Doc arm = config("linux", "arm64", 1);
        assertThat(lint(dockerImage(CONFIG), CONFIG)).isEmpty();
        assertThat(lint(ociImage(CONFIG), CONFIG)).isEmpty();
        Doc list = dockerList(List.of(
                dockerImage(CONFIG).ref(platform("linux", "amd64")),
                dockerImage(arm).ref(platform("linux", "arm64"))));
        assertThat(lint(list, dockerImage(CONFIG), CONFIG, dockerImage(arm), arm))
                .isEmpty();
        Doc index = ociIndex(List.of(
                BuildKit.entry(BuildKit.OCI_IMAGE), BuildKit.attestation(BuildKit.ATTESTATION, BuildKit.OCI_IMAGE)));
        assertThat(lint(index, BuildKit.OCI_IMAGE, BuildKit.CONFIG, BuildKit.ATTESTATION, BuildKit.ATTESTATION_CONFIG))
                .isEmpty();
    }

    private static Doc dockerOrOci(Family family, String oci, String docker) {
        return Doc.of(family == Family.OCI ? oci : docker, "");
    }

    /** All sixteen ways to mix index, manifest, config and layer of both families. */
    static List<Integer> mixtures() {
        return IntStream.range(0, 16).boxed().toList();
    }

    private static Doc[] mixture(int mixture) {
        Family[] of = IntStream.range(0, 4)
                .mapToObj(bit -> (mixture >> bit & 1) == 0 ? Family.OCI : Family.DOCKER)
                .toArray(Family[]::new);
        Doc config = CONFIG.as(dockerOrOci(of[2], O_CONFIG, D_CONFIG).type());
        Doc layer = layer(dockerOrOci(of[3], O_GZ, D_GZ).type(), "1");
        Doc manifest = manifest(dockerOrOci(of[1], O_MANIFEST, D_MANIFEST).type(), config.ref(), List.of(layer.ref()));
        Doc index =
                index(dockerOrOci(of[0], O_INDEX, D_LIST).type(), List.of(manifest.ref(platform("linux", "amd64"))));
        return new Doc[] {index, manifest, config};
    }

    @ParameterizedTest
    @MethodSource("mixtures")
    void mixedFamiliesAreNamedWhereverTheyAre(int mixture) {
        Doc[] docs = mixture(mixture);
        List<String> expected = new ArrayList<>();
        boolean[] docker = new boolean[4];
        for (int bit = 0; bit < 4; bit++) {
            docker[bit] = (mixture >> bit & 1) == 1;
        }
        if (docker[0] != docker[1]) {
            expected.add("mixed-families /manifests/0/mediaType");
        }
        if (docker[1] != docker[2]) {
            expected.add("mixed-families /config/mediaType");
        }
        if (docker[1] != docker[3]) {
            expected.add("mixed-families /layers/0/mediaType");
        }
        assertThat(lint(docs[0], docs[1], docs[2])).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("mixtures")
    void conversionToEitherFamilyMendsEveryMixture(int mixture) {
        Doc[] docs = mixture(mixture);
        for (Family target : List.of(Family.OCI, Family.DOCKER)) {
            Converted converted = Conversion.of(docs[0], docs[1], docs[2]).to(target);
            assertThat(lint(converted.rootDoc(), converted.result(docs[1]), CONFIG))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'os':'linux','rootfs':R}|config-oddity",
                "{'architecture':'','os':'linux','rootfs':R}|config-oddity /architecture",
                "{'architecture':'a','os':7,'rootfs':R}|config-oddity /os",
                "{'architecture':'a','os':'b','created':'','rootfs':R}|config-oddity /created",
                "{'architecture':'a','os':'b','config':{'Cmd':'sh'},'rootfs':R}|config-oddity /config/Cmd",
                "{'architecture':'a','os':'b','config':{'Entrypoint':'sh'},'rootfs':R}|config-oddity /config/Entrypoint",
                "{'architecture':'a','os':'b','rootfs':{'type':'layers+base','diff_ids':['D']}}|config-oddity /rootfs/type",
                "{'architecture':'a','os':'b','rootfs':{'type':'layers','diff_ids':['x']}}|config-oddity /rootfs/diff_ids/0",
                "{'architecture':'a','os':'b','rootfs':{'type':'layers','diff_ids':[7]}}|config-oddity /rootfs/diff_ids/0",
                "{'architecture':'a','os':'b','rootfs':{'type':'layers'}}|config-oddity /rootfs"
            })
    void configsAreLookedInto(String text, String finding) {
        String digest = Doc.of("", "diff 0").digest();
        Doc config = image(text.replace("'D'", "'" + digest + "'")
                .replace(":R", ":" + rootfs(1).replace('"', '\'')));
        assertThat(lint(dockerImage(config), config)).containsExactly(finding);
        assertThat(lint(config)).containsExactly(finding);
    }

    @Test
    void layersAndHistoryAreCounted() {
        Doc two = config("linux", "amd64", 2);
        assertThat(lint(dockerImage(two), two)).containsExactly("layer-count-mismatch /layers");
        Doc told = image("{'architecture':'a','os':'b','history':[{},{'empty_layer':true},{}],'rootfs':"
                + rootfs(1).replace('"', '\'') + "}");
        assertThat(lint(dockerImage(told), told)).containsExactly("history-mismatch /layers");
    }

    @Test
    void typesThatDoNotFitTheirPlaceAreNamed() {
        Doc layered =
                dockerManifest(layer(D_GZ, "x").ref(), List.of(layer(D_GZ, "1").ref()));
        assertThat(lint(layered)).containsExactly("type-misplaced /config/mediaType");
        Doc configured = dockerManifest(CONFIG.ref(), List.of(CONFIG.ref()));
        assertThat(lint(configured, CONFIG)).containsExactly("type-misplaced /layers/0/mediaType");
        assertThat(lint(ociIndex(List.of(CONFIG.as(O_CONFIG).ref()))))
                .containsExactly("type-misplaced /manifests/0/mediaType");
        Doc artifact = ociManifest(
                Doc.of(O_EMPTY, "{}").ref(), List.of(CONFIG.as(O_CONFIG).ref()));
        assertThat(lint(artifact)).as("an artifact may hold what it likes").isEmpty();
    }

    @Test
    void whatDockerDoesNotDefineIsNamed() {
        Doc image = dockerManifest(
                CONFIG.ref(annotations("a", "b")),
                List.of(layer(D_GZ, "1").ref("\"artifactType\":\"x\"")),
                annotations("c", "d"));
        assertThat(lint(image, CONFIG))
                .containsExactly(
                        "member-undefined /annotations",
                        "member-undefined /config/annotations",
                        "member-undefined /layers/0/artifactType");
        Doc untyped = Doc.of(
                D_MANIFEST,
                "{\"schemaVersion\":2,\"config\":" + CONFIG.ref() + ",\"layers\":["
                        + layer(D_GZ, "1").ref() + "]}");
        assertThat(lint(untyped, CONFIG)).containsExactly("media-type-missing");
    }

    @Test
    void entriesAreComparedWithOneAnotherAndWithTheirImages() {
        Doc image = dockerImage(CONFIG);
        Doc other = dockerManifest(CONFIG.ref(), List.of(layer(D_GZ, "2").ref()));
        String amd = image.ref(platform("linux", "amd64"));
        assertThat(lint(dockerList(List.of(amd, amd)), image, CONFIG))
                .containsExactly("entry-twice /manifests/1/digest");
        assertThat(lint(dockerList(List.of(amd, other.ref(platform("linux", "amd64")))), image, other, CONFIG))
                .containsExactly("platform-twice /manifests/1/platform");
        assertThat(lint(dockerList(List.of(image.ref(platform("linux", "arm64")))), image, CONFIG))
                .containsExactly("platform-mismatch /manifests/0/platform");
        assertThat(lint(dockerList(List.of(image.ref())), image, CONFIG))
                .containsExactly("platform-missing /manifests/0");
        Doc inner = dockerList(List.of(amd));
        assertThat(lint(dockerList(List.of(inner.ref(platform("linux", "amd64")))), inner, image, CONFIG))
                .containsExactly("list-nested /manifests/0");
        assertThat(lint(ociIndex(List.of()))).containsExactly("empty-index /manifests");
    }

    @Test
    void anAttestationOfNothingInTheIndexIsNamed() {
        Doc elsewhere = dockerImage(config("linux", "s390x", 1));
        Doc index = ociIndex(
                List.of(BuildKit.entry(BuildKit.OCI_IMAGE), BuildKit.attestation(BuildKit.ATTESTATION, elsewhere)));
        assertThat(lint(index, BuildKit.OCI_IMAGE, BuildKit.CONFIG, BuildKit.ATTESTATION, BuildKit.ATTESTATION_CONFIG))
                .containsExactly("reference-dangling /manifests/1/annotations/vnd.docker.reference.digest");
    }

    @ParameterizedTest
    @EnumSource(
            value = Family.class,
            names = {"OCI", "DOCKER"})
    void foreignLayersWithoutUrlsAreNamed(Family family) {
        boolean oci = family == Family.OCI;
        Doc layer = layer(oci ? O_ND_GZ : D_FOREIGN_GZ, "1");
        Doc config = CONFIG.as(oci ? O_CONFIG : D_CONFIG);
        assertThat(lint(manifest(oci ? O_MANIFEST : D_MANIFEST, config.ref(), List.of(layer.ref())), CONFIG))
                .containsExactly("foreign-without-urls /layers/0");
    }

    @Test
    void manyEntriesAreEachNamed() {
        Doc image = dockerImage(CONFIG);
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            entries.add(image.ref());
        }
        assertThat(lint(dockerList(entries), image, CONFIG))
                .hasSize(5000 + 4999)
                .endsWith("entry-twice /manifests/4999/digest");
    }
}
