// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.document.Change;
import dev.ambidock.plan.ConversionRequest.ArtifactManifestPolicy;
import dev.ambidock.plan.ConversionRequest.ArtifactPolicy;
import dev.ambidock.testing.Conversion;
import dev.ambidock.testing.Converted;
import dev.ambidock.testing.Doc;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows 31 to 37 of docs/coverage.md: artifacts, and what other systems and other hands write. */
class SingleImageArtifactRowsTest {
    private static final Doc CONFIG = config("linux", "amd64", 1);
    private static final Doc OCI_CONFIG = CONFIG.as(O_CONFIG);
    private static final Doc GZ = layer(D_GZ, "1");
    private static final Doc OCI_GZ = layer(O_GZ, "1");

    @Test
    void row31_artifactsStayByteEqualToOciAndAreRefusedToDocker() {
        Doc helm = ociManifest(
                Doc.of(HELM_CONFIG, "{}").ref(), List.of(layer(HELM_CHART, "c").ref()), annotations("a", "1"));
        Doc compose = ociManifest(
                Doc.of(O_EMPTY, "{}").ref(),
                List.of(layer("application/vnd.docker.compose.file+yaml", "c").ref()),
                q("'artifactType':'application/vnd.docker.compose.project'"));
        Doc model = ociManifest(
                Doc.of("application/vnd.docker.ai.model.config.v0.1+json", "{}").ref(),
                List.of(layer("application/vnd.docker.ai.gguf.v3", "m").ref()));
        for (Doc artifact : List.of(helm, compose, model)) {
            assertArtifact(artifact);
        }
    }

    private static void assertArtifact(Doc artifact) {
        Converted oci = Conversion.of(artifact).toOci();
        assertThat(oci.root()).isEqualTo(artifact.text());
        assertThat(oci.plan().isExact()).isTrue();
        assertThat(oci.blobs()).hasSize(2);
        assertThat(oci.findings()).containsExactly("artifact-untouched");
        assertThat(Conversion.of(artifact).toDocker().findings()).containsExactly("not-an-image");
    }

    @Test
    void row32_pluginStaysAsItIs() {
        Doc plugin = dockerManifest(CONFIG.as(D_PLUGIN).ref(), List.of(GZ.ref()));
        assertArtifact(plugin);
        Converted retyped = Conversion.of(plugin)
                .with(b -> b.artifacts(ArtifactPolicy.RETYPE))
                .toOci();
        assertThat(retyped.root())
                .isEqualTo(ociManifest(CONFIG.as(D_PLUGIN).ref(), List.of(GZ.ref()))
                        .text());
        assertThat(retyped.findings()).containsExactly("artifact-untouched");
    }

    private static Doc artifactManifest(String first, Doc blob) {
        return Doc.of(
                O_ARTIFACT,
                q("{" + first + "'mediaType':'" + O_ARTIFACT + "','artifactType':'application/x','blobs':[" + blob.ref()
                        + "],'annotations':{}}"));
    }

    @Test
    void row33_emptyConfigAndArtifactManifestAreArtifacts() {
        assertArtifact(ociManifest(
                Doc.of(O_EMPTY, "{}").ref(), List.of(layer("text/plain", "x").ref())));
        Doc blob = layer("text/plain", "x");
        Doc old = artifactManifest("", blob);
        Converted kept = Conversion.of(old).toOci();
        assertThat(kept.plan().isExact()).isTrue();
        assertThat(kept.findings()).containsExactly("artifact-untouched");
        assertThat(Conversion.of(old).toDocker().findings()).containsExactly("not-an-image");
    }

    @Test
    void row33_artifactManifestBecomesItsSuccessorOnRequest() {
        Doc blob = layer("text/plain", "x");
        String successor = q("{'mediaType':'" + O_MANIFEST + "','schemaVersion':2,'config':"
                + Doc.of(O_EMPTY, "{}").ref() + ",'artifactType':'application/x','layers':[" + blob.ref()
                + "],'annotations':{}}");
        Converted converted = Conversion.of(artifactManifest("", blob))
                .with(b -> b.artifactManifests(ArtifactManifestPolicy.CONVERT))
                .toOci();
        assertThat(converted.root()).isEqualTo(successor);
        assertThat(converted.findings()).containsExactly("artifact-converted");
        assertThat(converted.puts()).containsExactly(Doc.of(O_EMPTY, "{}").digest(), converted.rootDigest());

        Converted versioned = Conversion.of(artifactManifest("'schemaVersion':2,", blob))
                .with(b -> b.artifactManifests(ArtifactManifestPolicy.CONVERT))
                .toOci();
        assertThat(versioned.root())
                .isEqualTo(
                        q("{'schemaVersion':2,'config':" + Doc.of(O_EMPTY, "{}").ref() + ",'mediaType':'"
                                + O_MANIFEST + "','artifactType':'application/x','layers':[" + blob.ref()
                                + "],'annotations':{}}"));
    }

    @Test
    void row34_cosignSignatureIsAnArtifact() {
        Doc signature = ociManifest(
                OCI_CONFIG.ref(),
                List.of(layer(COSIGN, "payload").ref(annotations("dev.cosignproject.cosign/signature", "x"))));
        Converted oci = Conversion.of(signature).toOci();
        assertThat(oci.root()).isEqualTo(signature.text());
        assertThat(oci.plan().isExact()).isTrue();
        assertThat(Conversion.of(signature).toDocker().findings()).containsExactly("not-an-image");
    }

    @Test
    void row35_windowsKeepsVersionAndFeatures() {
        Doc config = Doc.of(
                D_CONFIG,
                q("{'architecture':'amd64','os':'windows','os.version':'10.0.20348.1','os.features':['win32k'],"
                        + "'config':{},'rootfs':" + rootfs(2) + "}"));
        String urls = q("'urls':['https://example.com/base']");
        Doc base = layer(O_ND_GZ, "base");
        Doc oci = ociManifest(config.as(O_CONFIG).ref(), List.of(base.ref(urls), OCI_GZ.ref()));
        Doc docker = dockerManifest(config.ref(), List.of(base.as(D_FOREIGN_GZ).ref(urls), GZ.ref()));
        Converted list =
                Conversion.of(ociIndex(List.of(oci.ref())), oci, config).toDocker();
        assertThat(list.result(oci)).isEqualTo(docker);
        String entry = q("{'mediaType':'" + D_MANIFEST + "','digest':'" + docker.digest()
                + "','platform':{'architecture':'amd64','os':'windows','os.version':'10.0.20348.1',"
                + "'os.features':['win32k']},'size':" + docker.size() + "}");
        assertThat(list.root()).isEqualTo(dockerList(List.of(entry)).text());
        assertThat(list.findings()).containsExactly("platform-filled /manifests/0/platform");
        Converted back = Conversion.of(list.rootDoc(), docker, config).toOci();
        assertThat(back.result(docker)).isEqualTo(oci);
    }

    @Test
    void row36_canonicalEscapesAreGosEscapes() {
        String before =
                q("'annotations':{'z':'<&>','é':'\\u2028','\\u0000':'\\u00e9\\/','\uD83D\uDE00':'1','\uFFFD':'2'}");
        String after = q("'annotations':{'\\u0000':'é/','z':'\\u003c\\u0026\\u003e','é':'\\u2028','\uFFFD':'2',"
                + "'\uD83D\uDE00':'1'}");
        Doc docker = dockerManifest(CONFIG.ref(), List.of(GZ.ref()), before);
        Converted oci = Conversion.of(docker).canonical().toOci();
        assertThat(oci.root())
                .isEqualTo(ociManifest(OCI_CONFIG.ref(), List.of(OCI_GZ.ref()), after)
                        .text());
    }

    @Test
    void row37_otherCaseIsRefusedNotOverlooked() {
        Doc image = dockerImage(CONFIG);
        for (String name : List.of("Config", "Layers", "SchemaVersion", "MediaType")) {
            String text = image.text().replaceFirst("(?i)\"" + name, "\"" + name);
            assertThat(Conversion.of(Doc.of("", text)).toOci().findings()).containsExactly("wrong-case-member");
        }
        for (String name : List.of("Digest", "SIZE")) {
            String text = image.text().replaceFirst("(?i)\"" + name, "\"" + name);
            assertThat(Conversion.of(Doc.of("", text)).toOci().findings()).containsExactly("wrong-case-member /config");
        }
        String beside = image.text().replaceFirst("\"config\"", "\"Config\":{},\"config\"");
        assertThat(Conversion.of(Doc.of("", beside)).toOci().findings()).containsExactly("wrong-case-member");
    }

    @Test
    void artifactManifestGetsWhatItsSuccessorHasWhateverItSays() {
        Doc blob = layer("text/plain", "x");
        String config = Doc.of(O_EMPTY, "{}").ref();
        Converted bare = converted("{'blobs':[" + blob.ref() + "]}");
        assertThat(bare.root())
                .isEqualTo(q("{'layers':[" + blob.ref() + "],'mediaType':'" + O_MANIFEST
                        + "','schemaVersion':2,'config':" + config + "}"));
        assertThat(bare.blobs()).containsExactly("copy text/plain " + blob.digest());
        Converted old = converted("{'schemaVersion':1,'mediaType':'" + O_ARTIFACT + "','blobs':[]}");
        assertThat(old.root())
                .isEqualTo(
                        q("{'schemaVersion':2,'config':" + config + ",'mediaType':'" + O_MANIFEST + "','layers':[]}"));
        assertThat(converted("{'schemaVersion':2,'mediaType':'" + O_ARTIFACT + "','blobs':[]}")
                        .plan()
                        .documents()
                        .get(0)
                        .changes())
                .extracting(Change::pointer)
                .doesNotContain("/schemaVersion");
    }

    private static Converted converted(String artifact) {
        return Conversion.of(Doc.of(O_ARTIFACT, q(artifact)))
                .with(b -> b.artifactManifests(ArtifactManifestPolicy.CONVERT))
                .toOci();
    }

    @Test
    void emptyArtifactTypeSaysNothing() {
        Doc image = ociManifest(OCI_CONFIG.ref(), List.of(OCI_GZ.ref()), "\"artifactType\":\"\"");
        assertThat(Conversion.of(image).toDocker().isReady()).isTrue();
    }

    @Test
    void refusalSaysWhatItIsInstead() {
        Doc plugin = dockerManifest(CONFIG.as(D_PLUGIN).ref(), List.of(GZ.ref()));
        assertThat(Conversion.of(plugin).toDocker().texts())
                .containsExactly("this is no container image (it is an engine plugin), so it cannot become Docker's");
        Doc chart = ociManifest(Doc.of(HELM_CONFIG, "{}").ref(), List.of());
        assertThat(Conversion.of(chart).toDocker().texts().get(0)).contains("its config is of the type " + HELM_CONFIG);
    }
}
