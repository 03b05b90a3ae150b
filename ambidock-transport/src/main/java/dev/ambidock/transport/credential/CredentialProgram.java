// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.credential;

import dev.ambidock.json.GoJsonWriter;
import dev.ambidock.json.JsonLimits;
import dev.ambidock.json.JsonTree;
import dev.ambidock.json.MalformedJsonException;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program that keeps credentials.
 *
 * @ambidock.rule docker-credential-helpers, "Development"
 */
final class CredentialProgram {
    private static final JsonLimits LIMITS = new JsonLimits(4 << 20, 64, 100_000, 10_000);
    private static final String TOKEN_USER = "<token>";
    private static final int MOST_BYTES = 64 << 10;
    private static final int PATIENCE_SECONDS = 60;

    private final String program;
    private final Map<String, String> environment;

    /**
     * The program of a name.
     *
     * @param environment what it is run with
     */
    CredentialProgram(String name, Map<String, String> environment) throws ContentException {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw ContentException.of(
                    FailureKind.MALFORMED, "credential helper", "its name is not of letters and digits");
        }
        this.program = "docker-credential-" + name;
        this.environment = environment;
    }

    /** The program's name. */
    String program() {
        return program;
    }

    Optional<Credentials> get(String server) throws IOException {
        Result result = run("get", server);
        if (result.status != 0) {
            String text = result.output.toLowerCase(Locale.ROOT);
            if (text.contains("not found") || text.contains("no credentials")) {
                return Optional.empty();
            }
            throw failed("it does not tell who you are at " + server);
        }
        try {
            JsonTree tree = JsonTree.parse(result.output.getBytes(StandardCharsets.UTF_8), LIMITS);
            String user = tree.root().text("Username").orElse("");
            String secret = tree.root().text("Secret").orElse("");
            if (user.isEmpty() && secret.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(user.equals(TOKEN_USER) ? Credentials.ofIdentity(secret) : Credentials.of(user, secret));
        } catch (MalformedJsonException e) {
            throw failed("its answer is no JSON document");
        }
    }

    void store(String server, Credentials credentials) throws IOException {
        GoJsonWriter json = new GoJsonWriter();
        json.beginObject();
        json.name("ServerURL");
        json.text(server);
        json.name("Username");
        json.text(credentials.identityToken().isPresent() ? TOKEN_USER : credentials.user());
        json.name("Secret");
        json.text(credentials.identityToken().orElse(credentials.password()));
        json.endObject();
        if (run("store", new String(json.toBytes(), StandardCharsets.UTF_8)).status != 0) {
            throw failed("it does not store the login");
        }
    }

    void erase(String server) throws IOException {
        if (run("erase", server).status != 0) {
            throw failed("it does not erase the login");
        }
    }

    private record Result(int status, String output) {}

    private Result run(String verb, String input) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(located(), verb);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw ContentException.of(FailureKind.NOT_FOUND, program, "there is no such program")
                    .trying("installing it, or another file with --authfile");
        }
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended without reading; its status tells.
        }
        try {
            // Its answer fits the pipe, so it can end before it is read.
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw failed("it does not end");
            }
            try (InputStream out = process.getInputStream()) {
                return new Result(process.exitValue(), new String(out.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while asking " + program);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Java itself would look along the path that this process was started with. */
    private String located() {
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            File file = new File(folder, program);
            if (!folder.isEmpty() && file.canExecute()) {
                return file.getPath();
            }
        }
        return program;
    }

    private ContentException failed(String problem) {
        return ContentException.of(FailureKind.BROKEN, program, problem);
    }
}
