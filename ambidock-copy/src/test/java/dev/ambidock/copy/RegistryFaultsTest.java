// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.RegistryFaults.Rule;
import dev.ambidock.testkit.registry.WireResponse;
import dev.ambidock.transport.error.ContentException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of fault at every endpoint, once and for ever, at the first, a middle and the last byte. */
@Timeout(60)
class RegistryFaultsTest {
    private static final String FROM = "from/app";
    private static final String TO = "to/app";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final WholeImage image = SampleImages.docker("example.org/sample/docker:v1");
    private final WholeImage old = SampleImages.oci("example.org/sample/oci:v0");
    private FakeRegistry source;
    private FakeRegistry destination;

    @BeforeEach
    void start() throws IOException {
        source = FakeRegistry.start();
        destination = FakeRegistry.start();
        source.content().put(FROM, "v1", image);
        destination.content().put(TO, "v1", old);
    }

    @AfterEach
    void stop() throws IOException {
        source.close();
        destination.close();
        threads.shutdownNow();
    }

    /** Endpoints: side, method and part of the path. */
    private static final List<String[]> ENDPOINTS = List.of(
            new String[] {"source", "GET", "/manifests/"},
            new String[] {"source", "GET", "/blobs/"},
            new String[] {"destination", "HEAD", "/blobs/"},
            new String[] {"destination", "POST", "/blobs/uploads/"},
            new String[] {"destination", "PUT", "/blobs/uploads/"},
            new String[] {"destination", "PUT", "/manifests/"});

    static Map<String, Consumer<Rule>> faults() {
        Map<String, Consumer<Rule>> faults = new LinkedHashMap<>();
        for (int status : new int[] {408, 429, 500, 502, 503, 504}) {
            faults.put("status " + status, rule -> rule.answers(status, "Retry-After: 0"));
        }
        faults.put("HTML 503", rule -> rule.answers(WireResponse.text(503, "text/html", "<h1>down</h1>")));
        faults.put("reset before an answer", rule -> rule.resetAfter(-1));
        faults.put("end before an answer", rule -> rule.endAfter(-1));
        faults.put("reset at first byte", rule -> rule.resetAfter(0));
        faults.put("reset in the middle", rule -> rule.resetAfter(200));
        faults.put("end in the middle", rule -> rule.endAfter(200));
        faults.put("reset at last byte", rule -> rule.resetAfter(400));
        faults.put("body reset at first byte", rule -> rule.resetRequestAfter(0));
        faults.put("body reset in the middle", rule -> rule.resetRequestAfter(100));
        faults.put("stall before an answer", rule -> rule.stallAfter(-1));
        faults.put("stall in the middle", rule -> rule.stallAfter(200));
        faults.put("wrong byte", rule -> rule.flipsByte(7));
        return faults;
    }

    static List<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (String[] endpoint : ENDPOINTS) {
            for (String fault : faults().keySet()) {
                for (int times : new int[] {1, 1000}) {
                    cases.add(Arguments.of(endpoint[0], endpoint[1], endpoint[2], fault, times));
                }
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noFaultMakesAWrongSuccessOrAHalfTag(String side, String method, String path, String fault, int times)
            throws IOException {
        FakeRegistry registry = side.equals("source") ? source : destination;
        Rule rule = registry.faults().on(method, path).times(times);
        faults().get(fault).accept(rule);
        Throwable failure = catchThrowable(() -> new RegistryPair(threads)
                .copy(source.host() + "/" + FROM + ":v1", destination.host() + "/" + TO + ":v1", CopyRequest.keep()));
        if (times == 1) {
            assertThat(failure).as("one fault is survived").isNull();
        }
        if (failure == null) {
            assertHolds(image);
        } else {
            assertThat(failure).isInstanceOf(ContentException.class);
            assertHolds(old);
        }
    }

    /** The tag stands for this image, and everything that it names is there. */
    private void assertHolds(WholeImage expected) {
        assertThat(destination.content().tags(TO))
                .containsEntry("v1", expected.root().digest());
        for (WholeImage.Part part : expected.parts()) {
            boolean there = part.kind() == WholeImage.Kind.DOCUMENT
                    ? destination
                            .content()
                            .manifest(TO, part.descriptor().digest())
                            .isPresent()
                    : destination.content().blob(TO, part.descriptor().digest()).isPresent();
            assertThat(there).as("%s", part.descriptor()).isTrue();
        }
    }
}
