// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.report;

import static dev.ambidock.testing.BuildKit.*;
import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.diff.ImageDiff;
import dev.ambidock.document.Documents;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.inspect.Inspector;
import dev.ambidock.model.Limits;
import dev.ambidock.model.Platform;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.testing.Conversion;
import dev.ambidock.testing.Converted;
import dev.ambidock.testing.Doc;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private static String text(byte[] report) {
        return new String(report, StandardCharsets.UTF_8);
    }

    private static DescriptorGraph graph(Doc doc) {
        return DescriptorGraph.of(Documents.read(doc.bytes(), Limits.defaults()).orThrow());
    }

    @Test
    void planTellsResultsChangesStepsAndFindings() {
        Doc rich =
                ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(layer(O_GZ, "1").ref()), annotations("a", "<1>"));
        ConversionPlan plan = Conversion.of(rich).toDocker().plan();
        String source = rich.ref();
        String result = DOCKER_IMAGE.ref();
        String known = "{\"state\":\"known\"," + result.substring(1);
        assertThat(text(Reports.plan(plan)))
                .isEqualTo(q("{'schema':'ambidock.plan.v1','target':'docker','keep':false,'platforms':[],'root':"
                                + known
                                + ",'exact':false,'blobBytes':"
                                + (CONFIG.size() + layer(O_GZ, "1").size()) + ",'documentBytes':"
                                + DOCKER_IMAGE.size() + ",'documents':[{'source':" + source + ",'result':" + known
                                + ",'changes':["
                                + change("media-type", "/mediaType", O_MANIFEST, D_MANIFEST) + ","
                                + change("media-type", "/config/mediaType", O_CONFIG, D_CONFIG) + ","
                                + change("media-type", "/layers/0/mediaType", O_GZ, D_GZ) + ",")
                        + "{\"kind\":\"removed\",\"pointer\":\"/annotations\","
                        + "\"before\":\"{\\\"a\\\":\\\"\\u003c1\\u003e\\\"}\",\"after\":\"\"}]}],"
                        + "\"steps\":[" + copy(CONFIG.as(D_CONFIG)) + "," + copy(layer(D_GZ, "1"))
                        + q(",{'kind':'put-document','source':" + source + ",'result':" + known + "}],'findings':["
                                + "{'code':'annotation-drop','severity':'loss','document':'" + rich.digest()
                                + "','pointer':'/annotations/a',")
                        + q("'text':'the annotation a is dropped: Docker") + "'" + q("s format has none',")
                        + q("'remedy':'Use --annotations keep to leave them as unknown members'}]}"));
    }

    private static String change(String kind, String pointer, String before, String after) {
        return "{'kind':'" + kind + "','pointer':'" + pointer + "','before':'" + before + "','after':'" + after + "'}";
    }

    private static String copy(Doc blob) {
        String ref = blob.ref(q("'optional':false"));
        return "{\"kind\":\"copy-blob\"," + ref.substring(1);
    }

    @Test
    void pendingPlanNamesTheLayersInTheWay() {
        Doc zstd = layer(O_ZSTD, "z");
        Converted pending = Conversion.of(ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(zstd.ref())))
                .toDocker();
        assertThat(text(Reports.plan(pending.plan())))
                .startsWith(q(
                        "{'schema':'ambidock.plan.v1','target':'docker','keep':false,'platforms':[],'root':{'state':'pending','layers':['"
                                + zstd.digest() + "']},'exact':false,'blobBytes':"
                                + (CONFIG.size() + zstd.size()) + ",'documentBytes':0,"))
                .contains(q("{'kind':'transcode-layer',")
                        + zstd.ref(q("'to':'gzip'")).substring(1));
    }

    @Test
    void planTellsThatAllIsKeptAndWhichPlatforms() {
        Converted kept = Conversion.of(OCI_IMAGE, CONFIG)
                .with(b -> b.keep(true).platforms(List.of(Platform.parse("linux/amd64"), Platform.parse("a/b/c"))))
                .toOci();
        assertThat(text(Reports.plan(kept.plan())))
                .startsWith(
                        q(
                                "{'schema':'ambidock.plan.v1','target':'oci','keep':true,'platforms':['linux/amd64','a/b/c'],"));
    }

    @Test
    void refusalTellsWhy() {
        Converted refused = Conversion.of(Doc.of("", "{}")).toOci();
        assertThat(text(Reports.refusal(refused.planning().findings())))
                .isEqualTo(
                        q("{'schema':'ambidock.refusal.v1','findings':[{'code':'unknown-document','severity':'error',"
                                + "'document':'" + Doc.of("", "{}").digest()
                                + "','pointer':'','text':'it has none of the"
                                + " members of a manifest, an index or an image config, at byte 0 (line 1, column 1)',"
                                + "'remedy':'Give a manifest, an index or an image config; of an OCI layout, its"
                                + " index.json'}]}"));
    }

    @Test
    void diffTellsEachField() {
        Doc one = ociIndex(List.of());
        Doc two = ociIndex(List.of(), annotations("a", "1"));
        String field = "'relation':'same','first':";
        assertThat(text(Reports.diff(ImageDiff.between(graph(one), graph(two)))))
                .isEqualTo(q("{'schema':'ambidock.diff.v1','verdict':'same-image-with-losses','documents':[{'first':"
                        + one.ref() + ",'second':" + two.ref() + ",'identical':false,'respelled':false,'fields':["
                        + "{'pointer':'/schemaVersion'," + field + "'2','second':'2','comment':''},"
                        + "{'pointer':'/mediaType'," + field + "'" + O_INDEX + "','second':'" + O_INDEX
                        + "','comment':''},"
                        + "{'pointer':'/annotations/a','relation':'added','first':'','second':'1','comment':''}]}],"
                        + "'onlyFirst':[],'onlySecond':[]}"));
    }

    @Test
    void inspectionTellsTheTree() {
        assertThat(text(Reports.inspection(Inspector.inspect(graph(CONFIG), 9))))
                .isEqualTo(q("{'schema':'ambidock.inspection.v1','nodes':[{'depth':0,"
                                + CONFIG.as(O_CONFIG)
                                        .ref()
                                        .substring(1, CONFIG.as(O_CONFIG).ref().length() - 1)
                                + ",'family':'oci','kind':'config','nature':'image config','platform':'linux/amd64',"
                                + "'imageId':'" + CONFIG.digest() + "','layers':[],'config':{'platform':'linux/amd64',"
                                + "'settings':[{'name':'Cmd',")
                        + "\"json\":\"[\\\"sh\\\"]\"}],\"dockerOnly\":[],\"diffIds\":1}}],\"findings\":[]}");
    }

    @Test
    void digestAndMappingAreOneLineEach() {
        Converted oci = Conversion.of(DOCKER_IMAGE).toOci();
        assertThat(text(Reports.digest(oci.plan().rootDescriptor())))
                .isEqualTo(
                        q("{'schema':'ambidock.digest.v1',") + OCI_IMAGE.ref().substring(1));
        assertThat(text(Reports.mapping(
                        oci.plan().mapping().entrySet().iterator().next(),
                        oci.plan().graph().root().descriptor())))
                .isEqualTo(q("{'schema':'ambidock.mapping.v1','oldDigest':'" + DOCKER_IMAGE.digest()
                        + "','newDigest':'" + OCI_IMAGE.digest() + "','oldMediaType':'" + D_MANIFEST
                        + "','newMediaType':'" + O_MANIFEST + "'}"));
    }
}
