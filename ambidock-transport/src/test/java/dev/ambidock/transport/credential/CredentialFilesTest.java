// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambidock.transport.error.ContentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialFilesTest {
    /** "ada:s3cret" and "bob:pw". */
    private static final String ADA = "YWRhOnMzY3JldA==";

    private static final String BOB = "Ym9iOnB3";

    @TempDir
    Path home;

    private Map<String, String> environment;

    @BeforeEach
    void environment() {
        environment = Map.of("HOME", home.toString(), "PATH", home + "/bin:/usr/bin:/bin");
    }

    private Path write(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private String user(String host, String repository) throws IOException {
        return CredentialFiles.of(environment)
                .find(host, repository)
                .map(Credentials::user)
                .orElse("nobody");
    }

    @ParameterizedTest
    @CsvSource({
        "example.org, app, ada",
        "example.org, team/app, bob",
        "example.org, team/sub/app, bob",
        "example.org, teams/app, ada",
        "example.org:5000, app, nobody",
        "EXAMPLE.org, app, ada",
        "other.example, app, bob",
        "docker.io, library/busybox, ada",
        "[::1]:5000, app, ada",
        "[::1]:5000, team/app, bob",
        "[FD00::1], app, bob",
        "[::1]:5001, app, nobody",
        "[::1], app, nobody",
        "unknown.example, app, nobody"
    })
    void theLongestEntryThatFitsCounts(String host, String repository, String expected) throws IOException {
        write(".docker/config.json", """
                {"HttpHeaders": {"x": "y"}, "auths": {
                  "example.org": {"auth": "%s"},
                  "example.org/team": {"auth": "%s"},
                  "https://other.example/v2/": {"auth": "%s", "email": "x"},
                  "https://index.docker.io/v1/": {"auth": "%s"},
                  "[::1]:5000": {"auth": "%s"},
                  "[::1]:5000/team": {"auth": "%s"},
                  "https://[fd00::1]/v1/": {"auth": "%s"}
                }}
                """.formatted(ADA, BOB, BOB, ADA, ADA, BOB, BOB));
        assertThat(user(host, repository)).isEqualTo(expected);
    }

    @Test
    void theOtherWorldsFileComesFirst() throws IOException {
        write(".docker/config.json", "{\"auths\":{\"h.example\":{\"auth\":\"" + ADA + "\"}}}");
        assertThat(user("h.example", "a")).isEqualTo("ada");
        write(".config/containers/auth.json", "{\"auths\":{\"h.example\":{\"auth\":\"" + BOB + "\"}}}");
        assertThat(user("h.example", "a")).isEqualTo("bob");
        Path named = write("named.json", "{\"auths\":{}}");
        environment = Map.of("HOME", home.toString(), "REGISTRY_AUTH_FILE", named.toString());
        assertThat(user("h.example", "a"))
                .as("a file that was named is asked alone")
                .isEqualTo("nobody");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"auth\":\"YWRhOnMzY3JldA\"}",
                "{\"auth\":\"YWRhOnMzY3JldAAA\"}",
                "{\"username\":\"ada\",\"password\":\"s3cret\"}",
                "{\"auth\":\"YWRhOnMzY3Jl\\ndA==\"}"
            })
    void loginsAreReadHoweverTheyAreKept(String entry) throws IOException {
        write(".docker/config.json", "{\"auths\":{\"h.example\":" + entry + "}}");
        Credentials found =
                CredentialFiles.of(environment).find("h.example", "a").orElseThrow();
        assertThat(found.user() + "/" + found.password()).isEqualTo("ada/s3cret");
        assertThat(found.toString()).doesNotContain("s3cret").doesNotContain("ada");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "[]",
                "{\"auths\":{\"h.example\":7}}",
                "{\"auths\":{\"h.example\":{\"auth\":\"c2VjcmV0\"}}}",
                "{\"credsStore\":\"../evil\"}",
                "{\"credsStore\":\"absent-helper\"}"
            })
    void brokenFilesAreToldWithoutSecrets(String text) throws IOException {
        write(".docker/config.json", text);
        assertThatThrownBy(() -> CredentialFiles.of(environment).find("h.example", "a"))
                .isInstanceOf(ContentException.class)
                .hasMessageNotContaining("c2VjcmV0")
                .hasMessageNotContaining("secret");
    }

    /** A helper that keeps what it is told in a file. */
    private void helper(String name) throws IOException {
        Path program = write("bin/docker-credential-" + name, """
                #!/bin/sh
                case "$1" in
                get) read -r host; [ -f "%1$s/kept" ] && cat "%1$s/kept" || { echo "credentials not found in native keychain"; exit 1; } ;;
                store) cat > "%1$s/kept" ;;
                erase) rm -f "%1$s/kept" ;;
                esac
                """.formatted(home));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void aHelperKeepsAndForgetsALogin() throws IOException {
        helper("fake");
        Path file = write(".docker/config.json", "{\"credsStore\": \"fake\"}");
        assertThat(user("h.example", "a")).isEqualTo("nobody");
        CredentialEditor editor = new CredentialEditor(file, environment);
        assertThat(editor.store("h.example", Credentials.of("ada", "s3cret"))).isEqualTo("docker-credential-fake");
        assertThat(Files.readString(file)).doesNotContain("ada");
        assertThat(user("h.example", "a")).isEqualTo("ada");
        assertThat(editor.erase("h.example")).isTrue();
        assertThat(user("h.example", "a")).isEqualTo("nobody");
        assertThat(editor.erase("h.example")).isFalse();
    }

    @Test
    void aHelpersTokenIsAnIdentity() throws IOException {
        helper("fake");
        write("kept", "{\"ServerURL\":\"x\",\"Username\":\"<token>\",\"Secret\":\"id-1\"}");
        write(".docker/config.json", "{\"credHelpers\": {\"h.example\": \"fake\"}}");
        Optional<Credentials> found = CredentialFiles.of(environment).find("h.example", "a");
        assertThat(found.flatMap(Credentials::identityToken)).contains("id-1");
    }

    @Test
    void anEditLeavesTheRestAsItIs() throws IOException {
        Path file = write(
                ".docker/config.json",
                "{\n  \"auths\": {\n    \"a.example\": {\"auth\": \"" + BOB
                        + "\"}\n  },\n  \"detachKeys\": \"ctrl-e\"\n}\n");
        CredentialEditor editor = new CredentialEditor(file, environment);
        editor.store("b.example:5000", Credentials.of("ada", "s3cret"));
        assertThat(user("a.example", "x") + user("b.example:5000", "x")).isEqualTo("bobada");
        assertThat(Files.readString(file)).contains("\"detachKeys\": \"ctrl-e\"\n}");
        editor.store("b.example:5000", Credentials.of("bob", "pw"));
        assertThat(user("b.example:5000", "x")).isEqualTo("bob");
        editor.store("docker.io", Credentials.of("ada", "s3cret"));
        assertThat(Files.readString(file)).contains("https://index.docker.io/v1/");
        assertThat(editor.hosts()).contains("a.example", "b.example:5000", "index.docker.io");
        assertThat(editor.erase("a.example")).isTrue();
        assertThat(editor.erase("docker.io")).isTrue();
        assertThat(user("a.example", "x") + user("b.example:5000", "x")).isEqualTo("nobodybob");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileThatIsNotThereYetIsMade() throws IOException {
        CredentialFiles files = CredentialFiles.of(environment);
        assertThat(files.forStoring()).isEqualTo(home.resolve(".config/containers/auth.json"));
        new CredentialEditor(files.forStoring(), environment).store("h.example", Credentials.ofIdentity("id-9"));
        assertThat(files.find("h.example", "a").flatMap(Credentials::identityToken))
                .contains("id-9");
    }
}
