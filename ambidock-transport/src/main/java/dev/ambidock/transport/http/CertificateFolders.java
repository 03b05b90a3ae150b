// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code certs.d}: a folder for each host with the authorities that are trusted there ({@code *.crt}) and the client's
 * certificate ({@code *.cert}) with its key ({@code *.key} of the same name).
 *
 * @ambidock.rule docker, "Verify repository client with certificates"; containers-certs.d(5)
 */
public final class CertificateFolders implements TlsLookup {
    private final List<Path> folders;
    private final TlsSettings base;

    /**
     * A lookup.
     *
     * @param folders each with folders named HOST:PORT or HOST; the first that has one counts
     * @param base what holds beside what is found
     */
    public CertificateFolders(List<Path> folders, TlsSettings base) {
        this.folders = List.copyOf(folders);
        this.base = base;
    }

    /** Where the field's tools look, a person's own folders first. */
    public static List<Path> standard(Map<String, String> environment) {
        List<Path> folders = new ArrayList<>();
        Optional.ofNullable(environment.get("HOME")).filter(h -> !h.isEmpty()).ifPresent(home -> {
            folders.add(Path.of(home, ".config/containers/certs.d"));
            folders.add(Path.of(home, ".config/docker/certs.d"));
        });
        folders.add(Path.of("/etc/containers/certs.d"));
        folders.add(Path.of("/etc/docker/certs.d"));
        return folders;
    }

    /** One folder that a person named: its files count for every host that has no folder of its own in it. */
    public static TlsLookup at(Path folder, TlsSettings base) {
        CertificateFolders folders = new CertificateFolders(List.of(folder), base);
        return (host, port) -> {
            Optional<Path> own = folders.folder(host, port);
            return folders.read(own.orElse(folder));
        };
    }

    @Override
    public TlsSettings find(String host, int port) throws IOException {
        Optional<Path> own = folder(host, port);
        return own.isPresent() ? read(own.get()) : base;
    }

    private Optional<Path> folder(String host, int port) {
        for (Path folder : folders) {
            for (String name : List.of(host + ":" + port, host)) {
                Path found = folder.resolve(name);
                if (Files.isDirectory(found)) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }

    private TlsSettings read(Path folder) throws IOException {
        List<Path> authorities = new ArrayList<>(base.authorities());
        Optional<TlsSettings.ClientKey> client = base.client();
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.sorted().toList();
        } catch (IOException e) {
            throw ContentException.broken(folder.toString(), e);
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (name.endsWith(".crt")) {
                authorities.add(file);
            } else if (name.endsWith(".cert") && client.isEmpty()) {
                Path key = folder.resolve(name.substring(0, name.length() - ".cert".length()) + ".key");
                if (!Files.exists(key)) {
                    throw ContentException.of(FailureKind.NOT_FOUND, file.toString(), "there is no key for it, " + key);
                }
                client = Optional.of(new TlsSettings.ClientKey(file, key));
            }
        }
        return new TlsSettings(base.verify(), authorities, client);
    }
}
