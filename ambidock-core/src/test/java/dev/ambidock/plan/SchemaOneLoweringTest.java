// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambidock.document.Documents;
import dev.ambidock.document.SchemaOneDocument;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.plan.ConversionRequest.ForeignPolicy;
import dev.ambidock.schema1.SchemaOneName;
import dev.ambidock.schema1.SchemaOneSignatures;
import dev.ambidock.testing.Conversion;
import dev.ambidock.testing.Converted;
import dev.ambidock.testing.Doc;
import dev.ambidock.testing.SchemaOne;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images told as schema 1, on request. */
class SchemaOneLoweringTest {
    private static final String EMPTY = "sha256:a3ed95caeb02ffe68cdd9fd84406680ae93d633cb16422d00e8a7c22955b46d4";
    private static final Doc BASE = layer(D_GZ, "base");
    private static final Doc TOP = layer(D_GZ, "top");
    private static final Doc BASE_TAR = Doc.of("", "unpacked base");
    private static final Doc TOP_TAR = Doc.of("", "unpacked top");
    private static final String HISTORY = "'history':[{'created':'2016-01-01T00:00:00Z','created_by':'add <base>'},"
            + "{'created':'2016-01-01T00:00:00.5Z','author':'me','created_by':'set','comment':'c','empty_layer':true},"
            + "{'created':'2016-01-01T00:00:00Z','created_by':'add top'}]";

    /** As Docker spells it: sorted. The topmost item of the history says what the config says itself. */
    private static Doc configOf(String history) {
        return Doc.of(
                D_CONFIG,
                q("{'architecture':'arm64','config':{'Cmd':['a','<b>']},'container_config':{'Cmd':['add top']},"
                        + "'created':'2016-01-01T00:00:00Z','docker_version':'20.10.0'," + history
                        + ",'os':'linux','rootfs':{'type':'layers','diff_ids':['" + BASE_TAR.digest() + "','"
                        + TOP_TAR.digest() + "']}}"));
    }

    private static Doc image(Doc config, Doc... layers) {
        return dockerManifest(
                config.ref(), List.of(layers).stream().map(Doc::ref).toList());
    }

    private static Conversion lowering(Doc root, Doc... more) {
        return Conversion.of(root, more).with(b -> b.schemaOne(new SchemaOneName("team/app", "v1")));
    }

    private static Converted lowered(Doc root, Doc... more) {
        return lowering(root, more).plan(Family.DOCKER);
    }

    private static SchemaOneDocument document(Converted converted) {
        Outcome.Known known = (Outcome.Known) converted.plan().root();
        return (SchemaOneDocument) Documents.read(
                        known.bytes(),
                        Optional.of(known.descriptor().mediaType()),
                        known.descriptor().digest().algorithm(),
                        Limits.defaults())
                .orThrow();
    }

    @Test
    void itsEntriesAreTheHistoryTopFirst() {
        Doc config = configOf(HISTORY);
        Converted converted = lowered(image(config, BASE, TOP), config);
        SchemaOneDocument old = document(converted);
        assertThat(old.layers()).map(Object::toString).containsExactly(TOP.digest(), EMPTY, BASE.digest());
        String base = Doc.of("", hex(BASE.digest()) + " ").digest();
        String middle = Doc.of("", hex(EMPTY) + " " + hex(base)).digest();
        String top = Doc.of("", hex(TOP.digest()) + " " + hex(middle) + " " + config.text())
                .digest();
        assertThat(old.history())
                .containsExactly(
                        q(
                                "{'architecture':'arm64','config':{'Cmd':['a','\\u003cb\\u003e']},'container_config':{'Cmd':['add"
                                        + " top']},'created':'2016-01-01T00:00:00Z','docker_version':'20.10.0','id':'"
                                        + hex(top) + "','os':'linux','parent':'" + hex(middle) + "'}"),
                        q("{'id':'" + hex(middle) + "','parent':'" + hex(base)
                                + "','comment':'c','created':'2016-01-01T00:00:00.5Z','container_config':{'Cmd':['set']},"
                                + "'author':'me','throwaway':true}"),
                        q("{'id':'" + hex(base) + "','created':'2016-01-01T00:00:00Z','container_config':{'Cmd':['add"
                                + " \\u003cbase\\u003e']}}"));
        assertThat(old.payload().utf8())
                .startsWith(q(
                        "{\n   'schemaVersion': 1,\n   'name': 'team/app',\n   'tag': 'v1',\n   'architecture': 'arm64',\n"
                                + "   'fsLayers': [\n      {\n         'blobSum': '" + TOP.digest() + "'\n      },\n"))
                .endsWith("\n      }\n   ]\n}");
        assertThat(converted.findings()).containsExactly("schema1-lowered");
        assertThat(converted.puts()).containsExactly(EMPTY, old.digest().toString());
        assertThat(converted.blobs())
                .containsExactly("copy " + D_GZ + " " + BASE.digest(), "copy " + D_GZ + " " + TOP.digest());
        assertThat(converted.plan().comesBack()).isFalse();
    }

    private static String hex(String digest) {
        return digest.substring(digest.indexOf(':') + 1);
    }

    @Test
    void itIsSignedAnewEachTimeAndKeepsItsDigest() {
        Doc config = configOf(HISTORY);
        SchemaOneDocument one = document(lowered(image(config, BASE, TOP), config));
        SchemaOneDocument two = document(lowered(image(config, BASE, TOP), config));
        assertThat(one.signed()).isTrue();
        assertThat(SchemaOneSignatures.problem(one)).isEmpty();
        assertThat(one.bytes()).isNotEqualTo(two.bytes());
        assertThat(one.bytes().length()).isEqualTo(two.bytes().length());
        assertThat(one.payload()).isEqualTo(two.payload());
        assertThat(one.digest()).isEqualTo(two.digest());
    }

    @Test
    void raisedAgainItHasTheImageIdOfDocker() {
        Doc config = configOf(HISTORY);
        SchemaOneDocument old = document(lowered(image(config, BASE, TOP), config));
        Converted raised = Conversion.of(new Doc(SchemaOne.SIGNED, old.digest().algorithm(), old.bytes()))
                .read(BASE, Compression.GZIP, BASE_TAR, false)
                .read(TOP, Compression.GZIP, TOP_TAR, false)
                .toDocker();
        assertThat(raised.firstPut())
                .isEqualTo(config.text().replace("<", "\\u003c").replace(">", "\\u003e"));
    }

    @Test
    void anOciImageBecomesDockersFirst() {
        Doc config = configOf(HISTORY).as(O_CONFIG);
        Doc zstd = layer(O_ZSTD, "top");
        Doc root = ociManifest(config.ref(), List.of(BASE.as(O_GZ).ref(), zstd.ref()), annotations("a", "b"));
        Converted first = lowered(root, config);
        assertThat(first.blobs()).contains("transcode " + zstd.digest() + " gzip");
        assertThat(first.plan().root().kind()).isEqualTo(Outcome.Kind.PENDING);
        assertThat(first.findings()).as("told before anything is compressed").contains("schema1-lowered");
        Converted then = lowering(root, config).transcoded(zstd, TOP).plan(Family.DOCKER);
        assertThat(document(then).layers()).map(Object::toString).startsWith(TOP.digest());
        assertThat(then.findings()).contains("annotation-drop /annotations/a", "schema1-lowered");
    }

    @Test
    void layersWithoutHistoryGetAnEntryInsteadOfBeingLost() {
        Doc config = configOf("'history':[{'created':'2016-01-01T00:00:00Z','created_by':'add <base>'}]");
        Converted converted = lowered(image(config, BASE, TOP), config);
        assertThat(document(converted).layers()).map(Object::toString).containsExactly(TOP.digest(), BASE.digest());
        assertThat(converted.texts()).anyMatch(t -> t.contains("made up for each of 1 layers"));
        Doc none = configOf("'history':[]");
        assertThat(document(lowered(image(none, BASE, TOP), none)).history()).hasSize(2);
    }

    @Test
    void whatSchemaOneCannotTellIsRefused() {
        Doc config = configOf(HISTORY);
        assertThat(lowered(image(config, BASE), config).errors()).contains("schema1-impossible /history");
        assertThat(lowered(image(config, BASE, TOP)).errors()).containsExactly("config-needed /config");
        Doc windows = Doc.of(D_CONFIG, config.text().replace("\"layers\"", "\"layers+base\""));
        assertThat(lowered(image(windows, BASE, TOP), windows).errors())
                .containsExactly("schema1-impossible /rootfs/type");
        Doc bare = Doc.of(D_CONFIG, q("{'architecture':'a','os':'b','rootfs':{'type':'layers','diff_ids':[]}}"));
        assertThat(lowered(image(bare), bare).errors()).containsExactly("schema1-impossible");
        Doc odd = configOf("'history':[{'created_by':7}]");
        assertThat(lowered(image(odd, BASE, TOP), odd).errors())
                .containsExactly("invalid-member /history/0/created_by");
    }

    @Test
    void aForeignLayerHasToBecomeAnOrdinaryOne() {
        Doc config = configOf(HISTORY);
        Doc foreign = BASE.as(D_FOREIGN_GZ);
        Doc root = dockerManifest(config.ref(), List.of(foreign.ref("\"urls\":[\"https://a/b\"]"), TOP.ref()));
        assertThat(lowered(root, config).errors()).containsExactly("schema1-impossible /layers/0");
        Converted retyped = lowering(root, config)
                .with(b -> b.foreign(ForeignPolicy.RETYPE))
                .plan(Family.DOCKER);
        assertThat(document(retyped).layers()).hasSize(3);
    }

    @Test
    void ofAListOnePlatformIsTaken() {
        Doc config = configOf(HISTORY);
        Doc arm = image(config, BASE, TOP);
        Doc other = config("linux", "amd64", 1);
        Doc amd = dockerImage(other);
        Doc list = dockerList(List.of(arm.ref(platform("linux", "arm64")), amd.ref(platform("linux", "amd64"))));
        assertThat(lowered(list, arm, config, amd, other).errors()).containsExactly("single-image-only");
        Converted one =
                lowering(list, arm, config, amd, other).platforms("linux/arm64").plan(Family.DOCKER);
        assertThat(document(one).architecture()).contains("arm64");
    }

    @Test
    void whatIsOfSchemaOneStays() {
        Doc old = new SchemaOne()
                .entry(BASE, "{'id':'" + "a".repeat(64) + "','created':'2016-01-01T00:00:00Z'}")
                .signed();
        Converted kept = lowered(old);
        assertThat(kept.plan().isExact()).isTrue();
        assertThat(kept.findings()).isEmpty();
    }

    @Test
    void itIsALossAndNotEveryDestinationTakesIt() {
        Doc config = configOf(HISTORY);
        Conversion lowering = lowering(image(config, BASE, TOP), config);
        assertThat(lowering.with(b -> b.strict(true)).plan(Family.DOCKER).errors())
                .containsExactly("strict-refusal");
        Conversion elsewhere = lowering(image(config, BASE, TOP), config)
                .into(SinkAbilities.of(Set.of(Family.DOCKER, Family.OCI), Long.MAX_VALUE));
        assertThat(elsewhere.plan(Family.DOCKER).errors()).containsExactly("family-not-accepted");
    }

    @ParameterizedTest
    @CsvSource({"OCI, false", "DOCKER, true"})
    void itIsMadeOfDockerImagesAlone(Family target, boolean keep) {
        ConversionRequestBuilder builder =
                ConversionRequest.builder(target).keep(keep).schemaOne(new SchemaOneName("a", "b"));
        assertThatThrownBy(builder::build).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNoImageIsRefused() {
        Doc chart = ociManifest(Doc.of(HELM_CONFIG, "{}").ref(), List.of());
        assertThat(lowered(chart).errors()).containsExactly("not-an-image");
    }

    @Test
    void configThatChangesOnTheWayIsTakenAsChanged() {
        Doc odd = Doc.of(
                O_CONFIG,
                configOf(HISTORY)
                        .text()
                        .replace("'config':", "'config':")
                        .replaceFirst(
                                "\"created\":\"[^\"]*\",\"docker_version\"", "\"created\":\"\",\"docker_version\""));
        Doc image =
                ociManifest(odd.ref(), List.of(BASE.as(O_GZ).ref(), TOP.as(O_GZ).ref()));
        Converted converted = lowered(image, odd);
        assertThat(converted.findings()).containsExactly("config-rewrite /created", "schema1-lowered");
        assertThat(document(converted).history().get(0)).doesNotContain("\"created\":\"\"");
    }

    @Test
    void entriesAreMadeUpForLayersWithoutHistoryAlone() {
        Doc config = configOf(HISTORY);
        assertThat(lowered(image(config, BASE, TOP), config).texts())
                .containsExactly("the image became one of schema 1; its image ID is not told any more");
    }
}
