// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.credential;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets tests elsewhere reach the reader of credential files, without a file and without running a program. */
public final class CredentialDoor {
    private CredentialDoor() {}

    /** The login, unless a program has it. */
    public static Optional<Credentials> find(byte[] content, String host, String repository) throws IOException {
        CredentialFile file = CredentialFile.of(Path.of("config.json"), content);
        Optional<String> helper = file.helper(host, repository);
        if (helper.isPresent()) {
            new CredentialProgram(helper.get(), Map.of());
            return Optional.empty();
        }
        return file.find(host, repository, Map.of());
    }

    /** Whether an entry of this name may be used for the repository. */
    public static boolean isFor(String key, String host, String repository) {
        List<String> keys = ServerKeys.of(host, repository);
        return keys.contains(ServerKeys.normalized(key));
    }
}
