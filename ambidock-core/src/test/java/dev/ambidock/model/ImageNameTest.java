// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNameTest {
    private static final String HEX = "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource({
        "busybox, docker.io/library/busybox",
        "busybox:1.36, docker.io/library/busybox:1.36",
        "library/busybox:1.36, docker.io/library/busybox:1.36",
        "docker.io/busybox, docker.io/library/busybox",
        "index.docker.io/busybox:v_1, docker.io/library/busybox:v_1",
        "index.docker.io/grafana/loki:3, docker.io/grafana/loki:3",
        "grafana/loki:3, docker.io/grafana/loki:3",
        "library/a/b:1, docker.io/library/a/b:1",
        "localhost/x, localhost/x",
        "localhost, docker.io/library/localhost",
        "localhost:5000, docker.io/library/localhost:5000",
        "localhost:5000/x:y, localhost:5000/x:y",
        "example.org/a/b__c--d.e:L, example.org/a/b__c--d.e:L",
        "Example/x, Example/x",
        "[2001:db8::1]:5000/x:1, [2001:db8::1]:5000/x:1",
        "[2001:DB8::1]/x, [2001:DB8::1]/x",
        "docker.io/localhost/x, docker.io/localhost/x",
        "a:5, docker.io/library/a:5",
    })
    void dockersDefaultsAreFilledIn(String text, String full) {
        ImageName name = ImageName.parse(text);
        assertThat(name).hasToString(full);
        assertThat(ImageName.parse(full)).isEqualTo(name);
    }

    @Test
    void noTagIsInvented() {
        assertThat(ImageName.parse("busybox").tag()).isEmpty();
        assertThat(ImageName.parse("busybox").withTag("latest")).isEqualTo(ImageName.parse("busybox:latest"));
    }

    @Test
    void digestStandsBehindTheTag() {
        ImageName name = ImageName.parse("x:1@sha256:" + HEX);
        assertThat(name.tag()).contains("1");
        assertThat(name.digest()).contains(Digest.parse("sha256:" + HEX));
        assertThat(name).hasToString("docker.io/library/x:1@sha256:" + HEX);
        assertThat(name.withoutDigest()).isEqualTo(ImageName.parse("x:1"));
        assertThat(ImageName.parse("x@sha256:" + HEX).tag()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "/",
                "x:",
                ":x",
                "x/",
                "/x",
                "x//y",
                "X",
                "x:-a",
                "x:.a",
                "x y",
                "x:a b",
                "x@",
                "x@y",
                "x@sha256:1",
                "a..b",
                "a___b",
                "-a",
                "a-",
                "_a",
                "example.org/X",
                "example.org/",
                "-a.org/x",
                "a.org:/x",
                "a.org:p/x",
                "http://x",
                "x:1:2",
                "../x:y",
                "x\n",
                "[1::2/x",
                "[::1]x/y",
                "[::1]:70000/x",
                "ä"
            })
    void malformedNamesAreRefused(String text) {
        assertThat(catchThrowableOfType(MalformedTextException.class, () -> ImageName.parse(text)))
                .isNotNull();
        assertThat(ImageName.find(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "[fe80::1%eth0]:5000/x:1, a zone",
        "[fe80::1%25eth0]/x, a zone",
        "::1:5000/x:1, stands in brackets",
        "::1/x, stands in brackets",
        "[::1/x, this is no name of a host",
        "a.org%/x, this is no name of a host"
    })
    void whatIsWrongWithAnAddressIsTold(String text, String rule) {
        assertThat(catchThrowableOfType(MalformedTextException.class, () -> ImageName.parse(text))
                        .rule())
                .contains(rule);
    }

    @Test
    void imageIdsAndEndlessTextsAreNoNames() {
        assertThat(ImageName.find(HEX)).isEmpty();
        assertThat(ImageName.find("a/".repeat(100_000) + "a")).isEmpty();
        assertThat(ImageName.find("a-".repeat(100_000) + "a")).isEmpty();
        assertThat(ImageName.find("x:" + "t".repeat(128))).isPresent();
        assertThat(ImageName.find("x:" + "t".repeat(129))).isEmpty();
        assertThat(ImageName.find("a".repeat(255 - "docker.io/library/".length())))
                .isPresent();
        assertThat(ImageName.find("a".repeat(256 - "docker.io/library/".length())))
                .isEmpty();
    }
}
