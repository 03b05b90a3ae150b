// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.copy.CopyRequest;
import dev.ambidock.copy.ReferrersPolicy;
import dev.ambidock.copy.RegistryPair;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.model.ImageName;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.plan.ConversionRequest.CompressionPolicy;
import dev.ambidock.testkit.campaign.Campaign;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.BigImage;
import dev.ambidock.testkit.registry.BlobData;
import dev.ambidock.testkit.registry.DaemonThreads;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.Quirks;
import dev.ambidock.testkit.registry.QuirkyRegistry;
import dev.ambidock.transport.credential.CredentialLookup;
import dev.ambidock.transport.http.RetryPolicy;
import dev.ambidock.transport.http.Timeouts;
import dev.ambidock.transport.registry.Registries;
import dev.ambidock.transport.registry.Tags;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Registries as they are: each is pushed to, pulled from, converted in place and listed. */
@Tag("campaign")
@Timeout(120)
class QuirksCampaignTest {
    private static final long BIG = 6 << 20;

    private final Campaign campaign = Campaign.of("N9");
    private final WholeImage image = SampleImages.docker("example.org/sample/docker:v1");

    @Test
    void everyKindIsServedAndServes() throws IOException {
        List<String> passed = new ArrayList<>();
        for (Quirks kind : Quirks.values()) {
            try (QuirkyRegistry quirky = QuirkyRegistry.start(kind);
                    FakeRegistry plain = FakeRegistry.start()) {
                new Work(quirky, plain).all();
                passed.add(kind.name());
            } catch (IOException | AssertionError e) {
                throw new AssertionError(kind + ", " + campaign.replay(), e);
            }
        }
        campaign.figure(
                "kinds of registries pushed to, pulled from, converted in place, listed",
                passed.size() + " of " + Quirks.values().length);
        assertThat(passed).hasSize(10);
    }

    private final class Work {
        private final QuirkyRegistry quirky;
        private final FakeRegistry plain;
        private final Registries.Settings settings;

        Work(QuirkyRegistry quirky, FakeRegistry plain) {
            this.quirky = quirky;
            this.plain = plain;
            this.settings = Clients.of(
                    new SkippedWaits(),
                    Timeouts.defaults(),
                    RetryPolicy.defaults(),
                    CredentialLookup.always(quirky.credentials()));
        }

        void all() throws IOException {
            push();
            pushBroken();
            pushCompressed();
            pull();
            convertInPlace();
            list();
            assertThat(quirky.storageWire().entries())
                    .allMatch(e -> !e.headers().containsKey("authorization"));
        }

        private Digest copy(String from, String to, CopyRequest request) throws IOException {
            return new RegistryPair(DaemonThreads.executor())
                    .copy(from, to, request, settings)
                    .root()
                    .digest();
        }

        private String there(String rest) {
            return quirky.registry().host() + "/" + rest;
        }

        private void push() throws IOException {
            plain.content().put("some/app", "v1", image);
            plain.content().put("some/app", SampleImages.referrer(image, "note"));
            CopyRequest all = CopyRequest.keep().with(ReferrersPolicy.COPY);
            Digest root = copy(plain.host() + "/some/app:v1", there("team/app:v1"), all);
            TwoRegistries.assertWhole(quirky.registry(), "team/app", root);
            copy(plain.host() + "/some/app:v1", there("team/app:v2"), all);
            copy(there("team/app:v1"), there("other/app:v1"), CopyRequest.keep());
            TwoRegistries.assertWhole(quirky.registry(), "other/app", root);
        }

        /** An upload that breaks goes on in pieces where that is possible, and begins anew elsewhere. */
        private void pushBroken() throws IOException {
            BigImage.of(plain, "big/app", "v1", List.of(BlobData.generated(1, BIG)));
            quirky.registry()
                    .faults()
                    .on("PUT", "/blobs/uploads/")
                    .when(request -> request.header("content-length")
                            .filter(("" + BIG)::equals)
                            .isPresent())
                    .times(1)
                    .resetRequestAfter(300_000);
            Digest root = copy(plain.host() + "/big/app:v1", there("big/app:v1"), CopyRequest.keep());
            TwoRegistries.assertWhole(quirky.registry(), "big/app", root);
        }

        private void pushCompressed() throws IOException {
            ConversionRequest zstd = ConversionRequest.builder(Family.OCI)
                    .compression(CompressionPolicy.ZSTD)
                    .build();
            Digest root = copy(
                    plain.host() + "/some/app:v1",
                    there("small/app:v1"),
                    CopyRequest.of(Optional.of(Family.OCI), zstd));
            TwoRegistries.assertWhole(quirky.registry(), "small/app", root);
        }

        private void pull() throws IOException {
            Digest root = copy(there("team/app:v1"), plain.host() + "/pulled/app:v1", CopyRequest.keep());
            assertThat(root).isEqualTo(image.root().digest());
            TwoRegistries.assertWhole(plain, "pulled/app", root);
        }

        private void convertInPlace() throws IOException {
            Digest root = copy(there("team/app:v1"), there("team/app:v1"), CopyRequest.to(Family.OCI));
            assertThat(quirky.registry().content().tags("team/app")).containsEntry("v1", root);
            assertThat(root).isNotEqualTo(image.root().digest());
            TwoRegistries.assertWhole(quirky.registry(), "team/app", root);
        }

        private void list() throws IOException {
            for (int i = 0; i < 5; i++) {
                quirky.registry()
                        .content()
                        .tag("team/app", "w" + i, image.root().digest());
            }
            try (Registries registries = new Registries(settings)) {
                List<String> tags = new Tags(registries.repository(ImageName.parse(there("team/app")))).all();
                assertThat(tags).contains("v1", "v2", "w0", "w4").doesNotContain("null");
                assertThat(tags)
                        .hasSameSizeAs(
                                quirky.registry().content().tags("team/app").keySet());
            }
        }
    }
}
