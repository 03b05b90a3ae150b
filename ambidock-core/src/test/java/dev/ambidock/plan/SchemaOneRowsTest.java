// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Compression;
import dev.ambidock.plan.ConversionRequest.EmptyLayerPolicy;
import dev.ambidock.testing.Conversion;
import dev.ambidock.testing.Converted;
import dev.ambidock.testing.Doc;
import dev.ambidock.testing.SchemaOne;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows 51 and 68 to 75 of docs/coverage.md: schema 1 images. */
class SchemaOneRowsTest {
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);
    private static final String C = "c".repeat(64);
    private static final Doc BASE = layer(D_GZ, "base");
    private static final Doc TOP = layer(D_GZ, "top");
    private static final Doc EMPTY = layer(D_GZ, "empty");
    private static final Doc BASE_TAR = Doc.of("", "unpacked base");
    private static final Doc TOP_TAR = Doc.of("", "unpacked top");
    private static final Doc EMPTY_TAR = Doc.of("", "unpacked empty");
    private static final String TIME = "'created':'2016-01-01T00:00:00Z'";

    private static SchemaOne three(String middle, String top) {
        return new SchemaOne()
                .entry(TOP, "{'id':'" + C + "','parent':'" + B + "'," + TIME + top + "}")
                .entry(EMPTY, "{'id':'" + B + "','parent':'" + A + "'," + TIME + middle + "}")
                .entry(BASE, "{'id':'" + A + "'," + TIME + "}");
    }

    private static Conversion of(Doc root, Doc... more) {
        return Conversion.of(root, more)
                .read(BASE, Compression.GZIP, BASE_TAR, false)
                .read(TOP, Compression.GZIP, TOP_TAR, false)
                .read(EMPTY, Compression.GZIP, EMPTY_TAR, true);
    }

    /** The config that Docker makes, with these history items and diff IDs in the middle. */
    private static Doc config(String more, String middle, String... diffIds) {
        return Doc.of(
                D_CONFIG,
                q("{'architecture':'amd64'" + more
                        + ",'created':'2016-01-01T00:00:00Z','docker_version':'1.10.0','history':[{"
                        + TIME + "}," + middle + "{" + TIME
                        + "}],'os':'linux','rootfs':{'type':'layers','diff_ids':['" + String.join("','", diffIds)
                        + "']}}"));
    }

    private static final String SETTINGS = ",'docker_version':'1.10.0','architecture':'amd64','os':'linux'";
    private static final String CONFIG_SETTINGS = ",'config':{'Healthcheck':{'Test':['NONE']}}";

    private static Doc meant() {
        return config(CONFIG_SETTINGS, "{" + TIME + ",'empty_layer':true},", BASE_TAR.digest(), TOP_TAR.digest());
    }

    /** As Go spells it, whose structs have the size before the digest. */
    private static Doc manifest(String type, Doc config, Doc... layers) {
        String named = Stream.of(layers).map(SchemaOneRowsTest::reference).collect(Collectors.joining(","));
        return Doc.of(
                type,
                "{\"schemaVersion\":2,\"mediaType\":\"" + type + "\",\"config\":" + reference(config) + ",\"layers\":["
                        + named + "]}");
    }

    private static String reference(Doc doc) {
        return "{\"mediaType\":\"" + doc.type() + "\",\"size\":" + doc.size() + ",\"digest\":\"" + doc.digest() + "\"}";
    }

    private static Doc docker(Doc config, Doc... layers) {
        return manifest(D_MANIFEST, config, layers);
    }

    private static Doc oci(Doc config, Doc... layers) {
        return manifest(O_MANIFEST, config, layers);
    }

    @Test
    void row68_signedWithThrowawayBecomesTheImageThatDockerMade() {
        Doc old = three(",'throwaway':true", SETTINGS + CONFIG_SETTINGS).signed();
        Converted docker = of(old).toDocker();
        assertThat(docker.root()).isEqualTo(docker(meant(), BASE, TOP).text());
        assertThat(docker.puts()).containsExactly(meant().digest(), docker.rootDigest());
        assertThat(docker.blobs())
                .containsExactly("copy " + D_GZ + " " + BASE.digest(), "copy " + D_GZ + " " + TOP.digest());
        assertThat(docker.findings()).containsExactly("schema1-raised");
        assertThat(docker.plan().isExact()).isFalse();
        assertThat(docker.plan().comesBack()).isFalse();
        Converted oci = of(old).toOci();
        assertThat(oci.root())
                .isEqualTo(
                        oci(meant().as(O_CONFIG), BASE.as(O_GZ), TOP.as(O_GZ)).text());
    }

    @Test
    void row69_layersFromBeforeThrowawayAreKeptOrDroppedOnRequest() {
        Doc old = three(",'Size':0", SETTINGS + CONFIG_SETTINGS).unsigned();
        Doc kept = config(CONFIG_SETTINGS, "{" + TIME + "},", BASE_TAR.digest(), EMPTY_TAR.digest(), TOP_TAR.digest());
        assertThat(of(old).toDocker().root())
                .isEqualTo(docker(kept, BASE, EMPTY, TOP).text());
        assertThat(of(old).with(b -> b.emptyLayers(EmptyLayerPolicy.DROP))
                        .toDocker()
                        .root())
                .isEqualTo(docker(meant(), BASE, TOP).text());
    }

    @Test
    void row70_ofNeighboursWithOneIdTheUpperGoes() {
        Doc old = new SchemaOne()
                .entry(TOP, "{'id':'" + B + "','parent':'" + A + "'," + TIME + SETTINGS + "}")
                .entry(EMPTY, "{'id':'" + A + "'," + TIME + "}")
                .entry(BASE, "{'id':'" + A + "'," + TIME + "}")
                .unsigned();
        Doc config = config("", "", BASE_TAR.digest(), TOP_TAR.digest());
        assertThat(of(old).toDocker().root())
                .isEqualTo(docker(config, BASE, TOP).text());
    }

    @Test
    void row71_layersAreCalledWhatTheirBytesAre() {
        Doc old = three(",'throwaway':true", SETTINGS + CONFIG_SETTINGS).unsigned();
        Conversion plain = of(old).read(TOP, Compression.NONE, TOP_TAR, false);
        assertThat(plain.toDocker().root())
                .isEqualTo(docker(meant(), BASE, TOP.as(D_TAR)).text());
        assertThat(plain.toOci().root())
                .isEqualTo(
                        oci(meant().as(O_CONFIG), BASE.as(O_GZ), TOP.as(O_TAR)).text());
        Converted zstd = of(old).read(TOP, Compression.ZSTD, TOP_TAR, false).toDocker();
        assertThat(zstd.blobs()).contains("transcode " + TOP.digest() + " gzip");
    }

    @ParameterizedTest
    @CsvSource({"1.6.0, false", "1.8.2, false", "1.8.3, true", "1.10.0-dev, true", "dev, false", "'', false"})
    void row72_textsOfOldVersionsGoThroughDockersStructs(String version, boolean exact) {
        String said = version.isEmpty() ? "" : ",'docker_version':'" + version + "'";
        Doc old = new SchemaOne()
                .entry(BASE, "{'id':'" + A + "'," + TIME + said + ",'architecture':'amd64','os':'linux','unknown':1}")
                .unsigned();
        Converted docker = of(old).toDocker();
        String config = docker.firstPut();
        assertThat(config.contains("\"unknown\":1")).isEqualTo(exact);
        assertThat(config.contains("\"container_config\"")).isEqualTo(!exact);
    }

    @Test
    void row73_whatTheTextsDoNotSayIsAddedAndReported() {
        Doc old = new SchemaOne()
                .architecture("arm")
                .entry(
                        BASE,
                        "{'id':'" + A + "'," + TIME + ",'docker_version':'1.10.0','config':{'Cmd':'sh'},"
                                + "'container_config':{'Cmd':'one string'}}")
                .unsigned();
        Converted docker = of(old).toDocker();
        assertThat(docker.firstPut())
                .contains(q("'architecture':'arm'"))
                .contains(q("'os':'linux'"))
                .contains(q("'created_by':'one string'"));
        assertThat(docker.findings()).contains("config-rewrite /os", "config-rewrite /architecture");
        Converted oci = of(old).toOci();
        assertThat(oci.firstPut()).contains(q("'config':{'Cmd':['sh']}"));
    }

    @Test
    void row74_aBaseWithAParentIsRefusedPlainly() {
        Doc old = new SchemaOne()
                .entry(BASE, "{'id':'" + B + "','parent':'" + A + "'," + TIME + SETTINGS + "}")
                .unsigned();
        assertThat(of(old).toOci().errors()).containsExactly("invalid-member /parent");
    }

    @Test
    void row75_aSignatureThatDoesNotHoldIsToldAndHindersNothing() {
        SchemaOne manifest = three(",'throwaway':true", SETTINGS + CONFIG_SETTINGS);
        Converted forged = of(manifest.forged()).toDocker();
        assertThat(forged.findings()).containsExactly("schema1-signature /signatures", "schema1-raised");
        assertThat(forged.root()).isEqualTo(of(manifest.signed()).toDocker().root());
    }

    @Test
    void row51_aChildOfAListIsRaisedInItsPlace() {
        Doc old = three(",'throwaway':true", SETTINGS + CONFIG_SETTINGS).unsigned();
        Doc list = dockerList(List.of(old.ref(platform("linux", "amd64"))));
        Doc image = docker(meant(), BASE, TOP);
        assertThat(of(list, old).toDocker().root())
                .isEqualTo(dockerList(List.of(image.ref(platform("linux", "amd64"))))
                        .text());
        Doc oci = oci(meant().as(O_CONFIG), BASE.as(O_GZ), TOP.as(O_GZ));
        assertThat(of(list, old).toOci().root())
                .isEqualTo(
                        ociIndex(List.of(oci.ref(platform("linux", "amd64")))).text());
    }

    @Test
    void row51_aManifestAloneIsNotEnough() {
        Doc old = three(",'throwaway':true", SETTINGS).unsigned();
        Doc list = dockerList(List.of(old.ref(platform("linux", "amd64"))));
        assertThat(Conversion.of(list, old).toOci().errors()).containsExactly("schema1-needs-layers");
    }

    @Test
    void whatDoesNotPairIsRefused() {
        Doc old = Doc.of(
                SchemaOne.UNSIGNED,
                q("{'schemaVersion':1,'architecture':'amd64','fsLayers':[],'history':[{'v1Compatibility':'{}'}]}"));
        assertThat(of(old).toOci().errors()).containsExactly("invalid-member /history");
    }
}
