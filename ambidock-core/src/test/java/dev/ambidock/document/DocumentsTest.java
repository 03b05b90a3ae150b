// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import static dev.ambidock.testing.BuildKit.CONFIG;
import static dev.ambidock.testing.BuildKit.DOCKER_IMAGE;
import static dev.ambidock.testing.BuildKit.OCI_IMAGE;
import static dev.ambidock.testing.BuildKit.entry;
import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Family;
import dev.ambidock.model.Finding;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Platform;
import dev.ambidock.testing.Doc;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentsTest {
    private static final String ZEROS = "sha256:" + "0".repeat(64);
    private static final String MANIFEST = "{'schemaVersion':2,'mediaType':'" + O_MANIFEST + "','config':";

    private static Reading read(String text) {
        return Documents.read(Bytes.of(text), Limits.defaults());
    }

    private static Reading read(String text, String declared) {
        return Documents.read(
                Bytes.of(text), Optional.of(MediaType.of(declared)), DigestAlgorithm.SHA256, Limits.defaults());
    }

    private static void assertRefused(Reading reading, String code, String pointer, int offset) {
        assertThat(reading.kind()).isEqualTo(Reading.Kind.REJECTED);
        assertThat(reading.findings()).hasSize(1);
        Finding why = reading.findings().get(0);
        assertThat(why.code().id() + " " + why.pointer()).isEqualTo(code + " " + pointer);
        assertThat(why.text()).matches("(?s).*, at byte " + offset + " \\(line \\d+, column \\d+\\)");
    }

    @Test
    void kindsAreToldByTheirMembers() {
        assertThat(read(OCI_IMAGE.text()).orThrow().kind()).isEqualTo(DocumentKind.MANIFEST);
        assertThat(read(ociIndex(List.of()).text()).orThrow().kind()).isEqualTo(DocumentKind.INDEX);
        assertThat(read(CONFIG.text()).orThrow().kind()).isEqualTo(DocumentKind.CONFIG);
        assertThat(read(q("{'mediaType':'" + O_ARTIFACT + "','blobs':[]}"))
                        .orThrow()
                        .kind())
                .isEqualTo(DocumentKind.ARTIFACT_MANIFEST);
        assertThat(read(q("{'mediaType':'" + O_ARTIFACT + "','artifactType':'x/y'}"))
                        .orThrow()
                        .kind())
                .isEqualTo(DocumentKind.ARTIFACT_MANIFEST);
        SchemaOneDocument old = (SchemaOneDocument) read(q("{'schemaVersion':1,'fsLayers':[{'blobSum':'" + ZEROS
                        + "'}],'history':[{'v1Compatibility':'{}'}],'architecture':'arm'}"))
                .orThrow();
        assertThat(old.signed()).isFalse();
        assertThat(old.history()).containsExactly("{}");
        assertThat(old.architecture()).contains("arm");
        assertThat(old.layers()).extracting(Object::toString).containsExactly(ZEROS);
        assertThat(old.family()).isEqualTo(Family.DOCKER_SCHEMA1);
    }

    @Test
    void typeIsTheStatedElseTheDeclaredElseTheShapes() {
        String bare = DOCKER_IMAGE.text().replace("\"mediaType\":\"" + D_MANIFEST + "\",", "");
        assertThat(read(bare).orThrow().mediaType()).hasToString(D_MANIFEST);
        assertThat(read(bare, O_MANIFEST).orThrow().mediaType()).hasToString(O_MANIFEST);
        assertThat(read(bare, "application/json; charset=utf-8").orThrow().mediaType())
                .hasToString(D_MANIFEST);
        assertThat(read(bare).orThrow().text().mediaTypeStated()).isFalse();
        assertThat(read(q("{'schemaVersion':2,'manifests':[]}")).orThrow().mediaType())
                .hasToString(O_INDEX);
        assertThat(read(q("{'schemaVersion':2,'manifests':[" + entry(DOCKER_IMAGE) + "]}"))
                        .orThrow()
                        .mediaType())
                .hasToString(D_LIST);
        assertThat(read(q("{'architecture':'a','docker_version':'1'}"))
                        .orThrow()
                        .mediaType())
                .hasToString(D_CONFIG);
        assertThat(read(q("{'architecture':'a','mediaType':'" + D_CONFIG + "'}"))
                        .orThrow()
                        .mediaType())
                .hasToString(D_CONFIG);
    }

    @Test
    void emptyTypesSayNothing() {
        for (String nothing : List.of("''", "null")) {
            Document index = read(q("{'schemaVersion':2,'mediaType':" + nothing + ",'manifests':[],'artifactType':"
                            + nothing + "}"))
                    .orThrow();
            assertThat(index.mediaType()).hasToString(O_INDEX);
            assertThat(index.text().mediaTypeStated()).isFalse();
            assertThat(index.artifactType()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "[]|unknown-document||0",
                "7|unknown-document||0",
                "{}|unknown-document||0",
                "{'imageLayoutVersion':'1.0.0'}|unknown-document||0",
                "{'schemaVersion':2}|unknown-document||0",
                "{'schemaVersion':2,'layers':[]}|missing-member||0",
                "{'layers':[],'config':{}}|missing-member||0",
                "{'schemaVersion':3,'manifests':[]}|invalid-member|/schemaVersion|17",
                "{'schemaVersion':'2','manifests':[]}|invalid-member|/schemaVersion|17",
                "{'schemaVersion':2.0,'manifests':[]}|invalid-member|/schemaVersion|17",
                "{'schemaVersion':1,'fsLayers':{}}|invalid-member|/fsLayers|30",
                "{'schemaVersion':1,'fsLayers':[{}]}|missing-member|/fsLayers|31",
                "{'schemaVersion':1,'fsLayers':[{'blobSum':'x'}]}|invalid-digest|/fsLayers/0/blobSum|42",
                "{'schemaVersion':2,'fsLayers':[],'history':[]}|invalid-member|/schemaVersion|17",
                "{'schemaVersion':1,'fsLayers':[],'history':{}}|invalid-member|/history|43",
                "{'schemaVersion':1,'fsLayers':[],'history':[{}]}|missing-member|/history|44",
                "{'schemaVersion':1,'fsLayers':[],'history':[{'v1Compatibility':7}]}|missing-member|/history|44",
                "{'schemaVersion':2,'manifests':{}}|invalid-member|/manifests|31",
                "{'schemaVersion':2,'manifests':[1]}|invalid-member|/manifests/0|32",
                "{'schemaVersion':2,'manifests':[{}]}|missing-member|/manifests/0|32",
                "{'schemaVersion':2,'manifests':[],'mediaType':7}|invalid-member|/mediaType|46",
                "{'schemaVersion':2,'manifests':[],'mediaType':'x/y'}|media-type-conflict|/mediaType|46",
                "{'schemaVersion':2,'manifests':[],'annotations':[]}|invalid-member|/annotations|48",
                "{'schemaVersion':2,'manifests':[],'annotations':{'a':1}}|invalid-member|/annotations|53",
                "{'schemaVersion':2,'manifests':[],'artifactType':1}|invalid-member|/artifactType|49",
                "{'schemaVersion':2,'manifests':[],'subject':[]}|invalid-member|/subject|44",
                "{'schemaVersion':2,'manifests':[],'layers':[]}|ambiguous-document||0",
                "{'schemaVersion':2,'manifests':[],'rootfs':{}}|ambiguous-document||0",
                "{'schemaVersion':2,'manifests':[],'Layers':[]}|wrong-case-member||34",
                "{'schemaVersion':2,'manifests':[],'annotationſ':[]}|wrong-case-member||34",
                "{'schemaVersion':2,'manifests':[],'Annotations':{}}|wrong-case-member||34",
                "{'os':'l','Layers':[]}|wrong-case-member||10",
                "{'schemaVersion':2,'manifests':[],'manifests':[]}|duplicate-member||34",
                "{'schemaVersion':2,'manifests':[]}x|malformed-json||34",
                "{'schemaVersion':2,'manifests':[]}{}|trailing-data||34",
                "{'schemaVersion':2,'manifests':[|malformed-json||32"
            })
    void refusesWithCodePointerAndPlace(String text, String code, String pointer, int offset) {
        assertRefused(read(q(text)), code, pointer == null ? "" : pointer, offset);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "'digest':'D','size':1|missing-member|/config",
                "'mediaType':'','digest':'D','size':1|missing-member|/config",
                "'mediaType':'a/b','size':1|missing-member|/config",
                "'mediaType':'a/b','digest':'D'|missing-member|/config",
                "'mediaType':1,'digest':'D','size':1|invalid-member|/config/mediaType",
                "'mediaType':'a/b','digest':'md5:00','size':1|invalid-digest|/config/digest",
                "'mediaType':'a/b','digest':'sha256:00','size':1|invalid-digest|/config/digest",
                "'mediaType':'a/b','digest':7,'size':1|invalid-member|/config/digest",
                "'mediaType':'a/b','digest':'D','size':-1|invalid-size|/config/size",
                "'mediaType':'a/b','digest':'D','size':1.0|invalid-size|/config/size",
                "'mediaType':'a/b','digest':'D','size':1e3|invalid-size|/config/size",
                "'mediaType':'a/b','digest':'D','size':'1'|invalid-size|/config/size",
                "'mediaType':'a/b','digest':'D','size':9223372036854775808|invalid-size|/config/size",
                "'mediaType':'a/b','digest':'D','size':1,'urls':'x'|invalid-member|/config/urls",
                "'mediaType':'a/b','digest':'D','size':1,'urls':[1]|invalid-member|/config/urls",
                "'mediaType':'a/b','digest':'D','size':1,'annotations':{'a':null}|invalid-member|/config/annotations",
                "'mediaType':'a/b','digest':'D','size':1,'platform':'x'|invalid-member|/config/platform",
                "'mediaType':'a/b','digest':'D','size':1,'platform':{'os':1}|invalid-member|/config/platform",
                "'mediaType':'a/b','digest':'D','size':1,'platform':{'OS':'x'}|wrong-case-member|/config/platform",
                "'mediaType':'a/b','digest':'D','size':1,'Size':2|wrong-case-member|/config",
                "'mediaType':'a/b','digest':'D','size':1,'siZe':2|wrong-case-member|/config",
                "'mediaType':'a/b','digest':'D','size':1,'data':7|invalid-member|/config/data",
                "'mediaType':'a/b','digest':'D','size':1,'data':'!'|invalid-member|/config/data",
                "'mediaType':'a/b','digest':'D','size':2,'data':'AA=='|data-mismatch|/config/data",
                "'mediaType':'a/b','digest':'D','size':1,'data':'AA=='|data-mismatch|/config/data"
            })
    void refusesDescriptorsThatCannotBeTrusted(String members, String code, String pointer) {
        assertThat(withConfig(members).findings())
                .extracting(f -> f.code().id() + " " + f.pointer())
                .containsExactly(code + " " + pointer);
    }

    private static Reading withConfig(String members) {
        return read(q(MANIFEST + "{" + members.replace("'D'", "'" + ZEROS + "'") + "},'layers':[]}"));
    }

    private static Descriptor config(String members) {
        Reading reading = withConfig("'mediaType':'a/b','digest':'D','size':" + members);
        return ((ManifestDocument) reading.orThrow()).config().descriptor();
    }

    @Test
    void descriptorsTellAllThatTheySay() {
        assertThat(config("0").size()).isZero();
        assertThat(config("1,'urls':['https://a','b']").urls()).containsExactly("https://a", "b");
        assertThat(config("1,'annotations':{'b':'1','a':'2'}").annotations())
                .containsExactly(Map.entry("b", "1"), Map.entry("a", "2"));
        assertThat(config("1,'platform':{'os':'l','architecture':'a','variant':''}")
                        .platform())
                .contains(Platform.of("l", "a", Optional.empty()));
        assertThat(config("1,'artifactType':'x/y'").artifactType()).contains("x/y");
        assertThat(config("1,'artifactType':null").artifactType()).isEmpty();
        Doc x = Doc.of("", "x");
        Reading embedding =
                withConfig("'mediaType':'a/b','digest':'" + x.digest() + "','size':1," + data(x).replace('"', '\''));
        assertThat(((ManifestDocument) embedding.orThrow())
                        .config()
                        .descriptor()
                        .data())
                .contains(x.bytes());
    }

    @Test
    void mediaTypesAreVisibleAsciiOfBoundedLength() {
        String longest = "a/" + "b".repeat(253);
        String rest = "','digest':'D','size':1";
        assertThat(withConfig("'mediaType':'a/!~" + rest).kind()).isEqualTo(Reading.Kind.PARSED);
        assertThat(withConfig("'mediaType':'" + longest + rest).kind()).isEqualTo(Reading.Kind.PARSED);
        for (String odd : List.of(longest + "b", "a/b c", "a/\u007f", "a/\u00e9")) {
            Reading reading = withConfig("'mediaType':'" + odd + rest);
            assertThat(reading.findings())
                    .extracting(f -> f.code().id() + " " + f.pointer())
                    .containsExactly("invalid-member /config/mediaType");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'schemaVersion':2,'manifests':{}}|expected a list, but found an object",
                "{'schemaVersion':2,'manifests':[],'annotations':[]}|expected an object, but found a list",
                "{'schemaVersion':2,'manifests':[],'mediaType':7}|expected a string, but found a number",
                "{'schemaVersion':2,'manifests':[],'subject':'x'}|expected an object, but found a string",
                "{'schemaVersion':2,'manifests':[],'subject':true}|expected an object, but found true",
                "{'schemaVersion':2,'manifests':[],'layers':[]}|it has the members of an index and of a manifest",
                "[]|a list is no manifest, index or config (the manifest.json of a docker save archive is one",
                "7|a manifest, index or config is a JSON object"
            })
    void refusalsSayWhatIsWrong(String text, String said) {
        assertThat(read(q(text)).findings().get(0).text()).startsWith(said);
    }

    @Test
    void refusalsShowWhatIsThereAndWhere() {
        assertThat(read("{\n \"schemaVersion\": 2,\n \"manifests\": 7}")
                        .findings()
                        .get(0)
                        .text())
                .endsWith(", at byte 37 (line 3, column 15)");
        String eighty = "x".repeat(80);
        String before = "'mediaType':'a/b','size':1,'digest':'";
        assertThat(withConfig(before + eighty + "'").findings().get(0).text())
                .contains(q(", but found '" + eighty + "', at"));
        assertThat(withConfig(before + eighty + "y'").findings().get(0).text())
                .contains(q(", but found '" + eighty + "…', at"));
    }

    @Test
    void announcementsMustAgreeWithTheDocument() {
        assertRefused(read(OCI_IMAGE.text(), D_MANIFEST), "media-type-conflict", "/mediaType", 31);
        assertRefused(read(OCI_IMAGE.text(), O_INDEX), "media-type-conflict", "/mediaType", 31);
        assertRefused(read(OCI_IMAGE.text(), O_GZ), "media-type-conflict", "/mediaType", 31);
        assertRefused(read(CONFIG.text(), O_INDEX), "missing-member", "", 0);
        assertThat(read(OCI_IMAGE.text(), "text/plain").kind()).isEqualTo(Reading.Kind.PARSED);
        assertThat(read(OCI_IMAGE.text(), O_MANIFEST.toUpperCase(java.util.Locale.ROOT) + "; q=1")
                        .kind())
                .isEqualTo(Reading.Kind.PARSED);
    }

    @Test
    void memoryIsBoundedByTheLimits() {
        String text = OCI_IMAGE.text();
        Limits tight = Limits.defaults().withDocumentBytes(text.length() - 1);
        assertThat(Documents.read(Bytes.of(text), tight).findings())
                .extracting(f -> f.code().id())
                .containsExactly("limit-exceeded");
        String deep = q("{'schemaVersion':2,'manifests':[],'x':") + "[".repeat(70) + "]".repeat(70) + "}";
        assertThat(read(deep).findings()).extracting(f -> f.code().id()).containsExactly("limit-exceeded");
    }

    @Test
    void otherAlgorithmsNameTheSameBytes() {
        Document document = Documents.read(
                        OCI_IMAGE.bytes(), Optional.empty(), DigestAlgorithm.SHA512, Limits.defaults())
                .orThrow();
        assertThat(document.digest().toString()).isEqualTo(OCI_IMAGE.sha512().digest());
        assertThat(document.descriptor().size()).isEqualTo(OCI_IMAGE.size());
    }

    @Test
    void canonicalFormOrdersSortsAndLeavesOutWhatIsEmpty() {
        String odd = q("{'x':{'b':1,'a':[ ]},'layers':[{'z':1,'size':1,'platform':{'y':0,'variant':'','os':'l',"
                + "'architecture':'a'},'digest':'" + ZEROS + "','urls':[],'annotations':{'b':'1','a':'2'},"
                + "'mediaType':'a/b','data':null}],'annotations':null,'config':" + CONFIG.ref() + ",'schemaVersion':2,"
                + "'artifactType':'','mediaType':'" + O_MANIFEST + "'}");
        assertThat(CanonicalForm.of(read(odd).orThrow()).utf8())
                .isEqualTo(q(MANIFEST + CONFIG.ref() + ",'layers':[{'mediaType':'a/b','digest':'" + ZEROS
                        + "','size':1,'annotations':{'a':'2','b':'1'},'platform':{'architecture':'a','os':'l','y':0},"
                        + "'z':1}],'x':{'b':1,'a':[]}}"));
    }
}
