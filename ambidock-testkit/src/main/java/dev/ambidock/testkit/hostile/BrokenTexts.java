// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.hostile;

import static dev.ambidock.model.FindingCode.INVALID_ENCODING;
import static dev.ambidock.model.FindingCode.MALFORMED_JSON;
import static dev.ambidock.model.FindingCode.TRAILING_DATA;
import static dev.ambidock.model.FindingCode.UNKNOWN_DOCUMENT;
import static dev.ambidock.testkit.hostile.HostileDocument.refused;
import static dev.ambidock.testkit.hostile.Samples.MANIFEST;
import static dev.ambidock.testkit.hostile.Samples.manifest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Texts that are no JSON, no UTF-8, or no document. */
final class BrokenTexts {
    private BrokenTexts() {}

    static void addTo(List<HostileDocument> all) {
        trailing(all);
        encodings(all);
        syntax(all);
        truncated(all);
        otherThings(all);
    }

    private static void trailing(List<HostileDocument> all) {
        all.add(refused("trailing-object", TRAILING_DATA, MANIFEST + "{}"));
        all.add(refused("trailing-document-on-next-line", TRAILING_DATA, MANIFEST + "\n" + MANIFEST));
        all.add(refused("trailing-null", TRAILING_DATA, MANIFEST + " null"));
        all.add(refused("trailing-letter", MALFORMED_JSON, MANIFEST + "x"));
        all.add(refused("trailing-brace", MALFORMED_JSON, MANIFEST + "}"));
        all.add(refused("trailing-comma-behind-the-end", MALFORMED_JSON, MANIFEST + ","));
        all.add(refused("trailing-nul", MALFORMED_JSON, MANIFEST + "\0"));
        all.add(refused("trailing-no-break-space", MALFORMED_JSON, MANIFEST + "\u00A0"));
        all.add(refused("trailing-form-feed", MALFORMED_JSON, MANIFEST + "\f"));
    }

    private static void encodings(List<HostileDocument> all) {
        all.add(refused("byte-order-mark", INVALID_ENCODING, "\uFEFF" + MANIFEST));
        for (String charset : new String[] {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"}) {
            all.add(refused(
                    charset.toLowerCase(Locale.ROOT),
                    INVALID_ENCODING,
                    () -> MANIFEST.getBytes(Charset.forName(charset))));
        }
        all.add(refused("overlong-slash", INVALID_ENCODING, within(0xC0, 0xAF)));
        all.add(refused("overlong-nul", INVALID_ENCODING, within(0xC0, 0x80)));
        all.add(refused("overlong-three-bytes", INVALID_ENCODING, within(0xE0, 0x80, 0xAF)));
        all.add(refused("surrogate-as-utf8", INVALID_ENCODING, within(0xED, 0xA0, 0x80)));
        all.add(refused("cesu8-pair", INVALID_ENCODING, within(0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80)));
        all.add(refused("beyond-unicode", INVALID_ENCODING, within(0xF4, 0x90, 0x80, 0x80)));
        all.add(refused("five-byte-sequence", INVALID_ENCODING, within(0xF8, 0x88, 0x80, 0x80, 0x80)));
        all.add(refused("lone-continuation", INVALID_ENCODING, within(0x80)));
        all.add(refused("cut-sequence", INVALID_ENCODING, within(0xE2, 0x98)));
        all.add(refused("latin1", INVALID_ENCODING, within(0xFC)));
        all.add(refused("byte-ff", INVALID_ENCODING, within(0xFF)));
        all.add(refused("lone-high-surrogate", INVALID_ENCODING, manifest(",\"x\":\"\\ud800\"")));
        all.add(refused("lone-low-surrogate", INVALID_ENCODING, manifest(",\"x\":\"a\\udfffb\"")));
        all.add(refused("swapped-surrogates", INVALID_ENCODING, manifest(",\"x\":\"\\udc00\\ud800\"")));
        all.add(refused("lone-surrogate-in-name", INVALID_ENCODING, manifest(",\"\\uD834\":0")));
        all.add(refused("high-surrogate-before-letter", INVALID_ENCODING, manifest(",\"x\":\"\\ud83d\\u0041\"")));
    }

    /** A manifest with these bytes inside an unknown string. */
    private static Supplier<byte[]> within(int... bytes) {
        return () -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(MANIFEST.substring(0, MANIFEST.length() - 1).getBytes(StandardCharsets.UTF_8));
            out.writeBytes(",\"x\":\"".getBytes(StandardCharsets.UTF_8));
            for (int b : bytes) {
                out.write(b);
            }
            out.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
            return out.toByteArray();
        };
    }

    private static void syntax(List<HostileDocument> all) {
        String[][] values = {
            {"nan", "NaN"},
            {"infinity", "-Infinity"},
            {"leading-zero", "01"},
            {"leading-plus", "+1"},
            {"bare-point", ".5"},
            {"point-without-digits", "1."},
            {"exponent-without-digits", "1e"},
            {"bare-minus", "-"},
            {"hexadecimal", "0x10"},
            {"single-quotes", "'a'"},
            {"bare-word", "abc"},
            {"upper-case-true", "TRUE"},
            {"comment", "/* c */1"},
            {"hash-comment", "1#c\n"},
            {"trailing-comma", "[1,]"},
            {"empty-element", "[,]"},
            {"missing-comma", "[1 2]"},
            {"missing-colon", "{\"a\"1}"},
            {"bare-name", "{a:1}"},
            {"wrong-bracket", "[1}"},
            {"bad-escape", "\"\\x41\""},
            {"short-escape", "\"\\u12\""},
            {"wide-digits-escape", "\"\\u\uFF11\uFF12\uFF13\uFF14\""},
            {"raw-newline", "\"a\nb\""},
            {"raw-tab", "\"\t\""},
            {"raw-nul-in-string", "\"\0\""},
            {"raw-nul", "\0"},
            {"vertical-tab", "\u000B1"},
            {"record-separator", "\u001E1"},
            {"literal-run-on", "truefalse"},
            {"number-run-on", "1a"},
            {"no-value", ""}
        };
        for (String[] value : values) {
            all.add(refused("syntax-" + value[0], MALFORMED_JSON, manifest(",\"x\":" + value[1])));
        }
    }

    /** Cut behind each byte that means something to a reader, and inside what stands between them. */
    private static void truncated(List<HostileDocument> all) {
        String text = manifest(",\"x\":[true,null,-1.5e+3,\"\\u2603\\n\",\"\u2603\"]");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int end = 1; end < bytes.length; end++) {
            boolean word = Character.isLetterOrDigit(bytes[end - 1]) && bytes[end - 1] > 0;
            if (!word || end > bytes.length - 45) {
                int length = end;
                all.add(refused("truncated-at-" + end, MALFORMED_JSON, () -> Arrays.copyOf(bytes, length)));
            }
        }
    }

    private static void otherThings(List<HostileDocument> all) {
        all.add(refused("empty", MALFORMED_JSON, ""));
        all.add(refused("blank", MALFORMED_JSON, " \r\n\t "));
        all.add(refused("html", MALFORMED_JSON, "<!DOCTYPE html><html><body>502 Bad Gateway</body></html>"));
        all.add(refused("yaml", MALFORMED_JSON, "schemaVersion: 2\n"));
        all.add(refused("png", MALFORMED_JSON, () -> new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0}));
        all.add(refused("gzip", INVALID_ENCODING, () -> new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 3}));
        for (String value : new String[] {"null", "true", "0", "-1.5", "\"text\"", "[]", "{}", "[{}]", "{\"a\":1}"}) {
            all.add(refused("value-" + value.replace('"', '.'), UNKNOWN_DOCUMENT, value));
        }
        all.add(refused(
                "docker-save-manifest",
                UNKNOWN_DOCUMENT,
                "[{\"Config\":\"a.json\",\"RepoTags\":[\"x:y\"],\"Layers\":[\"l/layer.tar\"]}]"));
        all.add(refused("oci-layout-marker", UNKNOWN_DOCUMENT, "{\"imageLayoutVersion\":\"1.0.0\"}"));
        all.add(refused("registry-error", UNKNOWN_DOCUMENT, "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\"}]}"));
    }
}
