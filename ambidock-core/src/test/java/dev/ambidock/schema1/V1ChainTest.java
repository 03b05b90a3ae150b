// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.schema1;

import static dev.ambidock.testing.Docs.q;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.document.RejectedDocumentException;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class V1ChainTest {
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);
    private static final String C = "c".repeat(64);
    private static final Digest DIFF_1 = DigestAlgorithm.SHA256.of(new byte[] {1});
    private static final Digest DIFF_2 = DigestAlgorithm.SHA256.of(new byte[] {2});

    private static V1Entry entry(String json) {
        return V1Entry.read(Bytes.of(q(json)), Limits.defaults());
    }

    private static V1Chain chain(String... topFirst) {
        List<V1Entry> entries = new ArrayList<>();
        for (String json : topFirst) {
            entries.add(entry(json));
        }
        return V1Chain.of(entries);
    }

    private static String config(V1Chain chain, Digest... diffIds) {
        V1Config config = chain.config(List.of(diffIds), Optional.empty());
        assertThat(config.findings()).isEmpty();
        return config.bytes().utf8();
    }

    private static Finding refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        RejectedDocumentException refused = catchThrowableOfType(RejectedDocumentException.class, call);
        assertThat(refused).isNotNull();
        assertThat(refused.findings()).hasSize(1);
        return refused.findings().get(0);
    }

    /** As docker build 1.9 left it: base, a setting without a layer, a layer on top. */
    @Test
    void currentTextsBecomeTheConfigDockerMakes() {
        V1Chain chain = chain(
                "{'id':'" + C + "','parent':'" + B + "','created':'2016-01-03T00:00:00.120000000Z','author':'me & you',"
                        + " 'container_config' : {'Cmd':['/bin/sh','-c','#(nop) CMD [\\\"sh\\\"]']},'docker_version':'1.9.1',"
                        + "'config':{'Env':['A=<b>'],'Cmd':['sh'],'OnBuild':null},'architecture':'amd64','os':'linux',"
                        + "'Size':7,'x.unknown':[ 1, 2.50, '\\u003c' ]}",
                "{'id':'" + B + "','parent':'" + A + "','created':'2016-01-02T00:00:00Z','throwaway':true,"
                        + "'container_config':{'Cmd':['/bin/sh -c #(nop) ENV A=<b>']},'comment':'no layer'}",
                "{'id':'" + A + "','created':'2016-01-01T10:00:00+02:00','container_config':{'Cmd':null}}");
        assertThat(chain.layers()).as("base first").containsExactly(2, 0);
        assertThat(config(chain, DIFF_1, DIFF_2))
                .isEqualTo(q("{'architecture':'amd64','author':'me \\u0026 you',"
                        + "'config':{'Env':['A=\\u003cb\\u003e'],'Cmd':['sh'],'OnBuild':null},"
                        + "'container_config':{'Cmd':['/bin/sh','-c','#(nop) CMD [\\\"sh\\\"]']},"
                        + "'created':'2016-01-03T00:00:00.120000000Z','docker_version':'1.9.1',"
                        + "'history':[{'created':'2016-01-01T10:00:00+02:00'},"
                        + "{'created':'2016-01-02T00:00:00Z','created_by':'/bin/sh -c #(nop) ENV A=\\u003cb\\u003e',"
                        + "'comment':'no layer','empty_layer':true},"
                        + "{'created':'2016-01-03T00:00:00.12Z','author':'me \\u0026 you',"
                        + "'created_by':'/bin/sh -c #(nop) CMD [\\\"sh\\\"]'}],'os':'linux',"
                        + "'rootfs':{'type':'layers','diff_ids':['" + DIFF_1 + "','" + DIFF_2 + "']},"
                        + "'x.unknown':[1,2.50,'\\u003c']}"));
    }

    @Test
    void textsBefore183GoThroughDockersStructs() {
        V1Chain chain = chain("{'id':'" + A + "','created':'2014-05-06T07:08:09.1Z','container':'f00',"
                + "'container_config':{'Hostname':'h','Cmd':'one string','Memory':0,'Volumes':{'/b':{},'/a':null}},"
                + "'docker_version':'1.8.2','config':{'User':'u','Cmd':['sh'],'Env':null,'PortSpecs':null,"
                + "'ExposedPorts':{'80/tcp':{},'443/tcp':{}},'Labels':{'b':'<','a':null},'Entrypoint':[],"
                + "'NetworkDisabled':true,'StopTimeout':0,'Healthcheck':{'Test':['NONE'],'Retries':3,'Interval':0}},"
                + "'architecture':'amd64','os':'linux','checksum':'tarsum','Size':12}");
        assertThat(config(chain, DIFF_1))
                .isEqualTo(q("{'architecture':'amd64','config':{'Hostname':'','Domainname':'','User':'u',"
                        + "'AttachStdin':false,'AttachStdout':false,'AttachStderr':false,"
                        + "'ExposedPorts':{'443/tcp':{},'80/tcp':{}},'Tty':false,'OpenStdin':false,'StdinOnce':false,"
                        + "'Env':null,'Cmd':['sh'],'Healthcheck':{'Test':['NONE'],'Retries':3},'Image':'',"
                        + "'Volumes':null,'WorkingDir':'','Entrypoint':[],'NetworkDisabled':true,'OnBuild':null,"
                        + "'Labels':{'a':'','b':'\\u003c'},'StopTimeout':0},'container':'f00',"
                        + "'container_config':{'Hostname':'h','Domainname':'','User':'','AttachStdin':false,"
                        + "'AttachStdout':false,'AttachStderr':false,'Tty':false,'OpenStdin':false,'StdinOnce':false,"
                        + "'Env':null,'Cmd':['one string'],'Image':'','Volumes':{'/a':{},'/b':{}},'WorkingDir':'',"
                        + "'Entrypoint':null,'OnBuild':null,'Labels':null},'created':'2014-05-06T07:08:09.1Z',"
                        + "'docker_version':'1.8.2','history':[{'created':'2014-05-06T07:08:09.1Z',"
                        + "'created_by':'one string'}],'os':'linux','rootfs':{'type':'layers','diff_ids':['" + DIFF_1
                        + "']}}"));
    }

    @Test
    void textWithoutTimeAndSettingsIsFilledAsDockerFillsIt() {
        String json = config(chain("{'id':'" + A + "','os':'linux'}"), DIFF_1);
        assertThat(json)
                .startsWith(q("{'container_config':{'Hostname':''"))
                .contains(q("'created':'0001-01-01T00:00:00Z','history':[{'created':'0001-01-01T00:00:00Z'}]"))
                .doesNotContain(q("'config'"));
    }

    /** The version decides, spelled as it may be; without one, Docker takes the text for an old one. */
    @ParameterizedTest
    @CsvSource({
        "1.6.0, false",
        "1.8.2, false",
        "1.8.3, true",
        "1.8.3-rc1, false",
        "1.8.0-dev, false",
        "1.9.0-rc1, true",
        "1.10, true",
        "1.8, false",
        "17.03.1-ce, true",
        "dev, false",
        "2, true",
        "99999999999999999999, true",
        "'', false",
    })
    void versionDecidesWhetherTheTextIsKept(String version, boolean kept) {
        String json = config(
                chain("{'id':'" + A + "','os':'linux','docker_version':'" + version + "','x.unknown':1}"), DIFF_1);
        assertThat(json.contains("x.unknown")).isEqualTo(kept);
    }

    @Test
    void missingSystemIsLinuxAndStringCommandIsRead() {
        V1Chain chain = chain("{'id':'" + A + "','docker_version':'1.9.1','container_config':{'Cmd':'make'},"
                + "'config':{'Cmd':'run'}}");
        V1Config config = chain.config(List.of(DIFF_1), Optional.of("arm"));
        assertThat(config.bytes().utf8())
                .isEqualTo(q("{'architecture':'arm','config':{'Cmd':'run'},'container_config':{'Cmd':'make'},"
                        + "'docker_version':'1.9.1','history':[{'created':'0001-01-01T00:00:00Z','created_by':'make'}],"
                        + "'os':'linux','rootfs':{'type':'layers','diff_ids':['" + DIFF_1 + "']}}"));
        assertThat(config.findings())
                .extracting(f -> f.code() + " " + f.pointer())
                .containsExactly("CONFIG_REWRITE /os", "CONFIG_REWRITE /architecture");
    }

    @Test
    void statedArchitectureIsNotOverruled() {
        V1Chain chain = chain("{'id':'" + A + "','architecture':'s390x','os':'linux','docker_version':'1.9.1'}");
        assertThat(chain.config(List.of(DIFF_1), Optional.of("amd64")).bytes().utf8())
                .contains(q("'architecture':'s390x'"));
    }

    @Test
    void archivesHaveALayerForEachEntry() {
        V1Chain chain = chain(
                        "{'id':'" + B + "','parent':'" + A
                                + "','os':'linux','throwaway':true,'docker_version':'1.9.1'}",
                        "{'id':'" + A + "'}")
                .withLayers(place -> true);
        assertThat(chain.layers()).containsExactly(1, 0);
        assertThat(config(chain, DIFF_1, DIFF_2)).doesNotContain("empty_layer").doesNotContain("throwaway");
        assertThat(config(chain.withLayers(place -> place == 1), DIFF_1)).containsOnlyOnce("empty_layer");
    }

    @Test
    void upperOneOfNeighboursWithOneIdIsPassedOver() {
        V1Chain chain = chain(
                "{'id':'" + B + "','parent':'" + A + "','os':'linux','comment':'upper','docker_version':'1.9.1'}",
                "{'id':'" + B + "','parent':'" + A + "','os':'linux','comment':'lower','docker_version':'1.9.1'}",
                "{'id':'" + A + "'}");
        assertThat(chain.layers()).containsExactly(2, 1);
        assertThat(config(chain, DIFF_1, DIFF_2)).contains("lower").doesNotContain("upper");
    }

    @Test
    void refusesChainsThatAreNone() {
        assertThatThrownBy(() -> V1Chain.of(List.of())).isInstanceOf(RejectedDocumentException.class);
        assertThat(refusal(() -> chain("{'id':'" + B + "','parent':'" + C + "'}", "{'id':'" + A + "'}"))
                        .text())
                .isEqualTo("the parent is " + C + ", but " + A + " is beneath it");
        assertThat(refusal(() -> chain("{'id':'" + B + "'}", "{'id':'" + A + "'}"))
                        .text())
                .startsWith("no parent is named, but " + A);
        assertThat(refusal(() -> chain(
                                "{'id':'" + A + "','parent':'" + B + "'}",
                                "{'id':'" + B + "','parent':'" + A + "'}",
                                "{'id':'" + A + "'}"))
                        .text())
                .contains("comes twice");
    }

    @Test
    void baseWithAParentIsRefusedClearly() {
        Finding refusal = refusal(() -> chain("{'id':'" + B + "','parent':'" + A + "','os':'windows'}"));
        assertThat(refusal.text()).contains("nothing is beneath it").contains("Windows base");
        assertThat(refusal.pointer()).isEqualTo("/parent");
    }

    @Test
    void refusesAnotherNumberOfDiffIds() {
        assertThatThrownBy(() -> chain("{'id':'" + A + "'}").config(List.of(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'id':'A'}| INVALID_MEMBER /id",
                "{}| INVALID_MEMBER /id",
                "[]| INVALID_MEMBER",
                "{'id':7}| INVALID_MEMBER /id",
                "{'id':@,'parent':'../x'}| INVALID_MEMBER /parent",
                "{'id':@,'created':''}| INVALID_MEMBER /created",
                "{'id':@,'created':'yesterday'}| INVALID_MEMBER /created",
                "{'id':@,'created':'2015-02-30T00:00:00Z'}| INVALID_MEMBER /created",
                "{'id':@,'throwaway':1}| INVALID_MEMBER /throwaway",
                "{'id':@,'author':[]}| INVALID_MEMBER /author",
                "{'id':@,'container_config':{'Cmd':[1]}}| INVALID_MEMBER /container_config/Cmd",
                "{'id':@,'container_config':[]}| INVALID_MEMBER /container_config",
                "{'id':@,'ID':@}| WRONG_CASE_MEMBER",
                "{'id':@| MALFORMED_JSON",
                "{'id':@}{}| TRAILING_DATA",
            })
    void refusesTextsThatDockerDoesNotRead(String json, String expected) {
        Finding refusal = refusal(() -> entry(json.replace("@", "'" + A + "'")));
        assertThat((refusal.code() + " " + refusal.pointer()).strip()).isEqualTo(expected);
    }

    @Test
    void refusesOldTextWhoseSettingsDockerDoesNotRead() {
        V1Chain chain = chain("{'id':'" + A + "','docker_version':'1.2.0','config':{'Env':'A=b'}}");
        Finding refusal = refusal(() -> chain.config(List.of(DIFF_1), Optional.empty()));
        assertThat(refusal.pointer()).isEqualTo("/config/Env");
    }

    @Test
    void membersInAnotherCaseCountAsGoCountsThem() {
        V1Entry entry = entry("{'ID':'" + B + "','PARENT':'" + A + "','Author':'me'}");
        assertThat(entry.id()).isEqualTo(B);
        assertThat(entry.parent()).contains(A);
        assertThat(entry.history().author()).isEqualTo("me");
    }

    @Test
    void controlCharactersAreSpelledAsDockersGoSpellsThem() {
        String json = config(chain("{'id':'" + A + "','os':'linux','author':'\\b\\f\\n\\\\b\\u0001'}"), DIFF_1);
        assertThat(json).contains(q("'author':'\\u0008\\u000c\\n\\\\b\\u0001'"));
    }

    @Test
    void boundsAreKept() {
        assertThat(refusal(() -> V1Entry.read(
                                Bytes.of(q("{'id':'" + A + "'}")),
                                Limits.defaults().withDocumentBytes(20)))
                        .code())
                .isEqualTo(FindingCode.LIMIT_EXCEEDED);
    }

    @Test
    void brokenBytesOfAnExactTextStay() {
        byte[] text = q("{'id':'" + A + "','os':'linux','docker_version':'1.9.1','x':'?\u2028\u2029\\\\\\\"<'}")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (int i = 0; i < text.length; i++) {
            text[i] = text[i] == '?' ? (byte) 0xFF : text[i];
        }
        byte[] config = V1Chain.of(List.of(V1Entry.read(Bytes.of(text), Limits.defaults())))
                .config(List.of(DIFF_1), Optional.empty())
                .bytes()
                .toArray();
        assertThat(new String(config, java.nio.charset.StandardCharsets.ISO_8859_1))
                .endsWith(q("'x':'\u00FF\\u2028\\u2029\\\\\\\"\\u003c'}"));
    }
}
