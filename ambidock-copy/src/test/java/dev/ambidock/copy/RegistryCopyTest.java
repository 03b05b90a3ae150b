// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.model.ImageName;
import dev.ambidock.model.Limits;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.BigImage;
import dev.ambidock.testkit.registry.BlobData;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.RegistryOptions;
import dev.ambidock.testkit.registry.WireLog;
import dev.ambidock.testkit.registry.WireResponse;
import dev.ambidock.transport.credential.CredentialLookup;
import dev.ambidock.transport.registry.Registries;
import dev.ambidock.transport.registry.RegistrySource;
import dev.ambidock.transport.registry.Tags;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RegistryCopyTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final WholeImage image = SampleImages.docker("example.org/sample/docker:v1");

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private RegistryPair pair() {
        return new RegistryPair(threads);
    }

    @Test
    void inPlaceConversionMovesManifestsOnlyAndComesBack() throws IOException {
        try (FakeRegistry registry = FakeRegistry.start()) {
            registry.content().put("app", "v1", image);
            String place = registry.host() + "/app:v1";
            for (Family family : List.of(Family.OCI, Family.DOCKER)) {
                registry.wire().clear();
                CopyReport report = pair().copy(place, place, CopyRequest.to(family));
                assertThat(registry.content().tags("app"))
                        .containsEntry("v1", report.root().digest());
                assertThat(registry.wire().entries()).hasSizeLessThanOrEqualTo(8);
                assertThat(registry.wire().sent() + registry.wire().received()).isLessThan(20_000);
                assertThat(registry.wire().of("POST", "")).isEmpty();
                assertThat(report.root().digest().equals(image.root().digest())).isEqualTo(family == Family.DOCKER);
            }
            assertThat(registry.content().manifest("app", image.root().digest()))
                    .as("the old root can still be had by its digest")
                    .isPresent();
        }
    }

    @Test
    void whatIsConvertedAlreadyCostsTwoRequests() throws IOException {
        WholeImage oci = SampleImages.oci("example.org/sample/oci:v1");
        try (FakeRegistry registry = FakeRegistry.start()) {
            registry.content().put("app", "v1", oci);
            String place = registry.host() + "/app:v1";
            pair().copy(place, place, CopyRequest.to(Family.OCI));
            assertThat(registry.wire().entries())
                    .hasSize(2)
                    .allMatch(e -> e.method().equals("GET"));
        }
    }

    @Test
    void anotherRepositoryOfTheHostMountsEveryBlob() throws IOException {
        try (FakeRegistry registry = FakeRegistry.start()) {
            registry.content().put("from/app", "v1", image);
            pair().copy(registry.host() + "/from/app:v1", registry.host() + "/to/app:v2", CopyRequest.keep());
            assertThat(registry.wire().of("POST", "/to/app/"))
                    .hasSize(image.blobs().size())
                    .allMatch(e ->
                            e.query().startsWith("mount=sha256:") && e.status().get() == 201);
            assertThat(registry.wire().of("GET", "/blobs/"))
                    .as("the config alone")
                    .hasSize(1);
            assertThat(registry.wire().received())
                    .as("the manifest alone")
                    .isEqualTo(image.root().size());
            assertThat(registry.content().tags("to/app"))
                    .containsEntry("v2", image.root().digest());
        }
    }

    @Test
    void aHostThatDoesNotMountGetsTheBytesInTheUploadsThatItOffered() throws IOException {
        try (FakeRegistry registry =
                FakeRegistry.start(RegistryOptions.standard().withoutMounts())) {
            registry.content().put("from/app", "v1", image);
            pair().copy(registry.host() + "/from/app:v1", registry.host() + "/to/app:v2", CopyRequest.keep());
            assertThat(registry.wire().of("POST", "/to/app/"))
                    .hasSize(image.blobs().size());
            assertThat(registry.content().tags("to/app"))
                    .containsEntry("v2", image.root().digest());
        }
    }

    @Test
    void blobsThatAreThereAreNotSentAgain() throws IOException {
        try (FakeRegistry source = FakeRegistry.start();
                FakeRegistry destination = FakeRegistry.start()) {
            source.content().put("app", "v1", image);
            String to = destination.host() + "/app:v1";
            pair().copy(source.host() + "/app:v1", to, CopyRequest.keep());
            destination.wire().clear();
            pair().copy(source.host() + "/app:v1", to, CopyRequest.keep());
            assertThat(destination.wire().of("POST", "")).isEmpty();
        }
    }

    @Test
    void theTagComesLast() throws IOException {
        WholeImage index = SampleImages.all().stream()
                .filter(i -> i.parts().stream()
                                .filter(p -> p.kind() == WholeImage.Kind.DOCUMENT)
                                .count()
                        > 2)
                .findFirst()
                .orElseThrow();
        try (FakeRegistry source = FakeRegistry.start();
                FakeRegistry destination = FakeRegistry.start()) {
            source.content().put("app", "v1", index);
            pair().copy(source.host() + "/app:v1", destination.host() + "/app:v1", CopyRequest.keep());
            List<WireLog.Entry> puts = destination.wire().of("PUT", "/manifests/");
            assertThat(puts.get(puts.size() - 1).path()).endsWith("/manifests/v1");
            assertThat(puts.subList(0, puts.size() - 1)).allMatch(e -> e.path().contains("/manifests/sha256:"));
        }
    }

    /** Whoever shares one client may hold any number of layers open, and still has connections to send them on. */
    @Test
    void aClientHasAConnectionForEachOfManyRequestsAtOnce() throws IOException {
        List<InputStream> open = new ArrayList<>();
        try (FakeRegistry registry = FakeRegistry.start();
                Registries client = new Registries(RegistryPair.settings(CredentialLookup.none()))) {
            registry.content().put("app", "v1", image);
            ImageName name = ImageName.parse(registry.host() + "/app:v1");
            RegistrySource source = new RegistrySource(name, client.repository(name), Limits.defaults(), () -> {});
            Descriptor layer = image.blobs().get(1).descriptor();
            for (int i = 0; i < 150; i++) {
                open.add(source.open(layer));
            }
            assertThat(source.exists(layer)).isTrue();
        } finally {
            for (InputStream one : open) {
                one.close();
            }
        }
    }

    /** Cut after every 8 MiB, on one side or the other; with {@code -Dambidock.large=true} a GiB after every 50 MiB. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBlobOverALinkThatKeepsBreakingArrivesWithLittleSentTwice(boolean down) throws IOException {
        boolean large = Boolean.getBoolean("ambidock.large");
        long size = large ? 1L << 30 : 128L << 20;
        long cut = (large ? 50L : 8L) << 20;
        try (FakeRegistry source = FakeRegistry.start();
                FakeRegistry destination =
                        FakeRegistry.start(RegistryOptions.standard().discarding())) {
            BigImage big = BigImage.of(source, "app", "v1", List.of(BlobData.generated(5, size)));
            Digest layer = big.layers().get(0).digest();
            if (down) {
                // Ended, not reset: a reset takes with it what the kernel had counted as sent.
                source.faults().on("GET", layer.toString()).endAfter(cut);
            } else {
                // The first is the config's.
                destination
                        .faults()
                        .on("PUT", "/blobs/uploads/")
                        .after(1)
                        .times(1)
                        .resetRequestAfter(cut);
                destination
                        .faults()
                        .on("PATCH", "/blobs/uploads/")
                        .times((int) (size / cut) - 4)
                        .resetRequestAfter(cut);
            }
            pair().copy(source.host() + "/app:v1", destination.host() + "/app:v1", CopyRequest.keep());
            assertThat(destination.content().blob("app", layer)).isPresent();
            assertThat(destination.wire().received()).isBetween(size, size + size / 20);
            if (down) {
                assertThat(source.wire().sent()).isBetween(size, size + size / 20);
            }
        }
    }

    @Test
    void aHostThatAllowsSoManyRequestsIsNotAskedMoreOften() throws IOException {
        try (FakeRegistry source = FakeRegistry.start();
                FakeRegistry destination = FakeRegistry.start()) {
            source.content().put("app", "v1", image);
            AtomicInteger refused = new AtomicInteger();
            AtomicInteger inWindow = new AtomicInteger();
            AtomicLong window = new AtomicLong();
            destination.guardedBy((request, host) -> {
                long now = System.nanoTime() / 1_000_000_000L;
                if (window.getAndSet(now) != now) {
                    inWindow.set(0);
                }
                return inWindow.incrementAndGet() <= 6 ? Optional.empty() : Optional.of(tooMany(refused));
            });
            pair().copy(source.host() + "/app:v1", destination.host() + "/app:v1", CopyRequest.keep());
            assertThat(destination.content().tags("app"))
                    .containsEntry("v1", image.root().digest());
            assertThat(refused.get())
                    .as("refusals: those under way at the first")
                    .isLessThanOrEqualTo(3);
        }
    }

    private static WireResponse tooMany(AtomicInteger refused) {
        refused.incrementAndGet();
        return WireResponse.of(429, "Retry-After: 1");
    }

    @Test
    void allTagsAreListedPageByPage() throws IOException {
        try (FakeRegistry registry =
                FakeRegistry.start(RegistryOptions.standard().withPage(3))) {
            registry.content().put("app", "v1", image);
            for (int i = 0; i < 10; i++) {
                registry.content().tag("app", "t" + i, image.root().digest());
            }
            ImageName name = ImageName.parse(registry.host() + "/app");
            try (Registries registries = new Registries(RegistryPair.settings(CredentialLookup.none()))) {
                assertThat(new Tags(registries.repository(name)).all())
                        .hasSize(11)
                        .contains("t0", "t9", "v1");
            }
        }
    }

    @Test
    void anOriginRecordIsAReferrerAndRestoresTheOriginal() throws IOException {
        WholeImage oci = SampleImages.plain(Family.OCI, "annotated")
                .annotation("org.example.note", "lost on the way to Docker")
                .build();
        for (RegistryOptions options :
                List.of(RegistryOptions.standard(), RegistryOptions.standard().withoutReferrers())) {
            try (FakeRegistry registry = FakeRegistry.start(options)) {
                registry.content().put("app", "v1", oci);
                String place = registry.host() + "/app:v1";
                CopyReport there = pair().copy(place, place, CopyRequest.to(Family.DOCKER));
                assertThat(there.originRecord()).isPresent();
                assertThat(referrers(registry, there.root().digest()))
                        .extracting(Descriptor::digest)
                        .containsExactly(there.originRecord().get().digest());
                CopyReport back = pair().copy(place, place, CopyRequest.to(Family.OCI));
                assertThat(back.restored()).isTrue();
                assertThat(back.root().digest()).isEqualTo(oci.root().digest());
            }
        }
    }

    private static List<Descriptor> referrers(FakeRegistry registry, Digest subject) throws IOException {
        ImageName name = ImageName.parse(registry.host() + "/app");
        Registries registries = new Registries(RegistryPair.settings(CredentialLookup.none()));
        try (RegistrySource source =
                new RegistrySource(name, registries.repository(name), Limits.defaults(), registries)) {
            return source.referrers(subject);
        }
    }
}
