// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.model.ImageName;
import dev.ambidock.model.Limits;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.plan.ConversionRequest.CompressionPolicy;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.BigImage;
import dev.ambidock.testkit.registry.BlobData;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.FakeTokens;
import dev.ambidock.testkit.registry.RegistryFaults;
import dev.ambidock.testkit.registry.RegistryOptions;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.credential.CredentialLookup;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.registry.Registries;
import dev.ambidock.transport.registry.RegistrySource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The faults of {@link RegistryFaultsTest} where blobs are mounted, made on the way or attached, at tokens and at tags. */
@Timeout(120)
class RegistryMoreFaultsTest {
    private static final String TO = "to/app";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final WholeImage image = SampleImages.oci("example.org/sample/oci:v1");
    private final WholeImage note = SampleImages.referrer(image, "note");
    private final WholeImage old = SampleImages.docker("example.org/sample/docker:v0");
    private FakeRegistry registry;
    private FakeRegistry other;
    private FakeTokens tokens;

    @BeforeEach
    void start() throws IOException {
        registry = FakeRegistry.start();
        other = FakeRegistry.start(RegistryOptions.standard().withoutReferrers());
        tokens = FakeTokens.start(FakeTokens.Options.standard());
        for (FakeRegistry each : List.of(registry, other)) {
            each.content().put("from/app", "v1", image);
            each.content().put(TO, "v1", old);
        }
        registry.content().put("from/app", note);
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
        other.close();
        tokens.close();
        threads.shutdownNow();
    }

    /** What is done, and the endpoint that it needs. */
    private enum Work {
        MOUNT("POST", "/blobs/uploads/"),
        MOUNTED_TAG("PUT", "/manifests/v1"),
        COMPRESS_BEGIN("POST", "/blobs/uploads/"),
        COMPRESS("PATCH", "/blobs/uploads/"),
        COMPRESS_END("PUT", "/blobs/uploads/"),
        LIST_REFERRERS("GET", "/referrers/"),
        READ_INDEX_OF_REFERRERS("GET", "/manifests/sha256-"),
        WRITE_INDEX_OF_REFERRERS("PUT", "/manifests/sha256-"),
        TOKENS("GET", "");

        private final String method;
        private final String part;

        Work(String method, String part) {
            this.method = method;
            this.part = part;
        }
    }

    static List<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (Work work : Work.values()) {
            for (String fault : RegistryFaultsTest.faults().keySet()) {
                for (int times : new int[] {1, 1000}) {
                    cases.add(Arguments.of(work, fault, times));
                }
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noFaultMakesAWrongSuccessOrAHalfTag(Work work, String fault, int times) throws IOException {
        FakeRegistry destination = destination(work);
        RegistryFaults faulty = work == Work.TOKENS
                ? tokens.faults()
                : work == Work.LIST_REFERRERS ? registry.faults() : destination.faults();
        RegistryFaultsTest.faults()
                .get(fault)
                .accept(faulty.on(work.method, work.part).times(times));
        if (work == Work.TOKENS) {
            registry.guardedBy(tokens.guard());
        }
        Throwable failure = catchThrowable(() -> new RegistryPair(threads)
                .copy(registry.host() + "/from/app:v1", destination.host() + "/" + TO + ":v1", request(work)));
        boolean spoiled = fault.equals("wrong byte") && work == Work.TOKENS;
        if (times == 1 && !spoiled) {
            assertThat(failure).as("one fault is survived").isNull();
        }
        if (failure == null) {
            assertWhole(destination, destination.content().tags(TO).get("v1"));
        } else {
            assertThat(failure).isInstanceOf(ContentException.class);
            // The index of referrers comes last: the image may be there already, whole.
            assertThat(destination.content().tags(TO)).containsKey("v1");
            assertWhole(destination, destination.content().tags(TO).get("v1"));
            if (work != Work.WRITE_INDEX_OF_REFERRERS && work != Work.READ_INDEX_OF_REFERRERS) {
                assertThat(destination.content().tags(TO))
                        .containsEntry("v1", old.root().digest());
            }
        }
    }

    private FakeRegistry destination(Work work) {
        return switch (work) {
            case MOUNT, MOUNTED_TAG -> registry;
            default -> other;
        };
    }

    private static CopyRequest request(Work work) {
        return switch (work) {
            case MOUNT, MOUNTED_TAG, TOKENS -> CopyRequest.keep();
            case COMPRESS_BEGIN, COMPRESS, COMPRESS_END ->
                CopyRequest.of(
                        Optional.empty(),
                        ConversionRequest.builder(Family.OCI)
                                .compression(CompressionPolicy.ZSTD)
                                .build());
            case LIST_REFERRERS, READ_INDEX_OF_REFERRERS, WRITE_INDEX_OF_REFERRERS ->
                CopyRequest.keep().with(ReferrersPolicy.COPY);
        };
    }

    private void assertWhole(FakeRegistry destination, Digest root) {
        Bytes manifest = destination.content().manifest(TO, root).orElseThrow().content();
        Matcher named = Pattern.compile("sha256:[0-9a-f]{64}").matcher(manifest.utf8());
        while (named.find()) {
            Digest digest = Digest.parse(named.group());
            assertThat(destination.content().blob(TO, digest).isPresent()
                            || destination.content().manifest(TO, digest).isPresent())
                    .as(named.group())
                    .isTrue();
        }
    }

    static List<Arguments> lists() {
        return RegistryFaultsTest.faults().keySet().stream()
                .flatMap(fault -> List.of(Arguments.of(fault, 1), Arguments.of(fault, 1000)).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("lists")
    void noFaultMakesAListOfTagsShorter(String fault, int times) throws IOException {
        for (int i = 0; i < 40; i++) {
            registry.content().tag(TO, "tag-" + i, old.root().digest());
        }
        RegistryFaultsTest.faults()
                .get(fault)
                .accept(registry.faults().on("GET", "/tags/list").times(times));
        Registries registries = new Registries(RegistryPair.settings(CredentialLookup.none()));
        ImageName name = ImageName.parse(registry.host() + "/" + TO);
        List<NamedImage> images = new ArrayList<>();
        Throwable failure = catchThrowable(() -> {
            try (ImageSource source =
                    new RegistrySource(name, registries.repository(name), Limits.defaults(), registries)) {
                images.addAll(source.images());
            }
        });
        if (times == 1 && !fault.equals("wrong byte")) {
            assertThat(failure).as("one fault is survived").isNull();
        }
        if (failure == null) {
            assertThat(images).hasSize(1);
            assertThat(images.get(0).names()).hasSizeGreaterThanOrEqualTo(40);
        } else {
            assertThat(failure).isInstanceOf(ContentException.class);
        }
    }

    @Test
    void aPeerThatTakesNothingAnyMoreIsNoticed() throws IOException {
        long size = 32 << 20;
        BigImage big = BigImage.of(registry, "from/big", "v1", List.of(BlobData.generated(1, size)));
        other.faults().on("PUT", "/blobs/uploads/").times(1).stallRequestAfter(1 << 20);
        new RegistryPair(threads)
                .copy(registry.host() + "/from/big:v1", other.host() + "/" + TO + ":v1", CopyRequest.keep());
        assertThat(other.content().tags(TO)).containsEntry("v1", big.root().digest());
    }
}
