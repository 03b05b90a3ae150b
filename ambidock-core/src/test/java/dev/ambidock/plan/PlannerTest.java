// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import static dev.ambidock.testing.BuildKit.*;
import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambidock.DocumentConverter;
import dev.ambidock.document.RejectedDocumentException;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Limits;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.plan.ConversionRequest.AttestationPolicy;
import dev.ambidock.plan.ConversionRequest.ConfigPolicy;
import dev.ambidock.plan.ConversionRequest.SparsePolicy;
import dev.ambidock.testing.BuildKit;
import dev.ambidock.testing.Conversion;
import dev.ambidock.testing.Converted;
import dev.ambidock.testing.Doc;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Doc INDEX = ociIndex(List.of(entry(OCI_IMAGE), attestation(BuildKit.ATTESTATION, OCI_IMAGE)));

    private static Conversion of(Doc root) {
        return Conversion.of(root, OCI_IMAGE, DOCKER_IMAGE, CONFIG, BuildKit.ATTESTATION, ATTESTATION_CONFIG);
    }

    @Test
    void destinationThatTakesOneFamilyOnlyRefusesTheOther() {
        SinkAbilities dockerOnly = SinkAbilities.of(Set.of(Family.DOCKER), Long.MAX_VALUE);
        assertThat(of(INDEX).into(dockerOnly).toDocker().isReady()).isTrue();
        assertThat(of(INDEX).into(dockerOnly).toOci().errors()).containsExactly("family-not-accepted");
    }

    @Test
    void keptAttestationsAreOciDocumentsToTheDestination() {
        SinkAbilities dockerOnly = SinkAbilities.of(Set.of(Family.DOCKER), Long.MAX_VALUE);
        Conversion keep = of(INDEX).with(b -> b.attestations(AttestationPolicy.KEEP));
        assertThat(keep.into(dockerOnly).toDocker().errors()).containsExactly("family-not-accepted");
    }

    @Test
    void resultLongerThanTheDestinationTakesIsRefused() {
        int length = DOCKER_IMAGE.size();
        SinkAbilities enough = SinkAbilities.of(Set.of(Family.OCI, Family.DOCKER), length);
        SinkAbilities less = SinkAbilities.of(Set.of(Family.OCI, Family.DOCKER), length - 1L);
        assertThat(of(OCI_IMAGE).into(enough).toDocker().isReady()).isTrue();
        assertThat(of(OCI_IMAGE).into(less).toDocker().errors()).containsExactly("too-large");
    }

    @Test
    void strictRefusesLossesAndCorrectionsButNotNotes() {
        Doc withoutType = Doc.of("", OCI_IMAGE.text().replace("\"mediaType\":\"" + O_MANIFEST + "\",", ""));
        Converted note = of(withoutType).with(b -> b.strict(true)).toDocker();
        assertThat(note.findings()).containsExactly("media-type-added /mediaType");
        assertThat(note.isReady()).isTrue();
        Doc mixed = ociManifest(CONFIG.ref(), List.of());
        Converted correction = Conversion.of(mixed).with(b -> b.strict(true)).toOci();
        assertThat(correction.findings())
                .containsExactly("mixed-families /config", "no-layers /layers", "strict-refusal");
        assertThat(correction.texts().get(2))
                .isEqualTo("the conversion would lose or correct 1 thing, which --strict refuses");
    }

    @Test
    void strictConfigDropsWhatOciDoesNotDefine() {
        Doc config = Doc.of(
                D_CONFIG,
                q("{ 'x': 1, 'architecture': 'amd64', 'os': 'linux', 'config': {'Shell': ['sh'], 'Cmd': ['a']},"
                        + " 'rootfs': {'type': 'layers', 'y': 1, 'diff_ids': ['a']},"
                        + " 'history': [{'z': 1, 'created_by': 'b'}], 'docker_version': '1' }"));
        Doc image = dockerImage(config);
        Converted oci = Conversion.of(image, config)
                .with(b -> b.config(ConfigPolicy.STRICT))
                .toOci();
        assertThat(oci.result(config).text())
                .isEqualTo(q("{ 'architecture': 'amd64', 'os': 'linux', 'config': {'Cmd': ['a']},"
                        + " 'rootfs': {'type': 'layers', 'diff_ids': ['a']}, 'history': [{'created_by': 'b'}] }"));
        assertThat(oci.findings())
                .containsExactly(
                        "config-member-drop /x",
                        "config-member-drop /docker_version",
                        "config-member-drop /config/Shell",
                        "config-member-drop /rootfs/y",
                        "config-member-drop /history/0/z");
        assertThat(Conversion.of(image)
                        .with(b -> b.config(ConfigPolicy.STRICT))
                        .toOci()
                        .errors())
                .containsExactly("config-needed /config");
    }

    @Test
    void configWithoutUsableLayersIsRefused() {
        for (String rootfs : List.of("null", "{}", q("{'type':'layers','diff_ids':null}"))) {
            Doc config = Doc.of(D_CONFIG, q("{'architecture':'amd64','os':'linux','rootfs':") + rootfs + "}");
            assertThat(Conversion.of(dockerImage(config), config).toOci().errors())
                    .containsExactly("config-unreadable /rootfs");
            assertThat(Conversion.of(dockerImage(config), config)
                            .with(b -> b.force(true))
                            .toOci()
                            .findings())
                    .containsExactly("broken-kept /rootfs");
        }
        Doc old = Doc.of(D_CONFIG, CONFIG.text().replace("\"layers\"", "\"layers+base\""));
        assertThat(Conversion.of(dockerImage(old), old).toOci().errors())
                .containsExactly("config-unreadable /rootfs/type");
    }

    @Test
    void historyThatDoesNotFitIsMentioned() {
        Doc config =
                Doc.of(D_CONFIG, CONFIG.text().replace("{\"arch", q("{'history':[{},{'empty_layer':true},{}],'arch")));
        assertThat(Conversion.of(dockerImage(config), config).toOci().findings())
                .containsExactly("history-mismatch /layers");
    }

    @Test
    void configAloneKeepsItsBytesAndTakesTheTargetsType() {
        Converted oci = Conversion.of(CONFIG).declared(D_CONFIG).toOci();
        assertThat(oci.root()).isEqualTo(CONFIG.text());
        assertThat(oci.plan().isExact()).isTrue();
    }

    @Test
    void mappingTellsOldAndNew() {
        Map<Digest, dev.ambidock.model.Descriptor> mapping =
                of(INDEX).toDocker().plan().mapping();
        assertThat(mapping.keySet()).extracting(Digest::toString).containsExactly(INDEX.digest(), OCI_IMAGE.digest());
        assertThat(mapping.get(Digest.parse(OCI_IMAGE.digest())).digest().toString())
                .isEqualTo(DOCKER_IMAGE.digest());
    }

    @Test
    void pendingRootHasNoBytesAndIsResolved() {
        Doc zstd = layer(O_ZSTD, "z");
        Doc image = ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(zstd.ref()));
        ConversionPlan plan = Conversion.of(image).toDocker().plan();
        assertThatThrownBy(plan::rootBytes)
                .isInstanceOfSatisfying(
                        RejectedDocumentException.class,
                        e -> assertThat(e.findings().get(0).code()).isEqualTo(FindingCode.LAYER_BYTES_NEEDED));
        Doc gzip = layer(D_GZ, "new");
        Planning resolved = plan.resolve(Map.of(
                Digest.parse(zstd.digest()),
                dev.ambidock.model.Descriptor.of(
                        dev.ambidock.model.MediaType.of(O_TAR), Digest.parse(gzip.digest()), gzip.size())));
        assertThat(resolved.orThrow().rootBytes().utf8())
                .isEqualTo(dockerManifest(CONFIG.ref(), List.of(gzip.ref())).text());
    }

    @Test
    void unusualSpellingOfATypeIsMentioned() {
        Doc shouting = Doc.of("", DOCKER_IMAGE.text().replace(D_GZ, D_GZ.replace("tar.gzip", "TAR.GZIP; a=b")));
        Converted oci = Conversion.of(shouting).toOci();
        assertThat(oci.root()).isEqualTo(OCI_IMAGE.text());
        assertThat(oci.findings()).containsExactly("spelling-changed /layers/0/mediaType");
    }

    @Test
    void converterOfDocumentsAnswersAndNeverThrows() {
        DocumentConverter converter = DocumentConverter.to(Family.OCI);
        assertThat(converter
                        .plan(DOCKER_IMAGE.bytes().toArray())
                        .orThrow()
                        .rootBytes()
                        .utf8())
                .isEqualTo(OCI_IMAGE.text());
        assertThat(converter.plan(new byte[0]).kind()).isEqualTo(Planning.Kind.REFUSED);
        assertThatThrownBy(() -> converter
                        .plan("[]".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .orThrow())
                .isInstanceOf(RejectedDocumentException.class);
        assertThat(DocumentConverter.of(
                                ConversionRequest.to(Family.DOCKER),
                                Limits.defaults().withDocumentBytes(10))
                        .plan(OCI_IMAGE.bytes().toArray())
                        .findings())
                .extracting(f -> f.code())
                .containsExactly(FindingCode.LIMIT_EXCEEDED);
    }

    @Test
    void targetsOtherThanTheTwoAreRefused() {
        assertThatThrownBy(() -> ConversionRequest.to(Family.OTHER)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusalThrowsItsErrorsAlone() {
        Doc mixed = ociManifest(
                CONFIG.ref(), List.of(layer(O_GZ + "+encrypted", "e").ref()));
        Converted refused = Conversion.of(mixed).toDocker();
        assertThat(refused.findings()).containsExactly("mixed-families /config", "encrypted-layer /layers/0");
        assertThatThrownBy(refused::plan)
                .isInstanceOfSatisfying(
                        RejectedDocumentException.class,
                        e -> assertThat(e.findings())
                                .extracting(f -> f.code())
                                .containsExactly(FindingCode.ENCRYPTED_LAYER));
    }

    @Test
    void historyThatFitsIsNotMentioned() {
        String history = q("{'history':[{'empty_layer':false},{'empty_layer':true}],'arch");
        Doc config = Doc.of(D_CONFIG, CONFIG.text().replace("{\"arch", history));
        assertThat(Conversion.of(dockerImage(config), config).toOci().findings())
                .isEmpty();
    }

    @Test
    void resultThatCannotBeReadDoesNotComeBack() {
        String gap = Doc.descriptor(D_MANIFEST, DOCKER_IMAGE.digest(), 7, platform("linux", "arm64"));
        Converted docker = Conversion.of(ociIndex(List.of(entry(OCI_IMAGE), gap)), OCI_IMAGE)
                .with(b -> b.sparse(SparsePolicy.KEEP))
                .plan(Family.DOCKER);
        assertThat(docker.isReady()).isTrue();
        assertThat(docker.plan().comesBack()).isFalse();
    }
}
