// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.copying.Workers;
import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.Problem;
import dev.ambidock.cli.place.RegistrySides;
import dev.ambidock.model.MalformedTextException;
import dev.ambidock.transport.credential.CredentialFiles;
import dev.ambidock.transport.credential.CredentialLookup;
import dev.ambidock.transport.credential.Credentials;
import dev.ambidock.transport.daemon.DaemonAddress;
import dev.ambidock.transport.foreign.ForeignPlaces;
import dev.ambidock.transport.http.CertificateFolders;
import dev.ambidock.transport.http.HttpTransfer;
import dev.ambidock.transport.http.Pause;
import dev.ambidock.transport.http.Proxies;
import dev.ambidock.transport.http.RetryPolicy;
import dev.ambidock.transport.http.Timeouts;
import dev.ambidock.transport.http.TlsLookup;
import dev.ambidock.transport.http.TlsSettings;
import dev.ambidock.transport.registry.HostSettings;
import dev.ambidock.transport.registry.Registries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** How registries are reached: for both sides of a copy, or for one of them. */
final class RegistryOptions {
    private static final String BOTH = "";
    private static final String SOURCE = "src-";
    private static final String DESTINATION = "dest-";

    private RegistryOptions() {}

    /** For verbs that read. */
    static void add(CommandSpec spec) {
        add(spec, BOTH, "");
        Options.value(spec, "--authfile", "FILE", "Where logins are kept (containers/auth.json, .docker/config.json)");
        Options.value(
                spec, "--docker-host", "URL", "Engine of docker-daemon: ($DOCKER_HOST, unix:///var/run/docker.sock)");
        Options.value(spec, "--max-rps", "N", "Most requests a second to one registry");
    }

    /** For verbs that read and write. */
    static void addSides(CommandSpec spec) {
        add(spec);
        add(spec, SOURCE, ", source only");
        add(spec, DESTINATION, ", destination only");
    }

    private static void add(CommandSpec spec, String side, String remark) {
        Options.value(spec, "--" + side + "creds", "USER:PASSWORD", "Login at the registry" + remark);
        Options.flag(spec, "--" + side + "plain-http", "No TLS (never used of itself but on this machine)" + remark);
        Options.flag(spec, "--" + side + "tls", "TLS on this machine too" + remark);
        Options.flag(spec, "--" + side + "skip-tls-verify", "Trust any certificate" + remark);
        Options.value(spec, "--" + side + "ca-file", "FILE", "More authorities to trust, PEM" + remark);
        Options.value(spec, "--" + side + "client-cert", "FILE", "Certificate to show, PEM" + remark);
        Options.value(spec, "--" + side + "client-key", "FILE", "Its key, PEM" + remark);
        Options.value(
                spec,
                "--" + side + "cert-dir",
                "DIR",
                "Folder with *.crt, *.cert and *.key, or like certs.d; instead of the usual" + remark);
    }

    /** What was said of both sides. */
    static RegistrySides sides(ParseResult parsed, Console console) throws Problem {
        return new RegistrySides(
                settings(parsed, console, SOURCE),
                settings(parsed, console, DESTINATION),
                engine(parsed, console),
                foreign(parsed));
    }

    private static ForeignPlaces foreign(ParseResult parsed) throws Problem {
        boolean known = parsed.commandSpec().findOption(CopyOptions.FOREIGN_HOST) != null;
        try {
            return ForeignPlaces.of(known ? Options.values(parsed, CopyOptions.FOREIGN_HOST) : List.of());
        } catch (MalformedTextException e) {
            throw Problem.usage(CopyOptions.FOREIGN_HOST, e.getMessage() == null ? e.rule() : e.getMessage(), "");
        }
    }

    private static DaemonAddress engine(ParseResult parsed, Console console) throws Problem {
        try {
            return DaemonAddress.of(
                    optional(parsed, "--docker-host"), console.environment().variables());
        } catch (MalformedTextException e) {
            throw Problem.usage("--docker-host", e.getMessage() == null ? e.rule() : e.getMessage(), "");
        }
    }

    private static Registries.Settings settings(ParseResult parsed, Console console, String side) throws Problem {
        Map<String, String> environment = console.environment().variables();
        HttpTransfer.Settings http = new HttpTransfer.Settings(
                tls(parsed, environment, side),
                Proxies.of(environment),
                Timeouts.defaults(),
                "ambidock",
                Optional.empty(),
                Pause.system(),
                Workers.daemons());
        HostSettings hosts = new HostSettings(isSet(parsed, side, "plain-http"), isSet(parsed, side, "tls"));
        return new Registries.Settings(
                http,
                hosts,
                credentials(parsed, environment, side),
                RetryPolicy.defaults(),
                perSecond(parsed),
                CopyOptions.jobs(parsed).orElse(Registries.Settings.PARALLEL));
    }

    private static double perSecond(ParseResult parsed) throws Problem {
        Optional<String> given = Options.value(parsed, "--max-rps");
        if (given.isPresent() && !given.get().matches("[0-9]{1,6}(\\.[0-9]{1,6})?")) {
            throw Problem.usage("--max-rps", "\"" + given.get() + "\" is no number of requests", "0.5, or 10");
        }
        return given.map(Double::parseDouble).orElse(0.0);
    }

    private static TlsLookup tls(ParseResult parsed, Map<String, String> environment, String side) throws Problem {
        List<Path> authorities = Stream.of(file(parsed, side, "ca-file"))
                .flatMap(Optional::stream)
                .toList();
        Optional<Path> certificate = file(parsed, side, "client-cert");
        Optional<Path> key = file(parsed, side, "client-key");
        if (certificate.isPresent() != key.isPresent()) {
            throw Problem.usage(spelled(parsed, side, "client-cert"), "a certificate and its key go together", "");
        }
        TlsSettings base = new TlsSettings(
                !isSet(parsed, side, "skip-tls-verify"),
                authorities,
                certificate.map(c -> new TlsSettings.ClientKey(c, key.orElseThrow())));
        Optional<String> folder = value(parsed, side, "cert-dir");
        if (folder.isPresent() && !Files.isDirectory(Path.of(folder.get()))) {
            throw Problem.usage(spelled(parsed, side, "cert-dir"), "there is no folder " + folder.get(), "");
        }
        return folder.map(dir -> CertificateFolders.at(Path.of(dir), base))
                .orElseGet(() -> new CertificateFolders(CertificateFolders.standard(environment), base));
    }

    private static CredentialLookup credentials(ParseResult parsed, Map<String, String> environment, String side)
            throws Problem {
        Optional<String> login = value(parsed, side, "creds");
        if (login.isPresent()) {
            int colon = login.get().indexOf(':');
            if (colon < 1) {
                throw Problem.usage(spelled(parsed, side, "creds"), "a login is spelled USER:PASSWORD", "");
            }
            return CredentialLookup.always(
                    Credentials.of(login.get().substring(0, colon), login.get().substring(colon + 1)));
        }
        return files(parsed, environment);
    }

    /** The files that keep logins. */
    static CredentialFiles files(ParseResult parsed, Map<String, String> environment) {
        return Options.value(parsed, "--authfile")
                .map(file -> CredentialFiles.at(Path.of(file), environment))
                .orElseGet(() -> CredentialFiles.of(environment));
    }

    private static Optional<Path> file(ParseResult parsed, String side, String name) throws Problem {
        Optional<Path> file = value(parsed, side, name).map(Path::of);
        if (file.isPresent() && !Files.isRegularFile(file.get())) {
            throw Problem.usage(spelled(parsed, side, name), "there is no file " + file.get(), "");
        }
        return file;
    }

    /** What was said of one side, else of both. */
    private static Optional<String> value(ParseResult parsed, String side, String name) {
        return optional(parsed, "--" + side + name).or(() -> optional(parsed, "--" + name));
    }

    /** The option as it was given: for one side or for both. */
    private static String spelled(ParseResult parsed, String side, String name) {
        String own = "--" + side + name;
        return optional(parsed, own).isPresent() ? own : "--" + name;
    }

    private static Optional<String> optional(ParseResult parsed, String name) {
        return parsed.commandSpec().findOption(name) == null ? Optional.empty() : Options.value(parsed, name);
    }

    private static boolean isSet(ParseResult parsed, String side, String name) {
        return Stream.of("--" + side + name, "--" + name)
                .anyMatch(option -> parsed.commandSpec().findOption(option) != null && Options.isSet(parsed, option));
    }
}
