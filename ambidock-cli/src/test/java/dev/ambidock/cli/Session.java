// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import dev.ambidock.cli.output.Environment;
import dev.ambidock.model.DigestAlgorithm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;

/** Runs commands in this process. In arguments, {@code @} at the start stands for the session's folder and a slash. */
public final class Session {
    private final Path folder;
    private Map<String, String> variables = Map.of();
    private boolean terminal;

    public Session(Path folder) {
        this.folder = folder;
    }

    /** How a run ended. */
    public record Result(int status, byte[] bytes, String err) {
        public String out() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    Session onTerminal(Map<String, String> environment) {
        terminal = true;
        variables = environment;
        return this;
    }

    Session with(Map<String, String> environment) {
        variables = environment;
        return this;
    }

    public Result run(String... args) {
        return run(new byte[0], args);
    }

    Result run(byte[] stdin, String... args) {
        return run(new ByteArrayInputStream(stdin), args);
    }

    Result run(InputStream stdin, String... args) {
        String[] resolved = args.clone();
        for (int i = 0; i < resolved.length; i++) {
            if (resolved[i].startsWith("@")) {
                resolved[i] = folder + "/" + resolved[i].substring(1);
            } else if (resolved[i].matches("[a-z-]+:@.*")) {
                resolved[i] = resolved[i].replaceFirst(":@", Matcher.quoteReplacement(":" + folder + "/"));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Cli.run(resolved, stdin, out, err, new Environment(variables, terminal, terminal));
        return new Result(status, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
    }

    Path folder() {
        return folder;
    }

    /** Writes a file, making its folders, and gives the text back. */
    String write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return text;
    }

    byte[] read(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    public static String digest(String text) {
        return DigestAlgorithm.SHA256.of(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    public static String digest(byte[] bytes) {
        return DigestAlgorithm.SHA256.of(bytes).toString();
    }
}
