// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session.Result;
import dev.ambidock.plan.ConsumerProfile;
import dev.ambidock.testkit.image.SampleImages;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** --for makes images fit who reads them, or refuses, and profiles says whom and why. */
class ConsumerProfilesTest extends RegistryCommands {
    private static final String DOCKER = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String OCI = "application/vnd.oci.image.manifest.v1+json";

    @BeforeEach
    void images() throws IOException {
        session.lay("x", "docker", SampleImages.docker());
        session.lay("x", "oci", SampleImages.oci());
        session.lay("x", "zstd", SampleImages.zstd());
        session.lay("x", "index", SampleImages.index());
        session.lay("x", "list", SampleImages.list());
    }

    @ParameterizedTest
    @CsvSource({
        "aws-lambda, docker, " + DOCKER,
        "aws-lambda, oci, " + OCI,
        "aws-lambda, zstd, " + OCI,
        "docker-legacy, docker, " + DOCKER,
        "docker-legacy, oci, " + DOCKER,
        "docker-legacy, zstd, " + DOCKER,
        "docker-legacy, list, application/vnd.docker.distribution.manifest.list.v2+json",
        "docker-legacy, index, application/vnd.docker.distribution.manifest.list.v2+json",
        "oci-strict, docker, " + OCI,
        "oci-strict, oci, " + OCI,
        "oci-strict, index, application/vnd.oci.image.index.v1+json",
        "oci-strict, list, application/vnd.oci.image.index.v1+json"
    })
    void theResultIsWhatTheConsumerReads(String profile, String tag, String type) {
        session.done("copy docker://HOST/x:" + tag + " docker://HOST/y:1 --for " + profile);
        assertThat(session.type("y", "1")).isEqualTo(type);
        assertThat(session.done("verify HOST/y:1").out()).startsWith("sound");
    }

    @Test
    void lambdaGetsNoZstdLayer() {
        assertThat(session.done("inspect HOST/x:zstd").out()).contains("zstd");
        session.done("copy HOST/x:zstd HOST/y:1 --for aws-lambda");
        assertThat(session.done("inspect HOST/y:1").out())
                .contains("tar+gzip")
                .doesNotContain("zstd")
                .doesNotContain("inconsistent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"index", "list"})
    void lambdaTakesOnePlatformOfSeveral(String tag) {
        Result refused = session.fails(4, "copy HOST/x:" + tag + " HOST/y:1 --for aws-lambda");
        assertThat(refused.err()).contains("linux/amd64", "linux/arm64/v8", "--platform");
        assertThat(session.writes()).isEmpty();
        session.done("copy HOST/x:" + tag + " HOST/y:1 --for aws-lambda --platform linux/arm64/v8");
        assertThat(session.type("y", "1")).isEqualTo(tag.equals("index") ? OCI : DOCKER);
        assertThat(session.done("inspect HOST/y:1").out()).contains("linux/arm64");
    }

    @Test
    void strictConfigsHoldNothingOfDockers() {
        assertThat(session.done("inspect HOST/x:docker").out()).contains("docker_version", "Healthcheck");
        Result result = session.done("copy HOST/x:docker HOST/y:1 --for oci-strict --verbose");
        assertThat(result.err()).contains("lost: ", "/docker_version", "Healthcheck");
        assertThat(session.done("inspect HOST/y:1").out()).doesNotContain("docker_version", "Healthcheck", "OnBuild");
    }

    @Test
    void aConversionInPlaceMayBeForSomebodyToo() {
        session.done("convert HOST/x:oci --for docker-legacy");
        assertThat(session.type("x", "oci")).isEqualTo(DOCKER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "convert HOST/x:docker --for docker-legacy --to oci|docker-legacy reads Docker only",
                "convert HOST/x:docker --for oci-strict --to docker|oci-strict reads OCI only",
                "copy HOST/x:docker HOST/y:1 --for docker-legacy --format oci|docker-legacy reads Docker only",
                "copy HOST/x:docker HOST/y:1 --for docker-legacy --format docker-v1|docker-legacy reads Docker only",
                "copy HOST/x:docker docker-archive:@x.tar --for oci-strict --format docker|oci-strict reads OCI only",
                "copy HOST/x:docker HOST/y:1 --for somebody|none of aws-lambda, docker-legacy, oci-strict"
            })
    void contradictionsAreMistakesAndNothingIsAsked(String line, String text) {
        Result result = session.fails(2, line);
        assertThat(result.err()).startsWith("ambidock: --for").contains(text);
        assertThat(session.requests()).isEmpty();
    }

    @Test
    void profilesAreListedWithReasonAndSource() {
        String text = session.done("profiles").out();
        String json = session.done("profiles --output json").out();
        assertThat(json).startsWith("{\"schema\":\"ambidock.profiles.v1\"").hasLineCount(1);
        assertThat(ConsumerProfile.all())
                .extracting(ConsumerProfile::name)
                .containsExactly("aws-lambda", "docker-legacy", "oci-strict");
        for (ConsumerProfile profile : ConsumerProfile.all()) {
            assertThat(text).contains(profile.name() + "\n", profile.summary(), profile.reason(), profile.source());
            assertThat(json).contains("\"name\":\"" + profile.name() + "\"", profile.reason());
        }
    }
}
