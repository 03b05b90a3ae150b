// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Family;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.DaemonThreads;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.RegistryOptions;
import dev.ambidock.testkit.registry.WireResponse;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries that do not know, once they get the manifest, what they said that they have. */
@Timeout(60)
class ForgetfulRegistryTest {
    private static final WholeImage IMAGE = SampleImages.docker();
    private static final Descriptor LAYER = IMAGE.blobs().get(0).descriptor();
    private static final String BLOB = "/v2/app/blobs/" + LAYER.digest();
    private static final String MANIFESTS = "/v2/app/manifests/";

    private FakeRegistry source;
    private FakeRegistry registry;

    @BeforeEach
    void start() throws IOException {
        source = FakeRegistry.start();
        registry = FakeRegistry.start(RegistryOptions.standard());
        source.content().put("some/app", "v1", IMAGE);
        source.content().put("some/app", "list", SampleImages.list());
    }

    @AfterEach
    void stop() throws IOException {
        source.close();
        registry.close();
    }

    private CopyReport copy(String from, String tag) throws IOException {
        return new RegistryPair(DaemonThreads.executor())
                .copy(from, registry.host() + "/app:" + tag, CopyRequest.keep());
    }

    private CopyReport copy() throws IOException {
        return copy(source.host() + "/some/app:v1", "v1");
    }

    private static WireResponse unknown(String detail) {
        return WireResponse.text(
                404,
                "application/json",
                "{\"errors\":[{\"code\":\"MANIFEST_BLOB_UNKNOWN\",\"message\":\"blob unknown\"" + detail + "}]}");
    }

    private void assertArrived() {
        assertThat(registry.content().tags("app"))
                .containsEntry("v1", IMAGE.root().digest());
        assertThat(registry.content().blob("app", LAYER.digest())).isPresent();
        assertThat(registry.wire().of("PUT", MANIFESTS)).hasSize(2);
    }

    @Test
    void whatItSaidToHaveIsSentWhenItDoesNotKnowIt() throws IOException {
        registry.faults().on("HEAD", BLOB).times(1).answers(200, "Content-Length: " + LAYER.size());
        copy();
        assertArrived();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {",\"detail\":\"DIGEST\"", ",\"detail\":{\"Digest\":\"DIGEST\"}", ",\"detail\":[\"x\",\"DIGEST\"]"
            })
    void whatItNamesIsSentThoughItStillSaysToHaveIt(String detail) throws IOException {
        registry.faults().on("HEAD", BLOB).answers(200, "Content-Length: " + LAYER.size());
        registry.faults()
                .on("PUT", MANIFESTS)
                .times(1)
                .answers(unknown(detail.replace("DIGEST", LAYER.digest().toString())));
        copy();
        assertArrived();
    }

    @Test
    void whatItDidNotReallyMountIsSent() throws IOException {
        registry.content().put("some/app", "v1", IMAGE);
        registry.faults().on("POST", "uploads").times(1).answers(201, "Location: " + BLOB);
        copy(registry.host() + "/some/app:v1", "v1");
        assertArrived();
    }

    @Test
    void aChildThatItForgotIsSentAgain() throws IOException {
        registry.faults().on("PUT", MANIFESTS + "sha256").times(1).answers(201);
        copy(source.host() + "/some/app:list", "v1");
        assertThat(registry.content().tags("app"))
                .containsEntry("v1", SampleImages.list().root().digest());
    }

    @Test
    void whatItTookAndLostIsSentAgainAndSoIsAConfigThatWasMadeOnTheWay() throws IOException {
        registry.faults()
                .on("PUT", "/blobs/uploads/")
                .times(IMAGE.blobs().size())
                .answers(201);
        ConversionRequest strict = ConversionRequest.builder(Family.OCI)
                .config(ConversionRequest.ConfigPolicy.STRICT)
                .build();
        new RegistryPair(DaemonThreads.executor())
                .copy(
                        source.host() + "/some/app:v1",
                        registry.host() + "/app:v1",
                        CopyRequest.of(Optional.of(Family.OCI), strict));
        assertThat(registry.content().tags("app")).containsKey("v1");
    }

    @Test
    void whoeverNeverKnowsIsAskedTwiceAndGivenUp() {
        registry.faults().on("PUT", MANIFESTS).answers(unknown(",\"detail\":\"" + LAYER.digest() + "\""));
        ContentException failure = catchThrowableOfType(ContentException.class, this::copy);
        assertThat(failure.kind()).isEqualTo(FailureKind.NOT_FOUND);
        assertThat(failure).hasMessageContaining("MANIFEST_BLOB_UNKNOWN").hasMessageContaining(registry.host());
        assertThat(registry.wire().of("PUT", MANIFESTS)).hasSize(2);
        assertThat(registry.content().tags("app")).isEmpty();
    }

    @Test
    void whatNobodyHasIsNotMadeUp() {
        registry.content().put("app", "broken", IMAGE.without(LAYER.digest()));
        ContentException failure = catchThrowableOfType(
                ContentException.class,
                () -> new RegistryPair(DaemonThreads.executor())
                        .copy(
                                registry.host() + "/app:broken",
                                registry.host() + "/app:broken",
                                CopyRequest.to(Family.OCI)));
        assertThat(failure.kind()).isEqualTo(FailureKind.NOT_FOUND);
        assertThat(registry.content().tags("app"))
                .containsEntry("broken", IMAGE.root().digest());
        assertThat(registry.wire().of("PUT", MANIFESTS)).hasSize(1);
    }
}
