// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session.Result;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.registry.WireResponse;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** tags lists what a registry's repository has, for people and for programs, and says plainly what is not there. */
class TagsCommandTest extends RegistryCommands {

    @BeforeEach
    void images() throws IOException {
        session.lay("team/app", "v2", SampleImages.oci());
        session.lay("team/app", "v1", SampleImages.docker());
        session.lay("team/app", "latest", SampleImages.docker());
    }

    @Test
    void areListedOneALine() {
        Result result = session.done("tags docker://HOST/team/app");
        assertThat(result.out()).isEqualTo("latest\nv1\nv2\n");
        assertThat(result.err()).isEmpty();
        assertThat(session.requests()).hasSize(1);
    }

    @Test
    void theSchemeMayBeLeftOut() {
        assertThat(session.done("tags HOST/team/app").out()).isEqualTo("latest\nv1\nv2\n");
    }

    @Test
    void programsGetOneLineOfJson() {
        assertThat(session.done("tags docker://HOST/team/app --output json").out())
                .isEqualTo("{\"schema\":\"ambidock.tags.v1\",\"repository\":\"" + session.host()
                        + "/team/app\",\"tags\":[\"latest\",\"v1\",\"v2\"]}\n");
    }

    @Test
    void aRepositoryThatIsNotThereIsTheUsersMistake() {
        session.registry()
                .faults()
                .on("GET", "/v2/team/none/tags/list")
                .answers(WireResponse.text(404, "application/json", "{\"errors\":[{\"code\":\"NAME_UNKNOWN\"}]}"));
        for (String options : new String[] {"", " --output json"}) {
            Result result = session.fails(2, "tags docker://HOST/team/none" + options);
            assertThat(result.err())
                    .contains("source ", session.host() + "/team/none", "NAME_UNKNOWN")
                    .doesNotContain("Exception");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tags docker://HOST/team/app:v1|it names one image",
                "tags HOST/team/app@sha256:0000000000000000000000000000000000000000000000000000000000000000|one image",
                "tags docker://HOST/Team/App|docker://HOST/REPO",
                "tags|missing required parameter",
                "tags HOST/team/app HOST/team/app|one operand too many"
            })
    void whatIsNoRepositoryIsNotAskedFor(String line, String text) {
        String expected = text.replace("HOST/REPO", "\0").replace("HOST", session.host());
        Result result = session.run(line);
        assertThat(result.status()).as(result.err()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("ambidock: ").contains(expected.replace("\0", "HOST/REPO"));
        assertThat(session.requests()).isEmpty();
    }
}
