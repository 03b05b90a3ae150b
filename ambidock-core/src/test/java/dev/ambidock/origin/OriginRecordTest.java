// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.origin;

import static dev.ambidock.testing.BuildKit.*;
import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambidock.document.Document;
import dev.ambidock.document.RejectedDocumentException;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Family;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.ConversionRequest.AnnotationPolicy;
import dev.ambidock.plan.ConversionRequest.CompressionPolicy;
import dev.ambidock.plan.ConversionRequest.ForeignPolicy;
import dev.ambidock.plan.ConversionRequest.ZstdPolicy;
import dev.ambidock.testing.Conversion;
import dev.ambidock.testing.Doc;
import dev.ambidock.testing.Restoring;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each kind of loss on the way to Docker, and the record that undoes it. */
class OriginRecordTest {
    static final Doc GZIP = layer(O_GZ, "1");

    /** Converts, writes the record, proves it at the destination: the original must come out. */
    static OriginProof.Proved restored(Conversion conversion, Doc root) {
        ConversionPlan plan = conversion.toDocker().plan();
        OriginRecord record = OriginRecord.of(plan).orElseThrow();
        OriginProof.Proved proved = Restoring.from(plan, record).proved(record);
        assertThat(proved.original().root().digest()).hasToString(root.digest());
        assertThat(proved.original().root().bytes()).isEqualTo(root.bytes());
        return proved;
    }

    static OriginProof.Proved restored(Doc root, Doc... beneath) {
        return restored(Conversion.of(root, beneath), root);
    }

    static List<String> digests(OriginProof.Proved proved) {
        return proved.original().documents().stream()
                .map(Document::digest)
                .map(Digest::toString)
                .toList();
    }

    @Test
    void annotationsComeBack() {
        Doc image = ociManifest(
                CONFIG.as(O_CONFIG).ref(annotations("c", "1")),
                List.of(GZIP.ref(annotations("l", "2"))),
                annotations("m", "<&>"));
        assertThat(restored(image, CONFIG).absent()).isEmpty();
        Doc index = ociIndex(List.of(entry(image, annotations("e", "3"))), annotations("i", "4"));
        assertThat(digests(restored(index, image, CONFIG)))
                .containsExactly(index.digest(), image.digest(), CONFIG.digest());
    }

    @Test
    void annotationsThatWereKeptComeBackWithoutARecord() {
        Doc image = ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(GZIP.ref()), annotations("m", "1"));
        ConversionPlan plan = Conversion.of(image, CONFIG)
                .with(b -> b.annotations(AnnotationPolicy.KEEP))
                .toDocker()
                .plan();
        assertThat(OriginRecord.of(plan)).isEmpty();
    }

    @Test
    void embeddedDataComesBack() {
        Doc image = ociManifest(CONFIG.as(O_CONFIG).ref(data(CONFIG)), List.of(GZIP.ref(data(GZIP))));
        restored(image, CONFIG);
        Doc index = ociIndex(List.of(entry(OCI_IMAGE, data(OCI_IMAGE))));
        restored(index, CONFIG);
    }

    @Test
    void subjectAndArtifactTypeComeBack() {
        restored(
                ociManifest(
                        CONFIG.as(O_CONFIG).ref(),
                        List.of(GZIP.ref()),
                        q("'artifactType':'" + O_CONFIG + "'"),
                        "\"subject\":" + OCI_IMAGE.ref()),
                CONFIG);
    }

    @Test
    void urlsOfOrdinaryLayersComeBack() {
        restored(
                ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(GZIP.ref(q("'urls':['https://example.com/1']")))),
                CONFIG);
    }

    @Test
    void retypedForeignLayersComeBack() {
        Doc foreign = layer(O_ND_GZ, "1");
        Doc image = ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(foreign.ref(q("'urls':['https://example.com/1']"))));
        restored(Conversion.of(image, CONFIG).with(b -> b.foreign(ForeignPolicy.RETYPE)), image);
    }

    @Test
    void platformThatOnlyTheEntrySaidComesBack() {
        Doc image = ociManifest(
                CONFIG.as(O_CONFIG).ref(q("'platform':{'architecture':'amd64','os':'linux'}")), List.of(GZIP.ref()));
        restored(image, CONFIG);
        restored(ociIndex(List.of(OCI_IMAGE.ref())), OCI_IMAGE, CONFIG);
    }

    @Test
    void missingMediaTypeStaysMissing() {
        Doc image = Doc.of(O_MANIFEST, OCI_IMAGE.text().replace(q("'mediaType':'" + O_MANIFEST + "',"), ""));
        restored(image, CONFIG);
    }

    @Test
    void zstdLayersComeBackWhereTheirBlobsAre() {
        Doc zstd = layer(O_ZSTD, "z");
        Doc image = ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(zstd.ref()));
        Conversion conversion = Conversion.of(image, CONFIG).transcoded(zstd, layer(D_GZ, "recompressed"));
        assertThat(restored(conversion, image).absent())
                .extracting(Descriptor::toString)
                .containsExactly(O_ZSTD + " " + zstd.digest() + " " + zstd.size());
    }

    @Test
    void unofficialZstdComesBackWithoutARecord() {
        Doc image = ociManifest(
                CONFIG.as(O_CONFIG).ref(), List.of(layer(O_ZSTD, "z").ref()));
        ConversionPlan plan = Conversion.of(image, CONFIG)
                .with(b -> b.zstd(ZstdPolicy.KEEP))
                .toDocker()
                .plan();
        assertThat(OriginRecord.of(plan)).isEmpty();
    }

    @Test
    void everySpellingComesBack() {
        Doc spaced = Doc.of(O_MANIFEST, OCI_IMAGE.text().replace(",", " ,\n\t"));
        restored(Conversion.of(spaced, CONFIG).canonical(), spaced);
        Doc escaped =
                Doc.of(O_MANIFEST, OCI_IMAGE.text().replace("vnd.oci.image.manifest", "vnd.oci.im\\u0061ge.manifest"));
        restored(escaped, CONFIG);
    }

    @Test
    void configThatHadToChangeComesBack() {
        Doc config = Doc.of(O_CONFIG, CONFIG.text().replace("{\"arch", "{\"created\":\"\",\"arch"));
        assertThat(digests(restored(ociImage(config), config))).contains(config.digest());
    }

    @Test
    void sha512TreesComeBack() {
        Doc config = CONFIG.as(O_CONFIG).sha512();
        Doc image = ociManifest(config.ref(), List.of(GZIP.ref()), annotations("m", "1"))
                .sha512();
        restored(image, config);
    }

    @Test
    void labelThatLiedComesBack() {
        Doc image = ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(GZIP.ref()));
        Conversion conversion = Conversion.of(image, CONFIG).observed(GZIP, Compression.NONE);
        assertThat(restored(conversion, image).absent()).isEmpty();
        ConversionPlan plan = conversion.toDocker().plan();
        assertThat(OriginRecord.of(plan).orElseThrow().manifest().utf8())
                .contains("[{\\\"layer\\\":\\\"" + GZIP.digest() + "\\\",\\\"compression\\\":\\\"none\\\"}]");
    }

    @Test
    void recompressionThatTheUserAskedForComesBack() {
        Doc image = ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(GZIP.ref()));
        OriginProof.Proved proved = restored(
                Conversion.of(image, CONFIG)
                        .with(b -> b.compression(CompressionPolicy.NONE))
                        .transcoded(GZIP, layer(D_TAR, "unpacked")),
                image);
        assertThat(proved.absent()).extracting(d -> d.digest().toString()).containsExactly(GZIP.digest());
    }

    @Test
    void recompressionThatTheDestinationNeedsComesBack() {
        Doc index = ociIndex(List.of(entry(OCI_IMAGE)));
        OriginProof.Proved proved = restored(
                Conversion.of(index, OCI_IMAGE, CONFIG)
                        .into(SinkAbilities.any()
                                .withCompressions(Set.of(Compression.NONE))
                                .withoutIndexes())
                        .transcoded(GZIP, layer(D_TAR, "unpacked")),
                index);
        assertThat(digests(proved)).containsExactly(index.digest(), OCI_IMAGE.digest(), CONFIG.digest());
    }

    @Test
    void plansThatComeBackByThemselvesNeedNoRecord() {
        Doc index = ociIndex(List.of(entry(OCI_IMAGE)));
        assertThat(OriginRecord.of(
                        Conversion.of(index, OCI_IMAGE, CONFIG).toDocker().plan()))
                .isEmpty();
    }

    @Test
    void plansToOciAndFromDockerHaveNoRecord() {
        Doc docker = dockerManifest(CONFIG.ref(), List.of(layer(O_GZ, "1").ref()), annotations("m", "1"));
        assertThat(OriginRecord.of(Conversion.of(docker, CONFIG).toOci().plan()))
                .isEmpty();
        assertThat(OriginRecord.of(Conversion.of(docker, CONFIG).toDocker().plan()))
                .isEmpty();
    }

    /** The only image of an OCI index may be Docker's: taken out as it is, it was not converted. */
    @Test
    void plansThatConvertNothingHaveNoRecord() {
        Doc index = ociIndex(List.of(entry(DOCKER_IMAGE)), annotations("i", "1"));
        ConversionPlan plan = Conversion.of(index, DOCKER_IMAGE, CONFIG)
                .with(b -> b.keep(true))
                .into(SinkAbilities.any().withoutIndexes())
                .toDocker()
                .plan();
        assertThat(plan.rootDescriptor().digest()).hasToString(DOCKER_IMAGE.digest());
        assertThat(OriginRecord.of(plan)).isEmpty();
    }

    @Test
    void planThatWaitsForALayerHasNoRecordYet() {
        Doc image = ociManifest(
                CONFIG.as(O_CONFIG).ref(), List.of(layer(O_ZSTD, "z").ref()));
        ConversionPlan plan = Conversion.of(image, CONFIG).toDocker().plan();
        assertThatThrownBy(() -> OriginRecord.of(plan)).isInstanceOf(RejectedDocumentException.class);
    }

    @Test
    void recordThatTheDestinationDoesNotTakeIsNone() {
        Doc image = ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(GZIP.ref()), annotations("m", "1"));
        SinkAbilities small = SinkAbilities.of(Set.of(Family.OCI, Family.DOCKER), 800);
        ConversionPlan plan =
                Conversion.of(image, CONFIG).into(small).toDocker().plan();
        assertThat(OriginRecord.of(plan)).isEmpty();
    }

    @Test
    void manifestIsSpelledToTheByte() {
        Doc image = ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(GZIP.ref()), annotations("m", "1"));
        ConversionPlan plan = Conversion.of(image, CONFIG).toDocker().plan();
        OriginRecord record = OriginRecord.of(plan).orElseThrow();
        assertThat(record.manifest().utf8())
                .isEqualTo(q("{'schemaVersion':2,'mediaType':'application/vnd.oci.image.manifest.v1+json',"
                                + "'artifactType':'application/vnd.ambidock.origin.v1',"
                                + "'config':{'mediaType':'application/vnd.oci.empty.v1+json','digest':"
                                + "'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',"
                                + "'size':2,'data':'e30='},'layers':[")
                        + image.ref() + "],\"subject\":"
                        + Doc.descriptor(
                                D_MANIFEST,
                                plan.rootDescriptor().digest().toString(),
                                plan.rootDescriptor().size())
                        + q(",'annotations':{'dev.ambidock.origin.documents':'1',"
                                        + "'dev.ambidock.origin.policies':'{^version^:1,^target^:^docker^,^style^:^preserve^,"
                                        + "^config^:^keep^,^annotations^:^drop^,^zstd^:^transcode^,^compression^:^keep^,"
                                        + "^foreign^:^keep^,^attestations^:^drop^,^artifacts^:^refuse^,"
                                        + "^artifactManifests^:^keep^,^sparse^:^refuse^,^platforms^:[],^force^:false,"
                                        + "^compressions^:[^none^,^gzip^,^zstd^],^indexes^:true}'}}")
                                .replace("^", "\\\""));
        assertThat(record.descriptor().digest()).isEqualTo(record.manifest().digest(DigestAlgorithm.SHA256));
        assertThat(record.descriptor().artifactType()).contains("application/vnd.ambidock.origin.v1");
        assertThat(record.subject()).isEqualTo(plan.rootDescriptor());
    }
}
