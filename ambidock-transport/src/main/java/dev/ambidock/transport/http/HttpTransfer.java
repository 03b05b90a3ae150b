// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import dev.ambidock.transport.error.ContentException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Exchanges by way of Apache HttpClient. Keeps connections until it is closed. Thread-safe. */
public final class HttpTransfer implements Transfer, Closeable {
    private static final int BUFFER = 64 << 10;

    /**
     * As many connections as requests: how many there are at once is for those to bound who make them. A bound here would let
     * transfers that hold one connection and need another, to the other side of a copy, wait for each other.
     */
    private static final int MOST_CONNECTIONS = Integer.MAX_VALUE;

    private static final int MOST_HEADERS = 256;
    private static final int LONGEST_HEADER = 64 << 10;

    private final CloseableHttpClient client;
    private final RequestConfig config;
    private final Settings settings;
    private final StallWatch watch;

    /**
     * How connections are made.
     *
     * @param socket a Unix domain socket that stands for every host
     * @param executor threads to borrow, as many as requests are made at once and one more: for several requests at once,
     *     and to look after what is on its way
     */
    public record Settings(
            TlsLookup tls,
            Proxies proxies,
            Timeouts timeouts,
            String userAgent,
            Optional<Path> socket,
            Pause pause,
            Executor executor) {

        /** The defaults, without proxies, on these threads. */
        public static Settings standard(Executor executor) {
            return new Settings(
                    TlsLookup.always(TlsSettings.standard()),
                    Proxies.none(),
                    Timeouts.defaults(),
                    "ambidock",
                    Optional.empty(),
                    Pause.system(),
                    executor);
        }
    }

    /** Connects to nothing yet, and later to whatever it is told. */
    public HttpTransfer(Settings settings) {
        this(settings, AddressRule.ANY);
    }

    /** Connects to nothing yet, and later to permitted addresses only. */
    public HttpTransfer(Settings settings, AddressRule addresses) {
        this.settings = settings;
        this.watch = new StallWatch(settings.timeouts().silence(), settings.executor());
        Timeout silence = Timeout.of(settings.timeouts().silence());
        Http1Config wire = Http1Config.custom()
                .setBufferSize(BUFFER)
                .setMaxHeaderCount(MOST_HEADERS)
                .setMaxLineLength(LONGEST_HEADER)
                .build();
        PoolingHttpClientConnectionManagerBuilder connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setDnsResolver(new PermittedAddresses(addresses))
                .setTlsSocketStrategy(new LazyTls(settings.tls()))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(settings.timeouts().connect()))
                        .setSocketTimeout(silence)
                        .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                        .build())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(wire)
                        .build());
        HttpClientBuilder builder = HttpClients.custom()
                .setConnectionManager(connections.build())
                .setUserAgent(settings.userAgent())
                .setRoutePlanner(new ProxyRoutes(settings.proxies()))
                .setRequestExecutor(new WatchedExecutor())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableDefaultUserAgent();
        this.client = builder.setUserAgent(settings.userAgent()).build();
        RequestConfig.Builder request = RequestConfig.custom()
                .setResponseTimeout(silence)
                .setConnectionRequestTimeout(silence)
                .setProtocolUpgradeEnabled(false);
        settings.socket().ifPresent(request::setUnixDomainSocket);
        this.config = request.build();
    }

    @Override
    public Answer send(Call call) throws IOException {
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.uri());
        request.setConfig(config);
        call.headers().forEach(request::setHeader);
        HttpHost host = new HttpHost(
                call.uri().getScheme(), call.uri().getHost(), call.uri().getPort());
        HttpClientContext context = HttpClientContext.create();
        StallWatch.Watched peer = watch.of(request::cancel);
        WatchedExecutor.watches(context, peer);
        Optional<BodyEntity> entity = call.body().map(body -> new BodyEntity(body, peer));
        entity.ifPresent(request::setEntity);
        boolean answered = false;
        try {
            ProxyDialogue proxy = ProxyDialogue.of(settings.proxies(), call.uri());
            proxy.login(request, context);
            HttpAnswer answer =
                    new HttpAnswer(open(host, request, context, entity, proxy, peer), call.uri(), settings, peer);
            answered = true;
            return answer;
        } finally {
            if (!answered) {
                peer.close();
            }
        }
    }

    private ClassicHttpResponse open(
            HttpHost host,
            HttpUriRequestBase request,
            HttpClientContext context,
            Optional<BodyEntity> entity,
            ProxyDialogue proxy,
            StallWatch.Watched peer)
            throws IOException {
        ClassicHttpResponse response;
        try {
            response = client.executeOpen(host, request, context);
        } catch (ContentException e) {
            throw e;
        } catch (IOException e) {
            throw failure(proxy, entity, peer, e);
        }
        proxy.check(response, context);
        return response;
    }

    private static IOException failure(
            ProxyDialogue proxy, Optional<BodyEntity> entity, StallWatch.Watched peer, IOException failure) {
        if (peer.isStalled()) {
            boolean sent = entity.map(BodyEntity::isSent).orElse(true);
            return new NoAnswerException(sent ? "it did not answer in time" : "it takes nothing any more", failure);
        }
        Optional<IOException> atSource = entity.flatMap(BodyEntity::sourceFailure);
        if (atSource.isPresent()) {
            return atSource.get();
        }
        return proxy.explain(failure);
    }

    @Override
    public void close() throws IOException {
        watch.close();
        client.close();
    }
}
