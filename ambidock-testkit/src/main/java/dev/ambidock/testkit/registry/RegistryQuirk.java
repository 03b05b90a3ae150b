// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import java.io.IOException;
import java.util.List;

/** A way of a registry's own: sees every request of whom the registry lets in, and may answer otherwise than the spec has it. */
public interface RegistryQuirk {

    /**
     * The answer to a request.
     *
     * @param right gives the answer that the spec has, and does what was asked for
     */
    WireResponse answer(WireRequest request, Right right) throws IOException;

    /** What answers as the spec has it. */
    interface Right {
        WireResponse answer(WireRequest request) throws IOException;
    }

    /** None. */
    static RegistryQuirk none() {
        return (request, right) -> right.answer(request);
    }

    /** All of them, the first one outermost. */
    static RegistryQuirk all(List<RegistryQuirk> quirks) {
        if (quirks.isEmpty()) {
            return none();
        }
        RegistryQuirk rest = all(quirks.subList(1, quirks.size()));
        return (request, right) -> quirks.get(0).answer(request, r -> rest.answer(r, right));
    }
}
