// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambidock.model.MalformedTextException;
import dev.ambidock.transport.distribution.RetryAfter;
import dev.ambidock.transport.error.ContentException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPartsTest {
    private static final Instant NOW = Instant.parse("2025-05-01T20:00:00Z");

    /** Time that goes on only when somebody waits. */
    static final class Slow implements Pause {
        final AtomicLong ticks = new AtomicLong();

        @Override
        public Instant now() {
            return NOW.plusNanos(ticks.get());
        }

        @Override
        public long ticks() {
            return ticks.get();
        }

        @Override
        public void sleep(Duration duration) {
            ticks.addAndGet(duration.toNanos());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "7|7",
                "Thu, 01 May 2025 20:00:30 GMT|30",
                "Thu, 01 May 2025 19:00:00 GMT|0",
                "1746129650|50",
                "1746129000|0",
                " 5 |5"
            })
    void serversAskForPausesInThreeWays(String text, long seconds) {
        assertThat(RetryAfter.parse(text, NOW)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"soon", "-5", "''", "1.5", "99999999999999999999"})
    void otherWordsAskForNone(String text) {
        assertThat(RetryAfter.parse(text, NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*|example.org|443|true",
                "example.org|example.org|443|true",
                "example.org|a.example.org|443|true",
                "example.org|anexample.org|443|false",
                ".example.org|a.example.org|443|true",
                ".example.org|example.org|443|false",
                "*.example.org|a.example.org|443|true",
                "EXAMPLE.org|Example.ORG|443|true",
                "example.org:5000|example.org|5000|true",
                "example.org:5000|example.org|443|false",
                "a.b, example.org|example.org|443|true",
                "a.b example.org|example.org|443|true",
                "10.1.2.3|10.1.2.3|80|true",
                "10.0.0.0/8|10.1.2.3|80|true",
                "10.0.0.0/8|11.1.2.3|80|false",
                "10.0.0.0/8|name.example|80|false",
                "10.1.2.3/32|10.1.2.3|80|true",
                "fd00::/8|[fd00::1]|80|true",
                "[fd00::1]:80|[fd00::1]|80|true",
                "fd00::1|fd00::1|80|true",
                "[fd00::1]|[fd00::1]|80|true",
                "[FD00:0::1]|[fd00::1]|80|true",
                "fd00::1|[fd00::2]|80|false",
                "[fd00::1]:81|[fd00::1]|80|false",
                "fd00::/8|[FDff::1]|80|true",
                "fd00::/8|[fc00::1]|80|false",
                "fd00::/8|253.0.0.1|80|false",
                "2001:db8::4/126|[2001:db8::7]|80|true",
                "2001:db8::4/126|[2001:db8::8]|80|false",
                "10.0.0.0/8|[::ffff:a01:203]|80|true",
                "''|[0:0:0:0:0:0:0:1]|80|true",
                "10.0.0.0/99|10.1.2.3|80|false",
                "''|localhost|80|true",
                "''|127.0.0.1|80|true",
                "''|[::1]|80|true",
                "''|example.org|80|false"
            })
    void someHostsAreAskedWithoutAProxy(String list, String host, int port, boolean covered) {
        assertThat(new Exemptions(list).cover(host, port)).isEqualTo(covered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a@SECRET@proxy:1x",
                "ada:SEC RET@proxy:1",
                "http://ada:SECRET@proxy:65536",
                "http://ada:SECRET@pro_xy"
            })
    void whatIsNoProxyIsToldWithoutItsPassword(String text) {
        assertThatThrownBy(() -> Proxies.of(Map.of("HTTPS_PROXY", text)).find("https", "x.y", 443))
                .isInstanceOf(MalformedTextException.class)
                .hasMessageContaining("***@pro")
                .message()
                .doesNotContain("SEC")
                .doesNotContain("RET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://h:65536/x", "https://h:99999/x", "https://h:99999999999/x", "ftp://h/x", "https:///x"})
    void aServerCannotNameAPlaceThatIsNone(String target) {
        assertThatThrownBy(() -> Exchange.resolve(URI.create("https://base/"), target))
                .isInstanceOf(ContentException.class)
                .hasMessageContaining("it names a place that is no http or https URL");
    }

    @Test
    void proxiesComeFromTheEnvironment() {
        Proxies proxies = Proxies.of(Map.of(
                "HTTPS_PROXY", "http://ada:p%40ss@proxy:3128",
                "http_proxy", "small:8081",
                "HTTP_PROXY", "capital:8082",
                "NO_PROXY", "inside.example"));
        ProxyAddress secure = proxies.find("https", "example.org", 443).orElseThrow();
        assertThat(secure.host() + secure.port()).isEqualTo("proxy3128");
        assertThat(secure.login()).contains("ada:p@ss");
        assertThat(secure.toString()).doesNotContain("p@ss");
        assertThat(proxies.find("http", "example.org", 80).orElseThrow().host()).isEqualTo("small");
        assertThat(proxies.find("https", "inside.example", 443)).isEmpty();
        assertThat(Proxies.of(Map.of("ALL_PROXY", "http://all"))
                        .find("https", "x.y", 443)
                        .orElseThrow()
                        .port())
                .isEqualTo(8080);
        assertThatThrownBy(() ->
                        Proxies.of(Map.of("HTTPS_PROXY", "ftp://ada:secret@x")).find("https", "x.y", 443))
                .isInstanceOf(MalformedTextException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void aBodyThatTricklesIsGivenUp() {
        Slow pause = new Slow();
        InputStream trickle = new InputStream() {
            @Override
            public int read() {
                pause.sleep(Duration.ofSeconds(1));
                return 'x';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                buffer[offset] = (byte) read();
                return 1;
            }
        };
        PacedInput paced = new PacedInput(trickle, Timeouts.defaults(), pause);
        assertThatThrownBy(paced::readAllBytes).isInstanceOf(SocketTimeoutException.class);
        assertThat(Duration.ofNanos(pause.ticks())).isLessThan(Duration.ofSeconds(62));
    }

    @Test
    void aReaderMayTakeItsTime() throws IOException {
        Slow pause = new Slow();
        PacedInput paced = new PacedInput(new ByteArrayInputStream(new byte[100]), Timeouts.defaults(), pause);
        for (int i = 0; i < 100; i++) {
            pause.sleep(Duration.ofSeconds(100));
            assertThat(paced.read()).isZero();
        }
        assertThat(paced.read()).isEqualTo(-1);
    }

    @Test
    void requestsKeepThePace() throws IOException {
        Slow pause = new Slow();
        HostPace pace = new HostPace(10, pause);
        for (int i = 0; i < 21; i++) {
            pace.await("a");
        }
        assertThat(Duration.ofNanos(pause.ticks())).isEqualTo(Duration.ofSeconds(2));
        pace.await("b");
        assertThat(Duration.ofNanos(pause.ticks())).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aHostThatHadTooManyIsLeftAloneAndThenAskedLessOften() throws IOException {
        Slow pause = new Slow();
        HostPace pace = new HostPace(0, pause);
        for (int i = 0; i < 12; i++) {
            pace.await("a");
        }
        pace.rest("a", Duration.ofSeconds(10));
        pace.await("a");
        assertThat(Duration.ofNanos(pause.ticks())).isEqualTo(Duration.ofSeconds(10));
        for (int i = 0; i < 10; i++) {
            pace.await("a");
        }
        assertThat(Duration.ofNanos(pause.ticks())).isEqualTo(Duration.ofSeconds(20));
    }
}
