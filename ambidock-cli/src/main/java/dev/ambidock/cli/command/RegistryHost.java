// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

import dev.ambidock.cli.output.Problem;
import dev.ambidock.model.ImageName;
import dev.ambidock.model.MalformedTextException;
import dev.ambidock.transport.registry.RegistryLocator;
import java.util.Optional;

/** A registry as people name it. */
final class RegistryHost {
    private RegistryHost() {}

    /** The host, with its port, without what people copy along with it. */
    static String of(String operand) throws Problem {
        String host = operand.replaceFirst("^(https?|docker)://", "").replaceFirst("/(v[12]/?)?$", "");
        try {
            ImageName any = new ImageName(host, "any", Optional.empty(), Optional.empty());
            return new RegistryLocator(any).name().host();
        } catch (MalformedTextException e) {
            throw Problem.usage(operand, e.rule(), "HOST or HOST:PORT");
        }
    }
}
