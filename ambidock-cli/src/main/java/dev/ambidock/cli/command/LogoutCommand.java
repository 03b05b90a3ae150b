// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.ExitStatus;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.cli.place.Failures;
import dev.ambidock.transport.credential.CredentialEditor;
import dev.ambidock.transport.error.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ambidock logout}. */
final class LogoutCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Options.command("Forgets a login, in every file of logins and in the helpers that they name.");
        Options.operand(spec, "HOST", 0, false, "The registry, with its port");
        Options.flag(spec, "--all", "Every login that the files have");
        Options.value(spec, "--authfile", "FILE", "This file of logins alone");
        return SharedOptions.finish(spec, ExitStatus.DONE, ExitStatus.FAILED, ExitStatus.USAGE);
    }

    @Override
    public ExitStatus run(ParseResult parsed, Console console) throws Problem, IOException {
        Optional<String> host = Options.operand(parsed, 0);
        if (host.isPresent() == Options.isSet(parsed, "--all")) {
            throw Problem.usage("logout", "name a registry, or all", "HOST or --all");
        }
        Map<String, String> environment = console.environment().variables();
        List<Path> files = RegistryOptions.files(parsed, environment).present();
        boolean any = false;
        for (Path file : files) {
            CredentialEditor editor = new CredentialEditor(file, environment);
            List<String> hosts = host.isPresent()
                    ? List.of(RegistryHost.of(host.get()))
                    : Failures.opening(Side.UNKNOWN, editor::hosts);
            for (String one : hosts) {
                if (Failures.opening(Side.UNKNOWN, () -> editor.erase(one))) {
                    console.note("logged out of " + one + ", in " + file);
                    any = true;
                }
            }
        }
        if (!any) {
            throw Problem.usage(host.orElse("--all"), "there is no login to forget", "");
        }
        return ExitStatus.DONE;
    }
}
