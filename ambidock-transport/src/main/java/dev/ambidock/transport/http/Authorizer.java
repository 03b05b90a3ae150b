// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import dev.ambidock.transport.distribution.Challenge;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells one host who asks. Thread-safe. */
public interface Authorizer {
    /** Tells nobody anything. */
    Authorizer NONE = new Authorizer() {
        @Override
        public Optional<String> authorization(Set<String> scopes) {
            return Optional.empty();
        }

        @Override
        public boolean challenged(Set<String> scopes, Optional<String> refused, List<Challenge> challenges) {
            return false;
        }
    };

    /**
     * The value of the Authorization header for a request that needs these scopes, so far as one is known.
     *
     * @param scopes such as {@code repository:app:pull,push}
     */
    Optional<String> authorization(Set<String> scopes) throws IOException;

    /**
     * The host refused a request that needs these scopes. Gets what it asks for, if it can be had.
     *
     * @param refused the value that was sent, if any was
     * @return whether another try makes sense
     */
    boolean challenged(Set<String> scopes, Optional<String> refused, List<Challenge> challenges) throws IOException;
}
