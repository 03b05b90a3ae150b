// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.foreign;

import dev.ambidock.model.Descriptor;
import dev.ambidock.transport.ForeignLayers;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.http.Answer;
import dev.ambidock.transport.http.Authorizer;
import dev.ambidock.transport.http.Call;
import dev.ambidock.transport.http.Exchange;
import dev.ambidock.transport.http.HttpTransfer;
import dev.ambidock.transport.http.Proxies;
import dev.ambidock.transport.http.ProxyAddress;
import dev.ambidock.transport.http.RangedGet;
import dev.ambidock.transport.http.RetryPolicy;
import dev.ambidock.transport.http.Transfer;
import dev.ambidock.transport.io.VerifyingInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gets layers by HTTPS, each from the first of its urls that gives it. Sends no login, heeds its places at every redirect, and
 * looks at the addresses that it really connects to. Keeps connections until it is closed. Thread-safe.
 *
 * @ambidock.rule image-spec, descriptor.md, "urls"; layer.md, "Non-Distributable Layers"
 */
public final class ForeignClient implements ForeignLayers, Closeable {
    private static final int MOST_URLS = 8;

    private final HttpTransfer.Settings http;
    private final RetryPolicy retries;
    private final double perSecond;
    private final ForeignPlaces places;
    private Optional<Connections> connections = Optional.empty();

    /** Made when the first layer needs them: few images have such layers. */
    private record Connections(HttpTransfer transfer, Exchange exchange) {}

    /** Connects to nothing yet. */
    public ForeignClient(HttpTransfer.Settings http, RetryPolicy retries, double perSecond, ForeignPlaces places) {
        this.http = http;
        this.retries = retries;
        this.perSecond = perSecond;
        this.places = places;
    }

    private synchronized Exchange exchange() {
        if (connections.isEmpty()) {
            HttpTransfer transfer = new HttpTransfer(http, this::permits);
            Transfer guarded = call -> {
                places.check(call.uri());
                return transfer.send(call);
            };
            connections =
                    Optional.of(new Connections(transfer, new Exchange(guarded, retries, perSecond, http.pause())));
        }
        return connections.get().exchange();
    }

    /** A proxy is where a person put it. */
    private boolean permits(String host, InetAddress address) {
        Optional<String> proxy = http.proxies()
                .find("https", "foreign.invalid", Proxies.port("https", -1))
                .map(ProxyAddress::host);
        return places.permits(host, address)
                || proxy.filter(p -> p.equalsIgnoreCase(host)).isPresent();
    }

    @Override
    public InputStream open(Descriptor layer) throws IOException {
        List<ContentException> failures = new ArrayList<>();
        for (String url :
                layer.urls().subList(0, Math.min(MOST_URLS, layer.urls().size()))) {
            try {
                return open(layer, url);
            } catch (ContentException e) {
                failures.add(e);
            }
        }
        if (failures.size() == 1) {
            throw failures.get(0);
        }
        List<String> told =
                failures.stream().map(f -> f.object() + ": " + f.problem()).toList();
        throw ContentException.of(
                FailureKind.NOT_FOUND,
                layer.digest().toString(),
                told.isEmpty()
                        ? "it has no urls to get it from"
                        : "none of its urls gives it: " + String.join("; ", told));
    }

    private InputStream open(Descriptor layer, String url) throws IOException {
        URI place = parse(layer, url);
        RangedGet download =
                new RangedGet(call -> success(place, call), place, ForeignPlaces.title(place), layer.size());
        return new VerifyingInputStream(download.whole(), layer);
    }

    private static URI parse(Descriptor layer, String url) throws ContentException {
        try {
            URI place = new URI(url);
            if (place.getHost() != null && place.getScheme() != null) {
                return place;
            }
        } catch (URISyntaxException e) {
            // Told below, without the text: it may hold anything.
        }
        throw ContentException.of(FailureKind.MALFORMED, layer.digest().toString(), "one of its urls is none");
    }

    private Answer success(URI place, Call call) throws IOException {
        Answer answer = exchange().send(call, Authorizer.NONE, Set.of());
        if (!answer.isSuccess()) {
            try (answer) {
                FailureKind kind =
                        answer.status() == 404 || answer.status() == 410 ? FailureKind.NOT_FOUND : FailureKind.BROKEN;
                throw ContentException.of(kind, ForeignPlaces.title(place), "the server says " + answer.status());
            }
        }
        return answer;
    }

    @Override
    public synchronized void close() throws IOException {
        if (connections.isPresent()) {
            connections.get().transfer().close();
        }
    }
}
