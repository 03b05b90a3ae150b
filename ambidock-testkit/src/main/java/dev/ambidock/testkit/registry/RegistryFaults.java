// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What goes wrong at a fake registry, in the order of the rules; the first that fits a request takes it. Thread-safe. */
public final class RegistryFaults {
    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    /**
     * A rule for requests.
     *
     * @param method or {@code *} for all
     * @param part of the path; empty for all
     */
    public Rule on(String method, String part) {
        Rule rule = new Rule(method, part);
        rules.add(rule);
        return rule;
    }

    /** Everything goes well again. */
    public void clear() {
        rules.clear();
    }

    Optional<Rule> find(WireRequest request) {
        return rules.stream().filter(r -> r.takes(request)).findFirst();
    }

    /** For which requests, and what happens. Without more said, the next request that fits and all later ones. */
    public static final class Rule {
        private final String method;
        private final String part;
        private Predicate<WireRequest> wanted = request -> true;
        private int skipped;
        private int times = Integer.MAX_VALUE;
        private Duration delay = Duration.ZERO;
        private Duration requestRest = Duration.ZERO;
        private Optional<WireResponse> instead = Optional.empty();
        private UnaryOperator<WireResponse> changed = UnaryOperator.identity();
        private Optional<WireConnection.Cut.Way> cut = Optional.empty();
        private long requestBytes = -1;
        private long responseBytes = -1;

        private Rule(String method, String part) {
            this.method = method;
            this.part = part;
        }

        private synchronized boolean takes(WireRequest request) {
            boolean fits = (method.equals("*") || method.equals(request.method()))
                    && request.path().contains(part)
                    && wanted.test(request);
            if (!fits || times == 0) {
                return false;
            }
            if (skipped > 0) {
                skipped--;
                return false;
            }
            times--;
            return true;
        }

        /** Only where the whole request fits too. */
        public Rule when(Predicate<WireRequest> fits) {
            wanted = fits;
            return this;
        }

        /** Only after so many that fit. */
        public Rule after(int requests) {
            skipped = requests;
            return this;
        }

        /** So many times. */
        public Rule times(int most) {
            times = most;
            return this;
        }

        /** Waits before anything happens. */
        public Rule delayed(Duration duration) {
            delay = duration;
            return this;
        }

        /** Answers this instead; the request's body is read and dropped. */
        public Rule answers(WireResponse response) {
            instead = Optional.of(response);
            return this;
        }

        /** Answers with a status, and headers. */
        public Rule answers(int status, String... headers) {
            return answers(WireResponse.of(status, headers));
        }

        /** Changes the right answer. */
        public Rule changes(UnaryOperator<WireResponse> change) {
            changed = change;
            return this;
        }

        /** Resets the connection behind so many bytes of the answer's body; -1 for before the answer's head. */
        public Rule resetAfter(long bytes) {
            return cutResponse(WireConnection.Cut.Way.RESET, bytes);
        }

        /** Ends the connection behind so many bytes of the answer's body. */
        public Rule endAfter(long bytes) {
            return cutResponse(WireConnection.Cut.Way.FIN, bytes);
        }

        /** Sends nothing any more behind so many bytes of the answer's body. */
        public Rule stallAfter(long bytes) {
            return cutResponse(WireConnection.Cut.Way.STALL, bytes);
        }

        private Rule cutResponse(WireConnection.Cut.Way way, long bytes) {
            cut = Optional.of(way);
            responseBytes = bytes;
            return this;
        }

        /** Resets the connection behind so many bytes of the request's body, which are kept. */
        public Rule resetRequestAfter(long bytes) {
            cut = Optional.of(WireConnection.Cut.Way.RESET);
            requestBytes = bytes;
            return this;
        }

        /** Reads nothing any more behind so many bytes of the request's body, and does not say so. */
        public Rule stallRequestAfter(long bytes) {
            cut = Optional.of(WireConnection.Cut.Way.DEAF);
            requestBytes = bytes;
            return this;
        }

        /** Sends the answer's body byte by byte, with a rest behind each. */
        public Rule drips(Duration rest) {
            return changes(r -> r.mapped(out -> new DrippingOutput(out, rest)));
        }

        /** Takes the request's body byte by byte, with a rest before each. */
        public Rule takesSlowly(Duration rest) {
            requestRest = rest;
            return this;
        }

        /** Begins the head of an answer, and goes on with it a byte at a time for ever. */
        public Rule dripsHead() {
            return cutResponse(WireConnection.Cut.Way.DRIP, -1);
        }

        /** One byte of the answer's body is another. */
        public Rule flipsByte(long at) {
            return changes(r -> r.mapped(out -> new SpoiledOutput(out, at)));
        }

        Duration delay() {
            return delay;
        }

        Duration requestRest() {
            return requestRest;
        }

        Optional<WireResponse> instead() {
            return instead;
        }

        UnaryOperator<WireResponse> change() {
            return changed;
        }

        Optional<WireConnection.Cut.Way> cut() {
            return cut;
        }

        long requestBytes() {
            return requestBytes;
        }

        long responseBytes() {
            return responseBytes;
        }
    }
}
