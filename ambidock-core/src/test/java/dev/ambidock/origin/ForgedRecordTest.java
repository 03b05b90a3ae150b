// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.origin;

import static dev.ambidock.testing.BuildKit.*;
import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Limits;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.testing.Conversion;
import dev.ambidock.testing.Doc;
import dev.ambidock.testing.Restoring;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records that lie, or are broken: each gives a reason, none an exception, none a proof. */
class ForgedRecordTest {
    private static final Doc IMAGE =
            ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(layer(O_GZ, "1").ref()), annotations("m", "1"));
    private static final Doc INDEX = ociIndex(List.of(entry(IMAGE)), annotations("i", "1"));
    private static final ConversionPlan PLAN =
            Conversion.of(INDEX, IMAGE, CONFIG).toDocker().plan();
    private static final OriginRecord RECORD = OriginRecord.of(PLAN).orElseThrow();
    private static final String TEXT = RECORD.manifest().utf8();

    private static Restoring there() {
        return Restoring.from(PLAN, RECORD);
    }

    /** The record with something else in it, still well formed. */
    private static Bytes forged(String before, String after) {
        assertThat(TEXT).contains(before);
        return Bytes.of(TEXT.replace(before, after));
    }

    private static String unreadable(Bytes record, Limits limits) {
        OriginReading reading = OriginRecord.read(record, limits);
        assertThat(reading.kind()).as("%s", reading).isEqualTo(OriginReading.Kind.UNREADABLE);
        return ((OriginReading.Unreadable) reading).reason();
    }

    @Test
    void theHonestRecordHolds() {
        assertThat(there().proved(RECORD).original().root().digest()).hasToString(INDEX.digest());
    }

    @Test
    void refusesRecordAboutAnotherImage() {
        String subject = PLAN.rootDescriptor().digest().toString();
        assertThat(there().doubt(forged(subject, IMAGE.digest()))).contains("not about this image");
        long size = PLAN.rootDescriptor().size();
        assertThat(there().doubt(forged(
                        "\"" + subject + "\",\"size\":" + size, "\"" + subject + "\",\"size\":" + (size + 1))))
                .contains("not about this image");
    }

    @Test
    void refusesDocumentWithOtherBytes() {
        Bytes changed = Bytes.of(INDEX.text().replace("\"1\"", "\"2\""));
        assertThat(there().with(Digest.parse(INDEX.digest()), changed).doubt(RECORD.manifest()))
                .contains("has other bytes");
        Bytes longer = Bytes.of(IMAGE.text() + " ");
        assertThat(there().with(Digest.parse(IMAGE.digest()), longer).doubt(RECORD.manifest()))
                .contains("has other bytes");
    }

    @Test
    void refusesMissingDocument() {
        for (Doc document : List.of(INDEX, IMAGE)) {
            assertThat(there().without(Digest.parse(document.digest())).doubt(RECORD.manifest()))
                    .contains(document.digest() + " is not there");
        }
    }

    @Test
    void refusesSharedDocumentWithOtherBytes() {
        assertThat(there().with(
                                Digest.parse(CONFIG.digest()),
                                Bytes.of(CONFIG.text().replace("amd64", "arm64")))
                        .doubt(RECORD.manifest()))
                .contains("do not fit each other");
    }

    @Test
    void refusesOriginalThatBecomesAnotherImage() {
        Doc other =
                ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(layer(O_GZ, "2").ref()), annotations("m", "1"));
        Doc index = ociIndex(List.of(entry(other)), annotations("i", "1"));
        Bytes record = Bytes.of(TEXT.replace(IMAGE.ref(), other.ref()).replace(INDEX.ref(), index.ref()));
        assertThat(there().with(Digest.parse(other.digest()), other.bytes())
                        .with(Digest.parse(index.digest()), index.bytes())
                        .doubt(record))
                .contains("give another image");
    }

    @Test
    void refusesOriginalThatIsNotOcis() {
        Doc docker = Doc.of(D_LIST, PLAN.rootBytes().utf8());
        Bytes record = Bytes.of(TEXT.replace(INDEX.ref(), docker.ref())
                .replace("," + IMAGE.ref(), "")
                .replace("documents\":\"2\"", "documents\":\"1\""));
        assertThat(there().doubt(record)).contains("not OCI's");
    }

    @ParameterizedTest
    @CsvSource({
        "annotations, drop, keep, give another image",
        "style, preserve, canonical, give another image",
    })
    void refusesRecordWithAnotherPolicy(String policy, String before, String after, String reason) {
        Doc spaced = Doc.of(O_INDEX, INDEX.text().replace(",", ", "));
        ConversionPlan plan = Conversion.of(spaced, IMAGE, CONFIG).toDocker().plan();
        OriginRecord record = OriginRecord.of(plan).orElseThrow();
        String text = record.manifest().utf8();
        String member = "\\\"" + policy + "\\\":\\\"";
        assertThat(text).contains(member + before);
        assertThat(Restoring.from(plan, record).doubt(Bytes.of(text.replace(member + before, member + after))))
                .contains(reason);
    }

    @Test
    void refusesPoliciesUnderWhichTheOriginalIsRefused() {
        Doc gone = ociImage(config("linux", "arm64", 1));
        Doc index = ociIndex(List.of(entry(IMAGE), entry(gone)));
        ConversionPlan plan = Conversion.of(index, IMAGE, CONFIG)
                .with(b -> b.sparse(dev.ambidock.plan.ConversionRequest.SparsePolicy.SKIP))
                .toDocker()
                .plan();
        OriginRecord record = OriginRecord.of(plan).orElseThrow();
        Bytes forged = Bytes.of(record.manifest().utf8().replace("\\\"skip\\\"", "\\\"refuse\\\""));
        assertThat(Restoring.from(plan, record).doubt(forged)).contains("cannot be converted again");
    }

    @Test
    void refusesRecompressionThatDoesNotGiveThisImage() {
        Doc zstd = layer(O_ZSTD, "z");
        Doc image = ociManifest(CONFIG.as(O_CONFIG).ref(), List.of(zstd.ref()));
        ConversionPlan plan = Conversion.of(image, CONFIG)
                .transcoded(zstd, layer(D_GZ, "recompressed"))
                .toDocker()
                .plan();
        OriginRecord record = OriginRecord.of(plan).orElseThrow();
        String text = record.manifest().utf8();
        Bytes other = Bytes.of(text.replace(
                layer(D_GZ, "recompressed").digest(), layer(D_GZ, "other").digest()));
        assertThat(Restoring.from(plan, record).doubt(other)).contains("give another image");
        Bytes none = Bytes.of(text.replace("origin.transcoded", "origin.other"));
        assertThat(Restoring.from(plan, record).doubt(none)).contains("give another image");
    }

    @Test
    void refusesDocumentThatIsNoPartOfTheOriginal() {
        Doc extra = ociImage(config("linux", "arm64", 1));
        Bytes record = Bytes.of(TEXT.replace(IMAGE.ref() + "]", IMAGE.ref() + "," + extra.ref() + "]")
                .replace("\"2\"", "\"3\""));
        assertThat(there().with(Digest.parse(extra.digest()), extra.bytes()).doubt(record))
                .contains("no part of the original");
    }

    @Test
    void refusesWhatIsNotARecord() {
        assertThat(unreadable(Bytes.of("x"), Limits.defaults())).isNotEmpty();
        assertThat(unreadable(PLAN.rootBytes(), Limits.defaults())).isNotEmpty();
        assertThat(unreadable(IMAGE.bytes(), Limits.defaults())).contains("artifactType");
        assertThat(unreadable(forged("origin.v1", "origin.v2"), Limits.defaults()))
                .contains("artifactType");
        assertThat(unreadable(forged("\"subject\"", "\"suspect\""), Limits.defaults()))
                .contains("names no subject");
    }

    @ParameterizedTest
    @CsvSource({
        "origin.documents, origin.dokuments, has no annotation",
        "origin.policies, origin.polizies, has no annotation",
        "documents\":\"2\", documents\":\"3\", how many",
        "documents\":\"2\", documents\":\"0\", how many",
        "documents\":\"2\", documents\":\"-1\", how many",
        "documents\":\"2\", documents\":\"99999999999\", how many",
        "documents\":\"2\", documents\":\"\", how many",
    })
    void refusesMalformedAnnotations(String before, String after, String reason) {
        assertThat(unreadable(forged(before, after), Limits.defaults())).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{^version^:1| {^version^:2| version 2",
                "{^version^:1| {^version^:^1^| a whole number",
                "{^version^:1| {^version^| broken",
                "{^version^:1| {^version^:1,^version^:1| broken",
                "^target^:^docker^| ^target^:^oci^| not of a conversion to Docker",
                "^target^:^docker^| ^target^:^windows^| does not know",
                "^style^:^preserve^| ^style^:^PRESERVE^| does not know",
                "^style^:^preserve^| ^style^:7| another kind of value",
                "^style^:^preserve^| ^stile^:^preserve^| does not know its",
                "^style^:^preserve^,| | has no \"style\"",
                "^force^:false| ^force^:0| true or false",
                "^platforms^:[]| ^platforms^:[{^os^:^linux^}]| has no \"architecture\"",
                "^platforms^:[]| ^platforms^:[{^os^:^linux^,^architecture^:^a^,^x^:1}]| does not know its",
                "^platforms^:[]| ^platforms^:{}| another kind of value",
                "^indexes^:true| ^indexes^:true,^strict^:true| does not know its",
            })
    void refusesMalformedPolicies(String before, String after, String reason) {
        Bytes record = forged(escaped(before), after == null ? "" : escaped(after));
        assertThat(unreadable(record, Limits.defaults())).contains(reason);
    }

    private static String escaped(String text) {
        return text.replace("^", "\\\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "transcoded| {}",
                "transcoded| [{}]",
                "transcoded| [{^from^:^sha256:0^}]",
                "transcoded| [7",
                "observed| [{^layer^:^x^,^compression^:^gzip^}]",
                "observed| [^gzip^]",
                "missing| [^sha256^]",
                "missing| [null]",
            })
    void refusesMalformedFacts(String key, String value) {
        Bytes record = forged(
                "\"annotations\":{",
                "\"annotations\":{\"dev.ambidock.origin." + key + "\":\"" + escaped(value) + "\",");
        assertThat(unreadable(record, Limits.defaults())).contains("dev.ambidock.origin." + key);
    }

    @Test
    void refusesRecompressedLayerOfAMadeUpType() {
        String fact = "[{^from^:^" + IMAGE.digest() + "^,^mediaType^:^x\\u0000y^,^digest^:^" + IMAGE.digest()
                + "^,^size^:1}]";
        Bytes record = forged(
                "\"annotations\":{", "\"annotations\":{\"dev.ambidock.origin.transcoded\":\"" + escaped(fact) + "\",");
        assertThat(unreadable(record, Limits.defaults())).contains("dev.ambidock.origin.transcoded");
    }

    @Test
    void refusesWhatPassesTheLimits() {
        assertThat(unreadable(RECORD.manifest(), Limits.defaults().withDocumentBytes(500)))
                .contains("limit");
        assertThat(unreadable(RECORD.manifest(), Limits.defaults().withNodes(1)))
                .contains("more than 1 documents");
        assertThat(unreadable(
                        forged(
                                INDEX.digest() + "\",\"size\":" + INDEX.size(),
                                INDEX.digest() + "\",\"size\":999999999"),
                        Limits.defaults()))
                .contains("longer than the limit");
        assertThat(unreadable(
                        Bytes.of(TEXT.replace(IMAGE.ref() + "]", IMAGE.ref() + "," + IMAGE.ref() + "]")
                                .replace("\"2\"", "\"3\"")),
                        Limits.defaults()))
                .contains("twice");
    }

    @Test
    void refusesManyLongDocuments() {
        StringBuilder layers = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            layers.append(',')
                    .append(Doc.descriptor(O_MANIFEST, layer("", "x" + i).digest(), 4 << 20));
        }
        Bytes record = Bytes.of(
                TEXT.replace(IMAGE.ref() + "]", IMAGE.ref() + layers + "]").replace("\"2\"", "\"22\""));
        assertThat(unreadable(record, Limits.defaults())).contains("together");
    }

    @Test
    void anythingAtAllGetsAnAnswer() {
        Random random = new Random(7);
        byte[] honest = RECORD.manifest().toArray();
        int proved = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] record = honest.clone();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                record[random.nextInt(record.length)] = (byte) (' ' + random.nextInt(95));
            }
            OriginReading reading = OriginRecord.read(Bytes.wrap(record), Limits.defaults());
            if (reading.kind() == OriginReading.Kind.CLAIMED
                    && there().prove(Bytes.wrap(record)) instanceof OriginProof.Proved holds) {
                proved++;
                assertThat(holds.original().root().digest()).hasToString(INDEX.digest());
            }
        }
        assertThat(proved).as("changes that leave the record's meaning").isLessThan(300);
    }
}
