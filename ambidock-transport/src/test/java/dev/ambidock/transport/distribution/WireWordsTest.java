// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireWordsTest {
    private static final String HEX = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/",
                "/v2/_catalog",
                "/v2/app/tags/list",
                "/v2/a/b/c/manifests/latest",
                "/v2/a/manifests/sha256:" + HEX,
                "/v2/a/blobs/sha256:" + HEX,
                "/v2/manifests/blobs/manifests/latest",
                "/v2/a/blobs/uploads/",
                "/v2/a/blobs/uploads/some-id",
                "/v2/a/referrers/sha256:" + HEX
            })
    void everyRouteIsSpelledAsItIsRead(String path) {
        assertThat(Route.parse(path).orElseThrow().path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/v1/",
                "/v2/app",
                "/v2/App/tags/list",
                "/v2/a/manifests/",
                "/v2/a/blobs/sha256:x",
                "/v2/../manifests/x",
                "/v2//tags/list",
                "/v2/a/tags/list/x",
                "/v2/a/referrers/latest"
            })
    void otherPathsAreNone(String path) {
        assertThat(Route.parse(path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0000', textBlock = """
        {"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown","detail":{"Tag":"x"}}]} | MANIFEST_UNKNOWN | manifest unknown
        {"errors":[{"code":"DENIED","message":"no\\nway \\u001b[31m"}]} | DENIED | no way [31m
        {"details":"incorrect username or password"} |  | incorrect username or password
        {"error":"invalid_grant","error_description":"token expired"} |  | token expired
        {"code":"NOT_FOUND","message":"x"} | NOT_FOUND | x
        {"errors":[{"code":"<script>","message":""}]} |  |
        <html><body>502</body></html> |  |
        [] |  |
        {"errors": |  |
        """)
    void refusalsAreReadHoweverTheyAreSpelled(String body, String code, String message) {
        ErrorDocument read = ErrorDocument.read(body.getBytes(StandardCharsets.UTF_8));
        assertThat(read.code()).isEqualTo(Optional.ofNullable(code).orElse(""));
        assertThat(read.message()).isEqualTo(Optional.ofNullable(message).orElse(""));
    }

    @Test
    void aRefusalIsReadAsItWasWritten() {
        ErrorDocument written = new ErrorDocument("BLOB_UNKNOWN", "not \"here\"");
        assertThat(ErrorDocument.read(written.write().toArray())).isEqualTo(written);
        assertThat(new ErrorDocument("", "x".repeat(5000)).message()).hasSizeLessThan(250);
    }

    @Test
    void theNextPageIsFound() {
        assertThat(LinkHeader.next(List.of("</v2/a/tags/list?n=2&last=b>; rel=\"next\"")))
                .contains("/v2/a/tags/list?n=2&last=b");
        assertThat(LinkHeader.next(List.of("<x>; rel=\"prev\", <y>; title=\"a\"; rel=next")))
                .contains("y");
        assertThat(LinkHeader.next(List.of("<x>; rel=\"prev\"", "nonsense", "")))
                .isEmpty();
        assertThat(LinkHeader.next(List.of(LinkHeader.of("/z")))).contains("/z");
    }

    @Test
    void otherRelationsAreNoNextPage() {
        assertThat(LinkHeader.next(List.of("<x>; rel=\"nextish\"", "<x>; rel=next-archive", "<x>; rel=\"not-next\"")))
                .isEmpty();
        assertThat(LinkHeader.next(List.of("<x>; rel=\"prev next\""))).contains("x");
        assertThat(LinkHeader.next(List.of("<x>; rel=next; title=\"a\""))).contains("x");
        assertThat(LinkHeader.next(List.of("<x>; rel=next, <y>; rel=prev"))).contains("x");
    }

    @Test
    void rangesThatAreNoPartOfTheWholeAreNone() {
        assertThat(ContentRange.parse("bytes 9-0/10")).isEmpty();
        assertThat(ContentRange.parse("bytes 0-10/10")).isEmpty();
        assertThat(ContentRange.parse("bytes 0-9/10")).isPresent();
        assertThat(ContentRange.parseWanted("bytes=5-2", 10)).isEmpty();
    }

    @Test
    void rangesOfBothWaysAreRead() {
        assertThat(ContentRange.parse("bytes 5-9/10").orElseThrow().forDownload())
                .isEqualTo("bytes 5-9/10");
        assertThat(ContentRange.parse("0-4").orElseThrow().forUpload()).isEqualTo("0-4");
        assertThat(ContentRange.parse("bytes=0-4").orElseThrow().last()).isEqualTo(4);
        assertThat(ContentRange.parse("bytes 0-4/*").orElseThrow().total()).isEmpty();
        assertThat(ContentRange.parse("-4")).isEmpty();
        assertThat(ContentRange.parse("99999999999999999999-4")).isEmpty();
        OptionalLong ten = OptionalLong.of(10);
        assertThat(ContentRange.parseWanted(ContentRange.from(7), 10)).hasValue(new ContentRange(7, 9, ten));
        assertThat(ContentRange.parseWanted(ContentRange.between(2, 5), 10)).hasValue(new ContentRange(2, 5, ten));
        assertThat(ContentRange.parseWanted("bytes=7-900", 10)).hasValue(new ContentRange(7, 9, ten));
        assertThat(ContentRange.parseWanted("7-9", 10)).isEmpty();
    }

    @Test
    void referrersHaveATag() {
        assertThat(ReferrersTag.of(Digest.parse("sha256:" + HEX))).isEqualTo("sha256-" + HEX);
        assertThat(ReferrersTag.of(Digest.parse("sha512:" + HEX + HEX))).isEqualTo("sha512-" + HEX);
    }

    @Test
    void everyTypeOfBothWorldsIsAccepted() {
        assertThat(Accept.manifests())
                .contains("application/vnd.oci.image.index.v1+json", "manifest.list.v2+json", "prettyjws")
                .doesNotContain("\n");
    }
}
