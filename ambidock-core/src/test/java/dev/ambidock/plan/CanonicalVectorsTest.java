// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.testing.Conversion;
import dev.ambidock.testing.Converted;
import dev.ambidock.testing.Doc;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The digests that the field's best tools give: OCI as regclient and containerd write it, Docker as skopeo does. Layer:
 * the empty gzip layer of 32 bytes.
 */
class CanonicalVectorsTest {
    private static final String LAYER = "sha256:a3ed95caeb02ffe68cdd9fd84406680ae93d633cb16422d00e8a7c22955b46d4";
    private static final Doc AMD64_CONFIG = Doc.of(D_CONFIG, config("amd64", ""));
    private static final Doc ARM64_CONFIG = Doc.of(D_CONFIG, config("arm64", "'variant':'v8',"));

    private static final Doc DA = docker(AMD64_CONFIG);
    private static final Doc DB = docker(ARM64_CONFIG);
    private static final Doc DL = dockerList(List.of(
            DA.dockerRef(platform("linux", "amd64")),
            DB.dockerRef(q("'platform':{'architecture':'arm64','os':'linux','variant':'v8'}"))));
    private static final Doc OA = oci(AMD64_CONFIG);
    private static final Doc OB = oci(ARM64_CONFIG);
    private static final Doc OI = ociIndex(List.of(
            OA.ref(platform("linux", "amd64")),
            OB.ref(q("'platform':{'architecture':'arm64','os':'linux','variant':'v8'}"))));

    private static String config(String architecture, String variant) {
        return q("{'architecture':'" + architecture + "','config':{'Hostname':'h','Env':['PATH=/bin'],'Cmd':['sh'],"
                + "'Healthcheck':{'Test':['CMD','true']},'Shell':['sh','-c'],'OnBuild':['RUN true'],"
                + "'Labels':{'a':'<&>'}},'created':'2024-01-01T00:00:00Z','os':'linux','rootfs':{'type':'layers',"
                + "'diff_ids':['sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef']},"
                + variant + "'x.unknown':1}");
    }

    private static Doc docker(Doc config) {
        return dockerManifest(
                config.dockerRef(), List.of(q("{'mediaType':'" + D_GZ + "','size':32,'digest':'" + LAYER + "'}")));
    }

    private static Doc oci(Doc config) {
        return ociManifest(config.as(O_CONFIG).ref(), List.of(Doc.descriptor(O_GZ, LAYER, 32)));
    }

    @Test
    void inputsHaveThePublishedDigests() {
        assertNamed(AMD64_CONFIG, "sha256:4bbc6d1866f9e1c6678a699667f51f979128d5e19bc86892d102fb9d47716953", 359);
        assertNamed(ARM64_CONFIG, "sha256:bd80746507dd562918fc5223420d37e4daf0aad39b400d3f02823ff013e3be40", 374);
        assertNamed(DA, "sha256:3b25888c4d9e4ea9f9d6e4262247fccbe7bf49ceb5fa41a1a771e667074b4909", 422);
        assertNamed(DB, "sha256:36c6906d2d107b16ea49d90e51258cd16dccb6f77d01fd23bcdb4c24d7a320dd", 422);
        assertNamed(DL, "sha256:a79feb6cc4d81ffef7d5db2344620e1901cd7d496a3975d96aa5b468612a26b9", 544);
        assertNamed(OA, "sha256:8ffb2fbcd45820659b03b5f715c390dd9e7cd4be43bc4aed153480fb5fcd5609", 400);
        assertNamed(OB, "sha256:8abd9f878ca10595fe7900fa4e59000103fcc603487d35d0b0bff170fc90cc4b", 400);
        assertNamed(OI, "sha256:f42f54b0221bf30c245824efd957aa80aa6d8c7448b8a8b5b8ade7ee853e1741", 506);
    }

    @Test
    void dockerManifestsBecomeTheBytesOfRegclientAndContainerd() {
        assertThat(toOci(DA).root()).isEqualTo(OA.text());
        assertThat(toOci(DB).root()).isEqualTo(OB.text());
    }

    @Test
    void ociManifestsBecomeTheBytesOfSkopeo() {
        assertThat(toDocker(OA).root()).isEqualTo(DA.text());
        assertThat(toDocker(OB).root()).isEqualTo(DB.text());
    }

    @Test
    void dockerListBecomesTheIndexOfRegclientAndContainerd() {
        Converted converted = toOci(DL);
        assertThat(converted.root()).isEqualTo(OI.text());
        assertThat(converted.puts()).containsExactly(OA.digest(), OB.digest(), OI.digest());
        assertThat(converted.findings()).isEmpty();
    }

    @Test
    void ociIndexBecomesTheListOfSkopeo() {
        Converted converted = toDocker(OI);
        assertThat(converted.root()).isEqualTo(DL.text());
        assertThat(converted.puts()).containsExactly(DA.digest(), DB.digest(), DL.digest());
        assertThat(converted.findings()).isEmpty();
    }

    @Test
    void thereAndBackIsTheIdentity() {
        assertThat(toDocker(toOci(DA).rootDoc()).rootDoc()).isEqualTo(DA);
        assertThat(toOci(toDocker(OA).rootDoc()).rootDoc()).isEqualTo(OA);
    }

    @Test
    void spellingOfTheSourceDoesNotShow() {
        Doc spaced = Doc.of(D_MANIFEST, DA.text().replace(",", " ,\n   ").replace(":{", " : {"));
        assertThat(toOci(spaced).root()).isEqualTo(OA.text());
    }

    private static Converted toOci(Doc root) {
        return conversion(root).toOci();
    }

    private static Converted toDocker(Doc root) {
        return conversion(root).toDocker();
    }

    private static Conversion conversion(Doc root) {
        return Conversion.of(root, AMD64_CONFIG, ARM64_CONFIG, DA, DB, OA, OB).canonical();
    }

    private static void assertNamed(Doc doc, String digest, int size) {
        assertThat(doc.digest()).isEqualTo(digest);
        assertThat(doc.size()).isEqualTo(size);
    }
}
