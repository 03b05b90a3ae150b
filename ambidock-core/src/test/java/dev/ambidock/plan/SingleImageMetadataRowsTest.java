// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.plan.ConversionRequest.AnnotationPolicy;
import dev.ambidock.testing.Conversion;
import dev.ambidock.testing.Converted;
import dev.ambidock.testing.Doc;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows 20 to 30 of docs/coverage.md: what stands around config and layers, and malformed documents. */
class SingleImageMetadataRowsTest {
    private static final Doc CONFIG = config("linux", "amd64", 1);
    private static final Doc OCI_CONFIG = CONFIG.as(O_CONFIG);
    private static final Doc GZ = layer(D_GZ, "1");
    private static final Doc OCI_GZ = layer(O_GZ, "1");
    private static final Doc OTHER = ociImage(config("linux", "s390x", 1));
    private static final String SUBJECT = "\"subject\":" + OTHER.ref();

    @Test
    void row20_annotationsAreDroppedEachReported() {
        Doc image = ociManifest(
                OCI_CONFIG.ref(annotations("c/~1", "1")),
                List.of(OCI_GZ.ref(annotations("l", "1", "m", "2"))),
                annotations("a", "1"));
        Converted docker = Conversion.of(image).toDocker();
        assertThat(docker.root()).isEqualTo(dockerImage(CONFIG).text());
        assertThat(docker.findings())
                .containsExactly(
                        "annotation-drop /config/annotations/c~1~01",
                        "annotation-drop /layers/0/annotations/l",
                        "annotation-drop /layers/0/annotations/m",
                        "annotation-drop /annotations/a");
        Converted kept = Conversion.of(image)
                .with(b -> b.annotations(AnnotationPolicy.KEEP))
                .toDocker();
        assertThat(kept.root())
                .isEqualTo(dockerManifest(
                                CONFIG.ref(annotations("c/~1", "1")),
                                List.of(GZ.ref(annotations("l", "1", "m", "2"))),
                                annotations("a", "1"))
                        .text());
        assertThat(kept.findings()).isEmpty();
        assertThat(Conversion.of(image).with(b -> b.strict(true)).toDocker().errors())
                .containsExactly("strict-refusal");
    }

    @Test
    void row21_artifactTypeThatSaysImageIsDropped() {
        Doc image = ociManifest(OCI_CONFIG.ref(), List.of(OCI_GZ.ref()), q("'artifactType':'" + O_CONFIG + "'"));
        Converted docker = Conversion.of(image).toDocker();
        assertThat(docker.root()).isEqualTo(dockerImage(CONFIG).text());
        assertThat(docker.findings()).containsExactly("artifact-type-drop /artifactType");
    }

    @Test
    void row22_artifactTypeThatSaysOtherwiseRefuses() {
        Doc artifact = ociManifest(OCI_CONFIG.ref(), List.of(OCI_GZ.ref()), q("'artifactType':'application/x'"));
        assertThat(Conversion.of(artifact).toDocker().findings()).containsExactly("not-an-image");
        assertThat(Conversion.of(artifact).toOci().plan().isExact()).isTrue();
    }

    @Test
    void row23_subjectIsDroppedWithAReport() {
        Doc image = ociManifest(OCI_CONFIG.ref(), List.of(OCI_GZ.ref()), SUBJECT);
        Converted docker = Conversion.of(image).toDocker();
        assertThat(docker.root()).isEqualTo(dockerImage(CONFIG).text());
        assertThat(docker.findings()).containsExactly("subject-drop /subject");
        assertThat(Conversion.of(image).with(b -> b.strict(true)).toDocker().errors())
                .containsExactly("strict-refusal");
        assertThat(Conversion.of(image).toOci().plan().isExact()).isTrue();
    }

    @Test
    void row24_dataIsVerifiedKeptToOciAndDroppedToDocker() {
        String configData = data(CONFIG);
        String layerData = data(GZ);
        Doc docker = dockerManifest(CONFIG.ref(configData), List.of(GZ.ref(layerData)));
        Doc oci = ociManifest(OCI_CONFIG.ref(configData), List.of(OCI_GZ.ref(layerData)));
        assertThat(Conversion.of(docker).toOci().root()).isEqualTo(oci.text());
        Converted dropped = Conversion.of(oci).toDocker();
        assertThat(dropped.root()).isEqualTo(dockerImage(CONFIG).text());
        assertThat(dropped.findings()).containsExactly("data-drop /config/data", "data-drop /layers/0/data");

        Doc wrong = ociManifest(OCI_CONFIG.ref(data(OTHER)), List.of());
        assertThat(Conversion.of(wrong).toOci().findings()).containsExactly("data-mismatch /config/data");
    }

    @Test
    void row24_dataOfAConfigThatMustChangeFollowsOrGoes() {
        Doc old = Doc.of(D_CONFIG, CONFIG.text().replace("{\"arch", "{\"created\":\"\",\"arch"));
        Converted oci = Conversion.of(dockerManifest(old.ref(data(old)), List.of(GZ.ref())))
                .toOci();
        assertThat(oci.root())
                .isEqualTo(ociManifest(OCI_CONFIG.ref(data(CONFIG)), List.of(OCI_GZ.ref()))
                        .text());
        assertThat(oci.findings()).containsExactly("config-rewrite /created");
        Converted docker = Conversion.of(ociManifest(old.as(O_CONFIG).ref(data(old)), List.of(OCI_GZ.ref())))
                .toDocker();
        assertThat(docker.root()).isEqualTo(dockerImage(CONFIG).text());
        assertThat(docker.findings()).containsExactly("data-drop /config/data", "config-rewrite /created");
    }

    @Test
    void row25_dockerManifestWithOciMembersKeepsThem() {
        Doc docker = dockerManifest(CONFIG.ref(), List.of(GZ.ref()), annotations("a", "1"), SUBJECT);
        Converted oci = Conversion.of(docker).toOci();
        assertThat(oci.root())
                .isEqualTo(ociManifest(OCI_CONFIG.ref(), List.of(OCI_GZ.ref()), annotations("a", "1"), SUBJECT)
                        .text());
        assertThat(oci.findings()).isEmpty();
    }

    @Test
    void row26_mixedFamiliesBecomeTheTargets() {
        Doc dockerMixed = dockerManifest(OCI_CONFIG.ref(), List.of(OCI_GZ.ref(), GZ.ref()));
        Doc ociMixed = ociManifest(CONFIG.ref(), List.of(GZ.ref(), OCI_GZ.ref()));
        Doc docker = dockerManifest(CONFIG.ref(), List.of(GZ.ref(), GZ.ref()));
        Doc oci = ociManifest(OCI_CONFIG.ref(), List.of(OCI_GZ.ref(), OCI_GZ.ref()));
        for (Doc target : List.of(docker, oci)) {
            Conversion one = Conversion.of(dockerMixed);
            Conversion two = Conversion.of(ociMixed);
            Converted first = target == oci ? one.toOci() : one.toDocker();
            Converted second = target == oci ? two.toOci() : two.toDocker();
            assertThat(first.root()).isEqualTo(target.text());
            assertThat(first.findings()).containsExactly("mixed-families /config", "mixed-families /layers/0");
            assertThat(second.root()).isEqualTo(target.text());
            assertThat(second.findings()).containsExactly("mixed-families /config", "mixed-families /layers/0");
        }
        assertThat(Conversion.of(ociMixed).with(b -> b.strict(true)).toOci().errors())
                .containsExactly("strict-refusal");
    }

    @Test
    void row27_missingMediaTypeIsAddedWhereTheTargetNeedsIt() {
        Doc oci = without(ociImage(CONFIG), O_MANIFEST);
        Doc docker = without(dockerImage(CONFIG), D_MANIFEST);
        assertThat(Conversion.of(oci).toOci().plan().isExact()).isTrue();
        for (Converted toDocker : List.of(
                Conversion.of(oci).toDocker(),
                Conversion.of(docker).toDocker(),
                Conversion.of(docker).declared(D_MANIFEST).toDocker())) {
            assertThat(toDocker.root()).isEqualTo(dockerImage(CONFIG).text());
            assertThat(toDocker.findings()).containsExactly("media-type-added /mediaType");
        }
        Converted toOci = Conversion.of(docker).toOci();
        assertThat(toOci.root()).isEqualTo(ociImage(CONFIG).text());
        assertThat(toOci.findings()).containsExactly("media-type-added /mediaType");
    }

    private static Doc without(Doc doc, String mediaType) {
        return Doc.of(doc.type(), doc.text().replace("\"mediaType\":\"" + mediaType + "\",", ""));
    }

    @Test
    void row28_documentsWithTwoMeaningsAreRefused() {
        Doc image = dockerImage(CONFIG);
        String text = image.text();
        String head = text.substring(0, text.length() - 1);
        assertRefused(head + ",\"layers\":[]}", "duplicate-member");
        assertRefused(head + ",\"manifests\":[]}", "ambiguous-document");
        assertRefused(head + ",\"fsLayers\":[]}", "ambiguous-document");
        assertRefused(q("{'schemaVersion':2,'manifests':[],'config':" + CONFIG.ref() + "}"), "ambiguous-document");
        assertRefused(q("{'schemaVersion':1,'fsLayers':[],'config':" + CONFIG.ref() + "}"), "ambiguous-document");
    }

    private static void assertRefused(String text, String code) {
        for (Converted converted : List.of(
                Conversion.of(Doc.of("", text)).toOci(),
                Conversion.of(Doc.of("", text)).toDocker())) {
            assertThat(converted.findings()).containsExactly(code);
        }
    }

    @Test
    void row29_wrongSizeOrDigestNamesBothValues() {
        Doc image = dockerImage(CONFIG);
        String longer = Doc.descriptor(D_MANIFEST, image.digest(), image.size() + 1);
        Converted size = Conversion.of(dockerList(List.of(longer)), image).toOci();
        assertThat(size.findings()).containsExactly("size-mismatch");
        assertThat(size.texts())
                .containsExactly(
                        image.digest() + " has " + image.size() + " bytes, its descriptor says " + (image.size() + 1));

        Doc impostor = new Doc(
                D_MANIFEST, DigestAlgorithm.SHA256, Bytes.of(image.text().replace("tar", "Tar")));
        Converted digest = Conversion.of(dockerList(List.of(image.ref())), impostor)
                .supplied(image.digest(), impostor)
                .toOci();
        assertThat(digest.findings()).containsExactly("digest-mismatch");
        assertThat(digest.texts())
                .containsExactly(
                        "the content has the digest " + impostor.digest() + ", its descriptor says " + image.digest());
    }

    @Test
    void row29_twoSizesForOneDigestAreRefused() {
        Doc image = dockerImage(CONFIG);
        String longer = Doc.descriptor(D_MANIFEST, image.digest(), image.size() + 1);
        Converted twice =
                Conversion.of(dockerList(List.of(image.ref(), longer)), image).toOci();
        assertThat(twice.findings()).containsExactly("size-mismatch");
        assertThat(twice.texts())
                .containsExactly("one descriptor of " + image.digest() + " says " + image.size()
                        + " bytes, another one says " + (image.size() + 1));
    }

    @Test
    void row30_sha512TreesStaySha512() {
        Doc config = CONFIG.sha512();
        Doc image = dockerManifest(config.ref(), List.of(GZ.sha512().ref())).sha512();
        Doc list = dockerList(List.of(image.ref(platform("linux", "amd64")))).sha512();
        Converted oci = Conversion.of(list, image, config).toOci();
        Doc ociImage = ociManifest(
                        config.as(O_CONFIG).ref(), List.of(GZ.sha512().as(O_GZ).ref()))
                .sha512();
        Doc index = ociIndex(List.of(ociImage.ref(platform("linux", "amd64")))).sha512();
        assertThat(oci.root()).isEqualTo(index.text());
        assertThat(oci.rootDigest()).isEqualTo(index.digest()).startsWith("sha512:");
        Converted back = Conversion.of(oci.rootDoc(), oci.result(image), config).toDocker();
        assertThat(back.rootDoc()).isEqualTo(list);
    }
}
