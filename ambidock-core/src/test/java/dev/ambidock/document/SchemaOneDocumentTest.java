// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import static dev.ambidock.testing.Docs.*;
import static dev.ambidock.testing.Types.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Finding;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MediaType;
import dev.ambidock.testing.Doc;
import dev.ambidock.testing.SchemaOne;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What schema 1 manifests say, and which of their bytes their signatures are over. */
class SchemaOneDocumentTest {
    private static final SchemaOne IMAGE = new SchemaOne().entry(layer(D_GZ, "1"), "{'id':'a'}");
    private static final Doc PLAIN = IMAGE.unsigned();
    private static final Doc SIGNED = IMAGE.signed();

    private static Reading read(String text) {
        return Documents.read(Bytes.of(text), Limits.defaults());
    }

    private static SchemaOneDocument document(String text) {
        return (SchemaOneDocument) read(text).orThrow();
    }

    private static String typeOf(Doc doc, Optional<String> declared) {
        return Documents.read(doc.bytes(), declared.map(MediaType::of), DigestAlgorithm.SHA256, Limits.defaults())
                .orThrow()
                .mediaType()
                .text();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String header(long length, String tail) {
        return q("{'protected':'" + base64(q("{'formatLength':" + length + ",'formatTail':'" + base64(tail) + "'}"))
                + "'}");
    }

    private static String signedBy(String... signatures) {
        return q("{'schemaVersion':1,'fsLayers':[],'history':[],'signatures':[") + String.join(",", signatures) + "]}";
    }

    @Test
    void typeIsTheDeclaredElseThatOfTheSignatures() {
        assertThat(typeOf(PLAIN, Optional.empty())).isEqualTo(SchemaOne.UNSIGNED);
        assertThat(typeOf(SIGNED, Optional.empty())).isEqualTo(SchemaOne.SIGNED);
        assertThat(typeOf(PLAIN, Optional.of(SchemaOne.SIGNED))).isEqualTo(SchemaOne.SIGNED);
        assertThat(typeOf(SIGNED, Optional.of(SchemaOne.UNSIGNED))).isEqualTo(SchemaOne.UNSIGNED);
    }

    @Test
    void digestIsThatOfWhatWasSigned() {
        for (String type : List.of(SchemaOne.UNSIGNED, SchemaOne.SIGNED)) {
            assertThat(Documents.digest(SIGNED.bytes(), MediaType.of(type), DigestAlgorithm.SHA256))
                    .hasToString(PLAIN.digest());
            Doc broken = Doc.of(type, "{");
            assertThat(Documents.digest(broken.bytes(), MediaType.of(type), DigestAlgorithm.SHA256))
                    .hasToString(broken.digest());
        }
        assertThat(Documents.digest(SIGNED.bytes(), MediaType.of(O_MANIFEST), DigestAlgorithm.SHA256))
                .hasToString(SIGNED.digest());
    }

    @Test
    void whatIsOfAnotherKindIsNotSaid() {
        SchemaOneDocument odd =
                document(q("{'schemaVersion':1,'architecture':7,'fsLayers':[],'history':[],'signatures':null}"));
        assertThat(odd.architecture()).isEmpty();
        assertThat(odd.signed()).isFalse();
        assertThat(document(q("{'schemaVersion':1,'fsLayers':[]}")).history()).isEmpty();
    }

    @Test
    void signaturesAreOverTheSameBytes() {
        String one = header(10, "}");
        SchemaOneDocument twice = document(signedBy(one, one));
        assertThat(twice.signed()).isTrue();
        assertThat(twice.payload().utf8()).isEqualTo("{\"schemaVe}");
        Finding why = read(signedBy(one, header(11, "}"))).findings().get(0);
        assertThat(why.code().id() + " " + why.pointer()).isEqualTo("invalid-member /signatures");
        assertThat(why.text()).startsWith("the signatures are not over the same bytes");
    }

    @Test
    void whatIsSignedMayBeNothingOfTheTextOrAllOfIt() {
        assertThat(document(signedBy(header(0, "{}"))).payload().utf8()).isEqualTo("{}");
        int length = signedBy(header(100, "!")).length();
        String whole = signedBy(header(length, "!"));
        assertThat(whole).hasSize(length);
        assertThat(document(whole).payload().utf8()).isEqualTo(whole + "!");
        assertThat(read(signedBy(header(length + 1L, "!"))).kind()).isEqualTo(Reading.Kind.REJECTED);
        assertThat(read(signedBy(header(-1, "!"))).kind()).isEqualTo(Reading.Kind.REJECTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|/signatures/1",
                "{\"protected\":7}|/signatures/1",
                "{\"protected\":\"!\"}|/signatures/1/protected",
                "{\"protected\":\"e30\"}|/signatures/1/protected"
            })
    void signatureWithoutAHeaderIsRefused(String signature, String pointer) {
        Finding why = read(signedBy(header(10, "}"), signature)).findings().get(0);
        assertThat(why.code().id() + " " + why.pointer()).isEqualTo("invalid-member " + pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'formatLength':1}", "{'formatLength':1,'formatTail':7}", "{'formatTail':'fQ'}", "["})
    void headerThatDoesNotSayWhatIsSignedIsRefused(String header) {
        Finding why = read(signedBy(q("{'protected':'" + base64(q(header)) + "'}")))
                .findings()
                .get(0);
        assertThat(why.code().id() + " " + why.pointer()).isEqualTo("invalid-member /signatures/0/protected");
    }

    @Test
    void signaturesAreAList() {
        Finding why = read(q("{'schemaVersion':1,'fsLayers':[],'history':[],'signatures':{}}"))
                .findings()
                .get(0);
        assertThat(why.code().id() + " " + why.pointer()).isEqualTo("invalid-member /signatures");
    }
}
