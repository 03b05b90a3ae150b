// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session.Result;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.BlobData;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.RegistryOptions;
import dev.ambidock.testkit.registry.TestAuthority;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images whose base is somewhere else become whole on request, and only then is anybody else asked. */
class ForeignFetchTest extends RegistryCommands {
    @TempDir
    static Path keys;

    private static TestAuthority authority;
    private static TestAuthority.Identity identity;

    private FakeRegistry elsewhere;
    private String trusting;

    @BeforeAll
    static void sign() throws IOException {
        authority = TestAuthority.in(keys);
        identity = authority.identity("elsewhere", "ip:127.0.0.1");
    }

    @BeforeEach
    void startElsewhere() throws IOException {
        elsewhere = FakeRegistry.start(RegistryOptions.standard(), identity.context(), false);
        trusting = " --foreign-host " + elsewhere.host() + " --src-ca-file " + authority.certificate();
    }

    @AfterEach
    void stopElsewhere() throws IOException {
        elsewhere.close();
    }

    /** Lays an image whose base layer is elsewhere. */
    private Descriptor lay(Family family, Compression compression) {
        LayerDraft base = LayerDraft.of("base.txt", "b".repeat(3000)).compressed(compression);
        Descriptor blob = base.descriptor(family);
        elsewhere
                .content()
                .putBlob("base", blob.digest(), BlobData.of(base.bytes().toArray()));
        WholeImage image = ImageDraft.of(family)
                .platform("windows/amd64")
                .layer(base.foreign("https://" + elsewhere.host() + "/v2/base/blobs/" + blob.digest()))
                .layer(LayerDraft.of("top.txt", "top").compressed(Compression.GZIP))
                .build();
        session.lay("team/app", "v1", image);
        return blob;
    }

    @ParameterizedTest
    @CsvSource({"oci, dir:@out", "docker, dir:@out", "oci, oci:@out:v1", "docker, docker-archive:@out.tar"})
    void theImageComesWholeToAnotherPlace(String family, String place) {
        lay(Family.DOCKER, Compression.GZIP);
        session.done("copy HOST/team/app:v1 " + place + " --foreign fetch --format " + family + trusting);
        assertThat(elsewhere.wire().entries()).hasSize(1);
        assertThat(session.done("verify " + place.replace(":v1", "")).out()).startsWith("sound");
        assertThat(session.done("inspect " + place.replace(":v1", "")).out())
                .doesNotContain("foreign", "nondistributable", elsewhere.host());
    }

    @Test
    void inPlaceTheLayerIsBroughtToTheRepository() {
        Descriptor base = lay(Family.DOCKER, Compression.GZIP);
        session.done("convert HOST/team/app:v1 --to oci --foreign fetch" + trusting);
        assertThat(session.registry().content().blob("team/app", base.digest())).isPresent();
        assertThat(session.done("verify HOST/team/app:v1").out()).startsWith("sound");
        assertThat(elsewhere.wire().entries()).hasSize(1);
    }

    @Test
    void whatIsThereIsNotGotFromElsewhere() {
        Descriptor base = lay(Family.DOCKER, Compression.GZIP);
        session.registry()
                .content()
                .putBlob(
                        "team/app",
                        base.digest(),
                        elsewhere.content().blob("base", base.digest()).orElseThrow());
        session.done("copy HOST/team/app:v1 oci:@out:v1 --foreign fetch --format oci" + trusting);
        assertThat(elsewhere.wire().entries()).isEmpty();
        assertThat(session.done("verify oci:@out").out()).startsWith("sound");
    }

    @Test
    void row9_aForeignZstdLayerIsCompressedAnew() {
        lay(Family.OCI, Compression.ZSTD);
        session.done("convert HOST/team/app:v1 --to docker --foreign fetch" + trusting);
        assertThat(session.done("verify HOST/team/app:v1").out()).startsWith("sound");
        Digest digest = Digest.parse(session.tagged("team/app", "v1"));
        assertThat(session.registry()
                        .content()
                        .manifest("team/app", digest)
                        .orElseThrow()
                        .content()
                        .utf8())
                .contains("rootfs.diff.tar.gzip")
                .doesNotContain("zstd", "urls");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " --foreign keep", " --foreign retype"})
    void unlessAskedForNobodyElseIsAsked(String policy) {
        lay(Family.DOCKER, Compression.GZIP);
        session.run("copy HOST/team/app:v1 oci:@out:v1 --format oci" + policy);
        assertThat(elsewhere.wire().entries()).isEmpty();
    }

    @Test
    void anAddressOfThisMachineIsNotAskedUnlessNamed() {
        lay(Family.DOCKER, Compression.GZIP);
        Result refused = session.fails(1, "copy HOST/team/app:v1 oci:@out:v1 --format oci --foreign fetch");
        assertThat(refused.err()).contains("not of the public network", "--foreign-host");
        assertThat(elsewhere.wire().entries()).isEmpty();
        assertThat(session.run("inspect oci:@out:v1").status()).isNotZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "copy HOST/team/app:v1 oci:@out:v1 --foreign-host a.example|--foreign fetch",
                "copy HOST/team/app:v1 oci:@out:v1 --foreign fetch --foreign-host a/b|HOST[:PORT]",
                "copy HOST/team/app:v1 HOST/team/b:v1 --foreign fetch|--format docker|oci"
            })
    void contradictionsAreMistakes(String line, String text) {
        lay(Family.DOCKER, Compression.GZIP);
        assertThat(session.fails(2, line).err()).contains(text);
        assertThat(session.requests()).isEmpty();
    }
}
