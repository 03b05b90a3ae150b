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
import org.junit.jupiter.params.provider.ValueSource;

/** catalog lists a registry's repositories, and says plainly where there is no such list. */
class CatalogCommandTest extends RegistryCommands {

    @BeforeEach
    void images() throws IOException {
        session.lay("team/app", "v1", SampleImages.oci());
        session.lay("base", "v1", SampleImages.docker());
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog HOST", "catalog docker://HOST", "catalog http://HOST/v2/"})
    void repositoriesAreListedOneALine(String line) {
        Result result = session.done(line);
        assertThat(result.out()).isEqualTo("base\nteam/app\n");
        assertThat(result.err()).isEmpty();
        assertThat(session.requests()).hasSize(1);
    }

    @Test
    void whatIsNoRepositoryIsPassedOver() {
        session.registry()
                .faults()
                .on("GET", "/v2/_catalog")
                .answers(WireResponse.text(
                        200,
                        "application/json",
                        "{\"repositories\":[\"b/c\",null,\"\",\"A B\",\"x:1\",\"\\u001b[2J\",7,\"a\"]}"));
        assertThat(session.done("catalog HOST").out()).isEqualTo("b/c\na\n");
    }

    @ParameterizedTest
    @CsvSource({"404, 2", "401, 1", "405, 2"})
    void aRegistryWithoutAListIsToldAsThat(int status, int exit) {
        session.registry()
                .faults()
                .on("GET", "/v2/_catalog")
                .answers(WireResponse.text(status, "application/json", "{\"errors\":[{\"code\":\"UNSUPPORTED\"}]}"));
        Result result = session.fails(exit, "catalog HOST");
        assertThat(result.err()).contains(session.host(), "the registry says " + status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "catalog HOST/team/app|HOST or HOST:PORT",
                "catalog|missing required parameter",
                "catalog HOST HOST|one operand too many"
            })
    void whatIsNoRegistryIsNotAsked(String line, String text) {
        Result result = session.fails(2, line);
        assertThat(result.err()).startsWith("ambidock: ").contains(text);
        assertThat(session.requests()).isEmpty();
    }
}
