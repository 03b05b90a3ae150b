// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.cli.place.Failures;
import dev.ambidock.transport.credential.CredentialEditor;
import dev.ambidock.transport.credential.CredentialLookup;
import dev.ambidock.transport.credential.Credentials;
import dev.ambidock.transport.error.Side;
import dev.ambidock.transport.registry.Registries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ambidock login}. */
final class LoginCommand implements Command {
    private static final int LONGEST_PASSWORD = 64 << 10;

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "Checks a name and password at a registry, and keeps them only if it lets them in: in the helper that the"
                        + " file of logins names, else in that file.");
        Options.operand(spec, "HOST", 0, true, "The registry, with its port; docker.io for Docker Hub");
        Options.value(spec, "-u --username", "USER", "The name (asked for on a terminal)");
        Options.value(spec, "-p --password", "PASSWORD", "The password; others on this machine may see it");
        Options.flag(spec, "--password-stdin", "Read the password from standard input");
        RegistryOptions.add(spec);
        return SharedOptions.finish(spec, ExitStatus.DONE, ExitStatus.FAILED, ExitStatus.USAGE);
    }

    @Override
    public ExitStatus run(ParseResult parsed, Console console) throws Problem, IOException {
        String host = RegistryHost.of(Options.operand(parsed, 0).orElseThrow());
        Credentials credentials = credentials(parsed, console);
        Registries.Settings settings =
                RegistryOptions.sides(parsed, console).source().as(CredentialLookup.always(credentials));
        boolean asked;
        try (Registries registries = new Registries(settings)) {
            asked = Failures.opening(Side.UNKNOWN, () -> registries.ping(host));
        }
        Map<String, String> environment = console.environment().variables();
        Path file = RegistryOptions.files(parsed, environment).forStoring();
        String where =
                Failures.opening(Side.UNKNOWN, () -> new CredentialEditor(file, environment).store(host, credentials));
        console.note("logged in at " + host + ", kept in " + where
                + (asked ? "" : " (the registry did not ask who you are)"));
        return ExitStatus.DONE;
    }

    private static Credentials credentials(ParseResult parsed, Console console) throws Problem, IOException {
        Optional<String> given = Options.value(parsed, "--username");
        Optional<String> password = Options.value(parsed, "--password");
        boolean piped = Options.isSet(parsed, "--password-stdin");
        if (piped && password.isPresent()) {
            throw Problem.usage("--password-stdin", "the password is given already", "one of the two");
        }
        String user = given.isPresent() ? given.get() : asked(console, "Username: ", false);
        String secret =
                password.isPresent() ? password.get() : piped ? line(console) : asked(console, "Password: ", true);
        if (user.isEmpty() || secret.isEmpty()) {
            throw Problem.usage("login", "a name and a password are needed", "-u USER --password-stdin");
        }
        return Credentials.of(user, secret);
    }

    private static String line(Console console) throws IOException {
        String text = new String(console.in().readNBytes(LONGEST_PASSWORD), StandardCharsets.UTF_8);
        return text.replaceFirst("\\r?\\n$", "");
    }

    /** From Java 22 on there is a console without a terminal too, so the launcher's word counts. */
    @SuppressWarnings("SystemConsoleNull")
    private static String asked(Console console, String prompt, boolean secret) throws Problem {
        java.io.@Nullable Console terminal = System.console();
        if (terminal == null || !console.environment().errIsTerminal()) {
            throw Problem.usage("login", "there is no terminal to ask on", "-u USER --password-stdin");
        }
        if (secret) {
            char @Nullable [] typed = terminal.readPassword("%s", prompt);
            return typed == null ? "" : new String(typed);
        }
        return Optional.ofNullable(terminal.readLine("%s", prompt)).orElse("");
    }
}
