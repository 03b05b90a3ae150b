// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.credential;

import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonLimits;
import dev.ambidock.json.JsonTree;
import dev.ambidock.json.JsonValue;
import dev.ambidock.json.MalformedJsonException;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One file of credentials. */
final class CredentialFile {
    private static final JsonLimits LIMITS = new JsonLimits(4 << 20, 64, 100_000, 10_000);
    private static final int MOST_BYTES = 4 << 20;

    private final Path file;
    private final JsonTree tree;

    private CredentialFile(Path file, JsonTree tree) {
        this.file = file;
        this.tree = tree;
    }

    static CredentialFile read(Path file) throws IOException {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(MOST_BYTES);
        } catch (NoSuchFileException e) {
            throw ContentException.of(FailureKind.NOT_FOUND, file.toString(), "there is no such file of credentials");
        } catch (IOException e) {
            throw ContentException.broken(file.toString(), e);
        }
        return of(file, content.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : content);
    }

    static CredentialFile of(Path file, byte[] content) throws ContentException {
        try {
            JsonTree tree = JsonTree.parse(content, LIMITS);
            if (!tree.root().is(JsonKind.OBJECT)) {
                throw malformed(file, "", "it is no JSON object");
            }
            return new CredentialFile(file, tree);
        } catch (MalformedJsonException e) {
            throw malformed(file, "", "it is no JSON document");
        }
    }

    JsonTree tree() {
        return tree;
    }

    Optional<Credentials> find(String host, String repository, Map<String, String> environment) throws IOException {
        List<String> keys = ServerKeys.of(host, repository);
        Optional<String> helper = helper(host, repository);
        if (helper.isPresent()) {
            Optional<Credentials> found =
                    new CredentialProgram(helper.get(), environment).get(ServerKeys.forDocker(host));
            if (found.isPresent()) {
                return found;
            }
        }
        Optional<JsonValue> entry = keyed("auths", keys);
        return entry.isPresent() ? credentials(entry.get()) : Optional.empty();
    }

    /** The name of the helper that keeps logins for a host. */
    Optional<String> helper(String host, String repository) {
        return keyed("credHelpers", ServerKeys.of(host, repository))
                .map(JsonValue::text)
                .or(() -> tree.root().text("credsStore"))
                .filter(s -> !s.isEmpty());
    }

    private Optional<JsonValue> keyed(String member, List<String> keys) {
        Optional<JsonValue> entries = tree.root().member(member).filter(v -> v.is(JsonKind.OBJECT));
        for (String key : keys) {
            Optional<JsonValue> entry = entries.stream()
                    .flatMap(e -> e.children().stream())
                    .filter(e -> ServerKeys.normalized(e.key()).equals(key))
                    .findFirst();
            if (entry.isPresent()) {
                return entry;
            }
        }
        return Optional.empty();
    }

    /** An entry without content tells only that a helper keeps it. */
    private Optional<Credentials> credentials(JsonValue entry) throws ContentException {
        if (!entry.is(JsonKind.OBJECT)) {
            throw malformed(file, entry.pointer(), "the entry is no object");
        }
        Optional<String> identity = entry.text("identitytoken").filter(t -> !t.isEmpty());
        Optional<String> registry = entry.text("registrytoken").filter(t -> !t.isEmpty());
        Optional<String> auth = entry.text("auth").filter(t -> !t.isEmpty());
        String user = entry.text("username").orElse("");
        String password = entry.text("password").orElse("");
        if (auth.isPresent()) {
            String both = decoded(auth.get(), entry);
            int colon = both.indexOf(':');
            if (colon < 0) {
                throw malformed(file, entry.pointer() + "/auth", "it holds no name and password");
            }
            user = both.substring(0, colon);
            password = both.substring(colon + 1);
        }
        boolean any = identity.isPresent() || registry.isPresent() || !user.isEmpty();
        return any ? Optional.of(new Credentials(user, password, identity, registry)) : Optional.empty();
    }

    /** Some tools leave the padding out, some add NULs. */
    private String decoded(String auth, JsonValue entry) throws ContentException {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(auth);
            return new String(bytes, StandardCharsets.UTF_8).replace("\0", "");
        } catch (IllegalArgumentException e) {
            throw malformed(file, entry.pointer() + "/auth", "it is no base64");
        }
    }

    private static ContentException malformed(Path file, String pointer, String problem) {
        String where = pointer.isEmpty() ? "" : " at " + pointer;
        return ContentException.of(FailureKind.MALFORMED, file + where, problem)
                .trying("ambidock login, or another file with --authfile");
    }
}
