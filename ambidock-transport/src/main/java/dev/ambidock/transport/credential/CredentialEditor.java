// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.credential;

import dev.ambidock.json.GoJsonWriter;
import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonSplice;
import dev.ambidock.json.JsonTree;
import dev.ambidock.json.JsonValue;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps logins in a file, or in the helper that the file names, and takes them out. Everything else in it stays. */
public final class CredentialEditor {
    private final Path file;
    private final Map<String, String> environment;

    /**
     * An editor of one file, which need not be there yet.
     *
     * @param environment what helpers are run with
     */
    public CredentialEditor(Path file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
    }

    /**
     * Keeps a login.
     *
     * @return where, for people
     */
    public String store(String host, Credentials credentials) throws IOException {
        CredentialFile content = read();
        String key = ServerKeys.forDocker(host);
        Optional<CredentialProgram> helper = helper(content, host);
        if (helper.isPresent()) {
            helper.get().store(key, credentials);
            return helper.get().program();
        }
        write(edited(content.tree(), host, Optional.of(entry(credentials))));
        return file.toString();
    }

    /**
     * Takes a login out.
     *
     * @return whether there was one
     */
    public boolean erase(String host) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        CredentialFile content = read();
        boolean there = content.find(host, "", environment).isPresent();
        Optional<CredentialProgram> helper = helper(content, host);
        if (there && helper.isPresent()) {
            helper.get().erase(ServerKeys.forDocker(host));
        }
        if (entries(content.tree(), host).findAny().isPresent()) {
            write(edited(content.tree(), host, Optional.empty()));
        }
        return there;
    }

    /** Every host that the file has an entry for, as it is spelled there. */
    public List<String> hosts() throws IOException {
        return read().tree().root().member("auths").filter(v -> v.is(JsonKind.OBJECT)).stream()
                .flatMap(v -> v.children().stream())
                .map(JsonValue::key)
                .map(ServerKeys::normalized)
                .toList();
    }

    private CredentialFile read() throws IOException {
        return Files.exists(file)
                ? CredentialFile.read(file)
                : CredentialFile.of(file, "{}".getBytes(StandardCharsets.UTF_8));
    }

    private Optional<CredentialProgram> helper(CredentialFile content, String host) throws ContentException {
        Optional<String> name = content.helper(host, "");
        return name.isPresent() ? Optional.of(new CredentialProgram(name.get(), environment)) : Optional.empty();
    }

    private static String entry(Credentials credentials) {
        GoJsonWriter json = new GoJsonWriter();
        json.beginObject();
        if (credentials.identityToken().isPresent()) {
            json.name("identitytoken");
            json.text(credentials.identityToken().get());
        } else {
            String both = credentials.user() + ":" + credentials.password();
            json.name("auth");
            json.text(Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        }
        json.endObject();
        return new String(json.toBytes(), StandardCharsets.UTF_8);
    }

    private static Stream<JsonValue> entries(JsonTree tree, String host) {
        List<String> keys = ServerKeys.of(host, "");
        return tree.root().member("auths").filter(v -> v.is(JsonKind.OBJECT)).stream()
                .flatMap(v -> v.children().stream())
                .filter(v -> keys.contains(ServerKeys.normalized(v.key())));
    }

    /** The file with the host's entry set, or without it. */
    private byte[] edited(JsonTree tree, String host, Optional<String> entry) {
        Optional<JsonValue> auths = tree.root().member("auths").filter(v -> v.is(JsonKind.OBJECT));
        List<JsonValue> present = entries(tree, host).toList();
        JsonSplice splice = new JsonSplice(tree);
        if (entry.isEmpty()) {
            present.forEach(splice::remove);
            return splice.apply();
        }
        String member = quoted(ServerKeys.forDocker(host)) + ": " + entry.get();
        if (!present.isEmpty()) {
            splice.replaceRaw(present.get(0), entry.get());
        } else if (auths.isPresent()) {
            splice.replaceRaw(auths.get(), added(auths.get().raw(), member));
        } else {
            splice.replaceRaw(tree.root(), added(tree.root().raw(), "\"auths\": {" + member + "}"));
        }
        return splice.apply();
    }

    private static String added(String object, String member) {
        String inside = object.substring(1, object.length() - 1);
        return inside.isBlank() ? "{" + member + "}" : "{" + inside.stripTrailing() + ", " + member + "}";
    }

    private static String quoted(String text) {
        GoJsonWriter json = new GoJsonWriter();
        json.text(text);
        return new String(json.toBytes(), StandardCharsets.UTF_8);
    }

    /** Nobody else may read it, from its first byte on; a reader sees the old file or the new. */
    private void write(byte[] content) throws IOException {
        try {
            Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
            Files.createDirectories(folder);
            boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
            Path stage = posix
                    ? Files.createTempFile(
                            folder,
                            ".ambidock-",
                            ".tmp",
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                    : Files.createTempFile(folder, ".ambidock-", ".tmp");
            try {
                Files.write(stage, content);
                Files.move(stage, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(stage);
            }
        } catch (IOException e) {
            throw ContentException.of(FailureKind.BROKEN, file.toString(), "it cannot be written: " + e.getMessage());
        }
    }
}
