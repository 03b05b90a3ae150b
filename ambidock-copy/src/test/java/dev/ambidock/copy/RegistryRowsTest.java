// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.model.Family;
import dev.ambidock.model.ImageName;
import dev.ambidock.model.Limits;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.WireLog;
import dev.ambidock.testkit.registry.WireResponse;
import dev.ambidock.transport.credential.CredentialLookup;
import dev.ambidock.transport.distribution.ErrorCode;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.registry.Registries;
import dev.ambidock.transport.registry.RegistrySource;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The hard inputs that are about registries, by their row in docs/coverage.md. */
@Timeout(60)
class RegistryRowsTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final WholeImage docker = SampleImages.docker("example.org/sample/docker:v1");
    private final WholeImage oci = SampleImages.oci("example.org/sample/oci:v1");
    private final WholeImage index = SampleImages.index("example.org/sample/index:v1");
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

    private CopyReport copy(CopyRequest request) throws IOException {
        return new RegistryPair(threads).copy(source.host() + "/app:v1", destination.host() + "/app:v1", request);
    }

    private void refusesTypesOf(WholeImage image, String way) {
        source.content().put("app", "v1", image);
        destination.faults().on("PUT", "/manifests/").answers(WireResponse.refusal(ErrorCode.MANIFEST_INVALID));
        ContentException failure = catchThrowableOfType(ContentException.class, () -> copy(CopyRequest.keep()));
        assertThat(failure.kind()).isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(failure.getMessage()).contains("MANIFEST_INVALID");
        assertThat(failure.remedy()).contains("--format " + way);
        assertThat(destination.content().tags("app")).isEmpty();
    }

    @Test
    void row76_aRegistryThatRefusesOciTypesIsToldToTryDocker() {
        refusesTypesOf(oci, "docker");
    }

    @Test
    void row77_aRegistryThatRefusesDockerTypesIsToldToTryOci() {
        refusesTypesOf(docker, "oci");
    }

    @Test
    void row78_aTagThatStandsForTheDigestAlreadyIsLeftAlone() throws IOException {
        source.content().put("app", "v1", index);
        copy(CopyRequest.keep());
        destination.wire().clear();
        copy(CopyRequest.keep());
        assertThat(destination.wire().entries()).allMatch(e -> e.method().equals("HEAD"));
    }

    @Test
    void row79_anotherRepositoryOfTheRegistryMountsEverything() throws IOException {
        source.content().put("app", "v1", docker);
        new RegistryPair(threads)
                .copy(source.host() + "/app:v1", source.host() + "/other:v1", CopyRequest.to(Family.OCI));
        assertThat(source.wire().of("POST", "/other/")).allMatch(e -> e.query().contains("mount="));
        assertThat(source.wire().of("PUT", "/blobs/")).isEmpty();
    }

    @Test
    void row80_inPlaceChildrenComeFirstAndTheOldRootStays() throws IOException {
        source.content().put("app", "v1", index);
        String place = source.host() + "/app:v1";
        CopyReport report = new RegistryPair(threads).copy(place, place, CopyRequest.to(Family.DOCKER));
        List<WireLog.Entry> puts = source.wire().of("PUT", "/v2/app/manifests/");
        assertThat(puts).hasSizeGreaterThan(2);
        assertThat(puts.stream().filter(e -> !e.path().contains("sha256")).toList())
                .singleElement()
                .matches(e -> e.path().endsWith("/v1"));
        assertThat(source.content().tags("app"))
                .containsEntry("v1", report.root().digest());
        assertThat(source.content().manifest("app", index.root().digest())).isPresent();
    }

    @Test
    void row81_aDocumentThatTheRegistryConvertedIsRefused() throws IOException {
        source.content().put("app", "v1", docker);
        source.faults()
                .on("GET", "/manifests/sha256:")
                .changes(r -> WireResponse.text(
                        200, "application/vnd.docker.distribution.manifest.v1+json", "{\"schemaVersion\":1}"));
        assertMismatch("app@" + docker.root().digest());
    }

    @Test
    void row82_aDigestThatIsNotThatOfTheBodyIsRefused() throws IOException {
        source.content().put("app", "v1", docker);
        source.faults()
                .on("GET", "/manifests/")
                .changes(r -> r.without("Docker-Content-Digest")
                        .with("Docker-Content-Digest: " + oci.root().digest()));
        assertMismatch("app:v1");
    }

    private void assertMismatch(String reference) throws IOException {
        ImageName name = ImageName.parse(source.host() + "/" + reference);
        Registries registries = new Registries(RegistryPair.settings(CredentialLookup.none()));
        try (RegistrySource reading =
                new RegistrySource(name, registries.repository(name), Limits.defaults(), registries)) {
            ContentException failure = catchThrowableOfType(ContentException.class, reading::image);
            assertThat(failure.kind()).isEqualTo(FailureKind.MISMATCH);
        }
    }
}
