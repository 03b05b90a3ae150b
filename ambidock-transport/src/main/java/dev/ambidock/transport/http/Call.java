// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request. Immutable.
 *
 * @param method in upper case
 * @param uri absolute
 * @param headers one value for each name
 */
public record Call(String method, URI uri, Map<String, String> headers, Optional<Body> body) {

    /** Keeps the headers' order. */
    public Call {
        headers = new LinkedHashMap<>(headers);
    }

    /** A request without a body. */
    public static Call of(String method, URI uri) {
        return new Call(method, uri, Map.of(), Optional.empty());
    }

    /** The same with a header, in the place of one of that name. */
    public Call with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Call(method, uri, all, body);
    }

    /** The same without a header. */
    public Call without(String name) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.remove(name);
        return new Call(method, uri, all, body);
    }

    /** The same with a body. */
    public Call with(Body content) {
        return new Call(method, uri, headers, Optional.of(content));
    }

    /** The same at another place. */
    public Call at(URI place) {
        return new Call(method, place, headers, body);
    }

    /** Whether sending it twice does what sending it once does, and it can be sent twice. */
    boolean isRepeatable() {
        return body.isEmpty() || body.get().isRepeatable();
    }
}
