// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

import static dev.ambidock.testkit.fuzz.Refusals.require;

import dev.ambidock.model.Digest;
import dev.ambidock.model.ImageName;
import dev.ambidock.transport.LocatorText;
import dev.ambidock.transport.distribution.Route;
import dev.ambidock.transport.registry.RegistryLocator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Names of images, locators, digests and paths of requests: what is accepted is the same when written and read again. */
final class NameRules {
    private NameRules() {}

    /** A name, and the two locators that hold one. */
    static boolean reference(byte[] input) throws IOException {
        String text = utf8(input);
        Optional<ImageName> name = ImageName.find(text);
        name.ifPresent(n -> require(ImageName.parse(n.toString()).equals(n), "another name", n));
        boolean registry = Refusals.declared(() -> {
            RegistryLocator locator = RegistryLocator.parse(text);
            String again = locator.toString().substring("docker:".length());
            require(RegistryLocator.parse(again).equals(locator), "another locator", again);
            return true;
        });
        boolean place = Refusals.declared(() -> {
            LocatorText locator = LocatorText.parse(text);
            require(LocatorText.parse(locator.toString()).equals(locator), "another locator", locator);
            return true;
        });
        return name.isPresent() || registry || place;
    }

    static boolean digest(byte[] input) {
        String text = utf8(input);
        Digest digest = Digest.parse(text);
        require(digest.toString().equals(text), "another digest", digest);
        return true;
    }

    static boolean route(byte[] input) {
        Optional<Route> route = Route.parse(utf8(input));
        route.ifPresent(r -> require(Route.parse(r.path()).equals(route), "another route", r));
        return route.isPresent();
    }

    /** One text as all of them. */
    static boolean any(byte[] input) throws IOException {
        boolean reference = reference(input);
        boolean digest = Refusals.declared(() -> digest(input));
        return route(input) || digest || reference;
    }

    private static String utf8(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }
}
