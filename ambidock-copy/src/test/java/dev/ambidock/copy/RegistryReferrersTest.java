// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.ImageName;
import dev.ambidock.model.Limits;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.RegistryOptions;
import dev.ambidock.testkit.registry.WireResponse;
import dev.ambidock.transport.credential.CredentialLookup;
import dev.ambidock.transport.registry.Registries;
import dev.ambidock.transport.registry.RegistrySource;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A signed image: a referrer, and a tag as cosign makes it; at registries with and without a list of referrers. */
@Timeout(60)
class RegistryReferrersTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final WholeImage image = SampleImages.plain(Family.OCI, "signed")
            .annotation("org.example.note", "lost on the way to Docker")
            .build();
    private final WholeImage note = SampleImages.referrer(image, "note");
    private final WholeImage signature =
            SampleImages.plain(Family.OCI, "signature").build();
    private final String tag = "sha256-" + image.root().digest().hex() + ".sig";
    private FakeRegistry source;
    private FakeRegistry destination;

    @BeforeEach
    void start() throws IOException {
        source = FakeRegistry.start();
        destination = FakeRegistry.start();
    }

    @AfterEach
    void stop() throws IOException {
        source.close();
        destination.close();
        threads.shutdownNow();
    }

    private void lay(boolean lists) throws IOException {
        if (!lists) {
            source.close();
            destination.close();
            source = FakeRegistry.start(RegistryOptions.standard().withoutReferrers());
            destination = FakeRegistry.start(RegistryOptions.standard().withoutReferrers());
            // Who signed wrote the index under the tag.
            new RegistryPair(threads)
                    .copy(
                            seeded() + "/app:v1",
                            source.host() + "/app:v1",
                            CopyRequest.keep().with(ReferrersPolicy.COPY));
        } else {
            seed(source);
        }
    }

    private void seed(FakeRegistry registry) {
        registry.content().put("app", "v1", image);
        registry.content().put("app", note);
        registry.content().put("app", tag, signature);
    }

    private String seeded() throws IOException {
        FakeRegistry seed = FakeRegistry.start();
        seed(seed);
        return seed.host();
    }

    private CopyReport copy(CopyRequest request) throws IOException {
        return new RegistryPair(threads).copy(source.host() + "/app:v1", destination.host() + "/app:v1", request);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConversionTellsWhatIsNotAboutItsResult(boolean lists) throws IOException {
        lay(lists);
        CopyReport report = copy(CopyRequest.to(Family.DOCKER));
        assertThat(report.findings())
                .filteredOn(f -> f.code() == FindingCode.REFERRERS_STALE)
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("2 (", ".sig");
        assertThat(destination.content().tags("app")).doesNotContainKey(tag);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void failRefusesBeforeAnythingIsWritten(boolean lists) throws IOException {
        lay(lists);
        CopyRefusedException refusal = catchThrowableOfType(
                CopyRefusedException.class,
                () -> copy(CopyRequest.to(Family.DOCKER).with(ReferrersPolicy.FAIL)));
        assertThat(refusal.findings()).extracting(Finding::code).contains(FindingCode.REFERRERS_FORBID);
        assertThat(destination.wire().entries()).isEmpty();
        copy(CopyRequest.keep().with(ReferrersPolicy.FAIL));
    }

    @Test
    void ignoredOnesAreNotLookedFor() throws IOException {
        lay(true);
        source.wire().clear();
        CopyReport report = copy(CopyRequest.to(Family.DOCKER).with(ReferrersPolicy.IGNORE));
        assertThat(report.findings()).extracting(Finding::code).doesNotContain(FindingCode.REFERRERS_STALE);
        assertThat(source.wire().entries()).isNotEmpty();
        assertThat(source.wire().of("GET", "/referrers/")).isEmpty();
        assertThat(source.wire().of("HEAD", tag)).isEmpty();
        assertThat(source.wire().of("GET", tag)).isEmpty();
    }

    /** Far away a request is mostly waiting: what needs not wait for another answer is asked for beside it. */
    @Test
    void theyAreLookedForBesideOtherQuestions() throws IOException {
        lay(true);
        Meeting config = new Meeting(2);
        source.faults().on("GET", "/blobs/").times(1).changes(config::meet);
        source.faults().on("GET", "/referrers/").times(1).changes(config::meet);
        Meeting tags = new Meeting(3);
        source.faults().on("HEAD", "/manifests/sha256-").times(3).changes(tags::meet);
        copy(CopyRequest.to(Family.DOCKER));
        assertThat(config.missed).hasValue(0);
        assertThat(tags.missed).hasValue(0);
        assertThat(source.wire().of("GET", "/referrers/")).hasSize(1);
    }

    /** Answers that wait for one another. */
    private static final class Meeting {
        private final CyclicBarrier barrier;
        private final AtomicInteger missed = new AtomicInteger();

        Meeting(int answers) {
            barrier = new CyclicBarrier(answers);
        }

        WireResponse meet(WireResponse answer) {
            try {
                barrier.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                missed.incrementAndGet();
            }
            return answer;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anUnchangedImageTakesThemAlong(boolean lists) throws IOException {
        lay(lists);
        copy(CopyRequest.keep().with(ReferrersPolicy.COPY));
        assertSignedAtDestination();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theOriginalGoesAlongWhereTheyShallStayAboutSomething(boolean lists) throws IOException {
        lay(lists);
        CopyReport report = copy(CopyRequest.to(Family.DOCKER).with(ReferrersPolicy.KEEP_ORIGINAL));
        assertThat(destination.content().tags("app"))
                .containsEntry("v1", report.root().digest());
        assertSignedAtDestination();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thereAndBackInPlaceIsTheSignedImageAgain(boolean lists) throws IOException {
        lay(lists);
        String place = source.host() + "/app:v1";
        for (Family family : List.of(Family.DOCKER, Family.OCI)) {
            new RegistryPair(threads).copy(place, place, CopyRequest.to(family));
        }
        assertThat(source.content().tags("app"))
                .containsEntry("v1", image.root().digest());
        assertThat(referrers(source)).contains(note.root().digest());
    }

    private void assertSignedAtDestination() throws IOException {
        assertThat(destination.content().manifest("app", image.root().digest())).isPresent();
        assertThat(destination.content().tags("app"))
                .containsEntry(tag, signature.root().digest());
        assertThat(referrers(destination)).containsExactly(note.root().digest());
        for (WholeImage.Part part : note.blobs()) {
            assertThat(destination.content().blob("app", part.descriptor().digest()))
                    .isPresent();
        }
    }

    private List<Digest> referrers(FakeRegistry registry) throws IOException {
        ImageName name = ImageName.parse(registry.host() + "/app");
        Registries registries = new Registries(RegistryPair.settings(CredentialLookup.none()));
        try (RegistrySource reading =
                new RegistrySource(name, registries.repository(name), Limits.defaults(), registries)) {
            return reading.referrers(image.root().digest()).stream()
                    .map(Descriptor::digest)
                    .toList();
        }
    }
}
