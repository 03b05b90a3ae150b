// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import dev.ambidock.transport.distribution.Challenge;
import dev.ambidock.transport.distribution.Headers;
import dev.ambidock.transport.distribution.RetryAfter;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Sends requests until there is an answer worth having: answers challenges, follows redirects, waits and tries again.
 * Thread-safe.
 */
public final class Exchange {
    private static final int MOST_CHALLENGES = 3;
    private static final int MOST_REDIRECTS = 5;
    private static final int MOST_PORT = 65_535;
    private static final int TOO_MANY = 429;
    private static final int UNAUTHORIZED = 401;

    private final Transfer transfer;
    private final RetryPolicy retries;
    private final HostPace pace;
    private final Pause pause;

    /**
     * An exchange.
     *
     * @param perSecond most requests a second to one host; 0 for any number
     */
    public Exchange(Transfer transfer, RetryPolicy retries, double perSecond, Pause pause) {
        this.transfer = transfer;
        this.retries = retries;
        this.pace = new HostPace(perSecond, pause);
        this.pause = pause;
    }

    /**
     * Sends a request.
     *
     * @param authorizer of the request's host; other hosts hear nothing of it
     * @return the last answer, whatever its status; the caller closes it
     * @throws ContentException of kind BROKEN if there is none after all tries, retryable if the body let only one be made; LIMIT_EXCEEDED if the host
     *     wants to be left alone for too long, or redirects go on and on
     */
    public Answer send(Call call, Authorizer authorizer, Set<String> scopes) throws IOException {
        for (int tried = 1; ; tried++) {
            Optional<Duration> asked = Optional.empty();
            try {
                Answer answer = authorized(call, authorizer, scopes);
                if (!RetryPolicy.isWorthIt(answer.status())) {
                    return answer;
                }
                asked = asked(answer);
                if (!call.isRepeatable()) {
                    return answer;
                }
                if (tried >= retries.tries()) {
                    return new LastAnswer(answer);
                }
                answer.close();
            } catch (NoAnswerException e) {
                if (tried >= retries.tries() || !call.isRepeatable()) {
                    ContentException failure = ContentException.broken(
                                    call.uri().getAuthority(), e)
                            .trying(e.remedy());
                    throw call.isRepeatable() ? failure : failure.retryable();
                }
            }
            rest(call, tried, asked);
        }
    }

    private void rest(Call call, int tried, Optional<Duration> asked) throws IOException {
        Duration wait = retries.wait(tried, RandomGenerator.getDefault());
        if (asked.isPresent() && asked.get().compareTo(retries.longestAsked()) > 0) {
            throw ContentException.of(
                            FailureKind.LIMIT_EXCEEDED,
                            call.uri().getAuthority(),
                            "it wants no requests for " + asked.get().toSeconds() + " seconds")
                    .trying("again later, or fewer requests with --max-rps");
        }
        // A server that says when knows better than a rule of thumb; at once is what one says that knows nothing.
        pause.sleep(asked.filter(a -> !a.isZero())
                .map(a -> RetryPolicy.notBefore(a, RandomGenerator.getDefault()))
                .orElse(wait));
    }

    private Optional<Duration> asked(Answer answer) {
        Optional<Duration> asked = answer.header(Headers.RETRY_AFTER).flatMap(v -> RetryAfter.parse(v, pause.now()));
        if (answer.status() == TOO_MANY) {
            asked.filter(a -> a.compareTo(retries.longestAsked()) <= 0)
                    .ifPresent(a -> pace.rest(answer.uri().getAuthority(), a));
        }
        return asked;
    }

    private Answer authorized(Call call, Authorizer authorizer, Set<String> scopes) throws IOException {
        for (int challenged = 0; ; challenged++) {
            Optional<String> authorization = authorizer.authorization(scopes);
            Call known = authorization
                    .map(value -> call.with(Headers.AUTHORIZATION, value))
                    .orElse(call);
            Answer answer = redirected(known);
            boolean again = answer.status() == UNAUTHORIZED
                    && sameOrigin(answer.uri(), call.uri())
                    && challenged < MOST_CHALLENGES
                    && call.isRepeatable();
            if (!again) {
                return answer;
            }
            boolean answered = false;
            try {
                answered = authorizer.challenged(
                        scopes, authorization, Challenge.parse(answer.headers(Headers.WWW_AUTHENTICATE)));
            } finally {
                if (answered) {
                    answer.close();
                }
            }
            if (!answered) {
                return answer;
            }
        }
    }

    private Answer redirected(Call call) throws IOException {
        Call current = call;
        for (int followed = 0; ; followed++) {
            pace.await(current.uri().getAuthority());
            Answer answer = transfer.send(current);
            Optional<String> target = isRedirect(answer.status()) ? answer.header(Headers.LOCATION) : Optional.empty();
            if (target.isEmpty() || !current.isRepeatable()) {
                return answer;
            }
            answer.close();
            if (followed == MOST_REDIRECTS) {
                throw ContentException.of(
                        FailureKind.LIMIT_EXCEEDED,
                        call.uri().getAuthority(),
                        "it redirects more than " + MOST_REDIRECTS + " times");
            }
            current = next(current, target.get());
        }
    }

    private static Call next(Call call, String target) throws ContentException {
        URI place = resolve(call.uri(), target);
        if (call.uri().getScheme().equals("https") && !place.getScheme().equals("https")) {
            throw denied(call, "it redirects from https to " + place.getScheme() + "://" + place.getAuthority());
        }
        checkWay(call.uri(), place);
        Call moved = call.at(place);
        if (sameOrigin(place, call.uri())) {
            return moved;
        }
        if (call.body().filter(Body::isSecret).isPresent()) {
            throw denied(call, "it redirects what is for nobody else to " + place.getAuthority());
        }
        return moved.without(Headers.AUTHORIZATION);
    }

    private static ContentException denied(Call call, String problem) {
        return ContentException.of(FailureKind.DENIED, call.uri().getAuthority(), problem);
    }

    /**
     * Checks a place that a server named.
     *
     * @throws ContentException of kind DENIED if a server elsewhere leads to this machine or its link
     */
    public static void checkWay(URI server, URI place) throws ContentException {
        if (LocalHosts.leadsHere(server, place)) {
            throw ContentException.of(
                            FailureKind.DENIED,
                            server.getAuthority(),
                            "it leads to this machine or its link, " + place.getAuthority())
                    .trying("localhost or its address instead of the name, if the registry is on this machine");
        }
    }

    /**
     * A target that a server named, made absolute.
     *
     * @throws ContentException of kind MALFORMED if it is no http or https URL, or has a login in it
     */
    public static URI resolve(URI base, String target) throws ContentException {
        try {
            URI place = base.resolve(target.startsWith("?") ? base.getRawPath() + target : target);
            String scheme = String.valueOf(place.getScheme());
            boolean http = scheme.equals("https") || scheme.equals("http");
            boolean bare = place.getHost() != null
                    && place.getRawUserInfo() == null
                    && !AddressLiteral.isAmbiguous(place.getHost());
            if (bare && http && place.getPort() <= MOST_PORT) {
                return place;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw ContentException.of(
                FailureKind.MALFORMED, base.getAuthority(), "it names a place that is no http or https URL");
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /** Whether two URLs are of one scheme, host and port. */
    public static boolean sameOrigin(URI a, URI b) {
        return a.getScheme().equals(b.getScheme()) && a.getHost().equalsIgnoreCase(b.getHost()) && port(a) == port(b);
    }

    private static int port(URI uri) {
        return Proxies.port(uri.getScheme(), uri.getPort());
    }
}
