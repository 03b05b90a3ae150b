// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

import static dev.ambidock.testkit.fuzz.Refusals.require;

import dev.ambidock.testkit.fuzz.GoJson.Members;
import dev.ambidock.testkit.fuzz.GoJson.NoJson;
import dev.ambidock.transport.credential.CredentialDoor;
import dev.ambidock.transport.credential.Credentials;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Credential files: a login is found only where an entry is meant for the host, and its texts stand in the file. */
final class CredentialRule {
    private static final String REPOSITORY = "team/app";
    private static final List<String> HOSTS = List.of("h:5000", "docker.io");

    private CredentialRule() {}

    static boolean accepts(byte[] input) throws IOException {
        boolean found = false;
        for (String host : HOSTS) {
            Optional<Credentials> login = CredentialDoor.find(input, host, REPOSITORY);
            if (login.isPresent()) {
                found = true;
                require(isMeantFor(host, input), "a login of another host for", host);
                require(!login.get().user().contains("\0"), "NUL", login.get().user());
            }
        }
        return found;
    }

    private static boolean isMeantFor(String host, byte[] input) {
        try {
            Object entries = GoJson.member(GoJson.parse(input), "auths").orElse(GoJson.NULL);
            return entries instanceof Members members
                    && members.all().stream().anyMatch(m -> CredentialDoor.isFor(m.name(), host, REPOSITORY));
        } catch (NoJson e) {
            throw new GoDifference("accepted, and no JSON", e);
        }
    }
}
