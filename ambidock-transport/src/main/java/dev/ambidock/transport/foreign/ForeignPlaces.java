// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.foreign;

import dev.ambidock.model.MalformedTextException;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.http.AddressLiteral;
import dev.ambidock.transport.http.Proxies;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * Which places foreign layers may be got from: by https alone, at public addresses; or, if a person names hosts, at those
 * alone, wherever they are, since an internal mirror is what one would name. Immutable.
 */
public final class ForeignPlaces {
    private final List<Named> named;

    private ForeignPlaces(List<Named> named) {
        this.named = List.copyOf(named);
    }

    /** A host and perhaps a port. */
    private record Named(String host, int port) {
        boolean covers(String other, int otherPort) {
            return host.equals(other) && (port < 0 || port == otherPort);
        }
    }

    /**
     * The places that a person allows.
     *
     * @param hosts each {@code HOST[:PORT]}; none of them for all public ones
     * @throws MalformedTextException if one is no host
     */
    public static ForeignPlaces of(List<String> hosts) {
        return new ForeignPlaces(hosts.stream().map(ForeignPlaces::parse).toList());
    }

    private static Named parse(String text) {
        try {
            URI uri = URI.create("https://" + text);
            boolean bare = uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            if (bare && uri.getPort() <= 65_535) {
                return new Named(bare(uri.getHost()), uri.getPort());
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new MalformedTextException(text, "a host is spelled HOST[:PORT]");
    }

    private static String bare(String host) {
        return host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
    }

    /**
     * Asked of each URL, those of redirects too.
     *
     * @throws ContentException of kind DENIED if nothing is got from there
     */
    void check(URI place) throws ContentException {
        String host = bare(place.getHost());
        boolean known = named.stream().anyMatch(n -> n.covers(host, Proxies.port(place.getScheme(), place.getPort())));
        if (!place.getScheme().equals("https")) {
            throw denied(place, "layers are got by https only");
        }
        if (place.getRawUserInfo() != null) {
            throw denied(place, "the url has a login in it");
        }
        if (!named.isEmpty() && !known) {
            throw denied(place, "its host is none of those that --foreign-host names")
                    .trying("--foreign-host " + place.getAuthority());
        }
        // By way of a proxy nobody here looks names up; addresses can be told all the same.
        if (!known
                && AddressLiteral.find(host)
                        .filter(a -> !PublicAddresses.holds(a))
                        .isPresent()) {
            throw denied(place, "its address is not of the public network")
                    .trying("--foreign-host " + place.getAuthority() + ", if that is meant");
        }
    }

    private static ContentException denied(URI place, String problem) {
        return ContentException.of(FailureKind.DENIED, title(place), problem);
    }

    /** Whether a host's address may be connected to. */
    boolean permits(String host, InetAddress address) {
        String name = bare(host);
        return PublicAddresses.holds(address)
                || named.stream().anyMatch(n -> n.host().equals(name));
    }

    /** For messages: without query, in which a URL keeps its secrets. */
    static String title(URI place) {
        String path = String.valueOf(place.getRawPath());
        return place.getScheme() + "://" + place.getHost() + (place.getPort() < 0 ? "" : ":" + place.getPort())
                + (path.length() > 200 ? path.substring(0, 200) + "..." : path);
    }
}
