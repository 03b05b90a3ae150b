// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers as registries send them, each spelled back as {@code scheme{name=value;...}}. */
class ChallengeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0000', textBlock = """
        Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/busybox:pull" | bearer{realm=https://auth.docker.io/token;service=registry.docker.io;scope=repository:library/busybox:pull}
        Bearer realm="https://auth.docker.io/token",service="registry.docker.io" | bearer{realm=https://auth.docker.io/token;service=registry.docker.io}
        Bearer scope="a b",service=s,realm=https://x/t | bearer{scope=a b;service=s;realm=https://x/t}
        Bearer realm="https://ghcr.io/token",service="ghcr.io",scope="repository:user/image:pull" | bearer{realm=https://ghcr.io/token;service=ghcr.io;scope=repository:user/image:pull}
        Bearer realm="https://gitlab.com/jwt/auth",service="container_registry",scope="repository:g/p:pull",error="invalid_token" | bearer{realm=https://gitlab.com/jwt/auth;service=container_registry;scope=repository:g/p:pull;error=invalid_token}
        Bearer realm="https://x.azurecr.io/oauth2/token",service="x.azurecr.io",scope="repository:a:pull",error="insufficient_scope" | bearer{realm=https://x.azurecr.io/oauth2/token;service=x.azurecr.io;scope=repository:a:pull;error=insufficient_scope}
        Basic realm="Sonatype Nexus Repository Manager" | basic{realm=Sonatype Nexus Repository Manager}
        Basic realm="https://123.dkr.ecr.us-east-1.amazonaws.com/",service="ecr.amazonaws.com" | basic{realm=https://123.dkr.ecr.us-east-1.amazonaws.com/;service=ecr.amazonaws.com}
        Basic realm="Artifactory Realm" | basic{realm=Artifactory Realm}
        Bearer realm="https://art/api/docker/r/v2/token",service="art:443" | bearer{realm=https://art/api/docker/r/v2/token;service=art:443}
        BASIC realm=x | basic{realm=x}
        bearer REALM="x" | bearer{realm=x}
        Bearer  realm = "x" ,  service = "y" | bearer{realm=x;service=y}
        Bearer realm="a\\"b\\\\c" | bearer{realm=a"b\\c}
        Bearer realm="x,y=z" | bearer{realm=x,y=z}
        Bearer realm="", service="s" | bearer{realm=;service=s}
        Bearer realm="x",realm="y" | bearer{realm=x}
        Bearer realm="never ends | bearer{realm=never ends}
        Negotiate | negotiate{}
        Negotiate, Basic realm="x" | negotiate{} basic{realm=x}
        NTLM, Negotiate, Bearer realm="x" | ntlm{} negotiate{} bearer{realm=x}
        NTLM TlRMTVNTUAACAAAA== , Basic realm="x" | ntlm{} basic{realm=x}
        Negotiate YII=, Bearer realm="x" | negotiate{} bearer{realm=x}
        Basic realm="a", Bearer realm="b",service="c" | basic{realm=a} bearer{realm=b;service=c}
        Bearer realm="b",service="c", Basic realm="a" | bearer{realm=b;service=c} basic{realm=a}
        Basic, Bearer realm="b" | basic{} bearer{realm=b}
        Digest qop="auth, auth-int", nonce="n", Basic realm="x" | digest{qop=auth, auth-int;nonce=n} basic{realm=x}
        , ,Basic realm="x",, | basic{realm=x}
        Basic realm="Käse" | basic{realm=Käse}
        Bearer realm="x" service="y" | bearer{realm=x;service=y}
        Bearer | bearer{}
        Bearer realm="x", Rİ=y | bearer{realm=x} r{} y{}
        = " , |
        """)
    void whatRegistriesSend(String line, String expected) {
        assertThat(spelled(Challenge.parse(List.of(line)))).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void severalLinesAreOneList() {
        assertThat(spelled(Challenge.parse(List.of("Basic realm=\"a\"", "Bearer realm=\"b\""))))
                .isEqualTo("basic{realm=a} bearer{realm=b}");
        assertThat(Challenge.parse(List.of())).isEmpty();
    }

    @Test
    void anEmptyParameterIsNone() {
        assertThat(Challenge.parse(List.of("Bearer realm=\"\"")).get(0).parameter("realm"))
                .isEmpty();
    }

    private static String spelled(List<Challenge> challenges) {
        return challenges.stream()
                .map(c -> c.scheme() + "{"
                        + c.parameters().entrySet().stream()
                                .map(e -> e.getKey() + "=" + e.getValue())
                                .collect(Collectors.joining(";"))
                        + "}")
                .collect(Collectors.joining(" "));
    }
}
