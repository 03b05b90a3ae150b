// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.copy.CopyRequest;
import dev.ambidock.copy.ReferrersPolicy;
import dev.ambidock.copy.RegistryPair;
import dev.ambidock.model.ImageName;
import dev.ambidock.testkit.campaign.Campaign;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.DaemonThreads;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.RecordingHost;
import dev.ambidock.testkit.registry.RegistryOptions;
import dev.ambidock.testkit.registry.WireResponse;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.registry.Registries;
import dev.ambidock.transport.registry.Tags;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All the forms in which registries answer: where to upload, mounts, HEAD, pages, referrers. */
@Tag("campaign")
@Timeout(120)
class RegistryFormsCampaignTest {
    private static final int TAGS = 25;

    private final Campaign campaign = Campaign.of("N7");
    private final WholeImage image = SampleImages.oci("example.org/sample/oci:v1");
    private final WholeImage note = SampleImages.referrer(image, "note");

    private static UnaryOperator<WireResponse> location(UnaryOperator<String> change) {
        return r -> r.headers().stream()
                .filter(h -> h.startsWith("Location: "))
                .findFirst()
                .map(h -> r.without("Location").with("Location: " + change.apply(h.substring("Location: ".length()))))
                .orElse(r);
    }

    private static WireResponse lengthless(WireResponse answer) {
        return new WireResponse(answer.status(), answer.headers(), -1, answer.content());
    }

    /** What is odd about the destination. */
    private static Map<String, Consumer<FakeRegistry>> forms() {
        Map<String, Consumer<FakeRegistry>> forms = new LinkedHashMap<>();
        forms.put("Location absolute with a query", r -> {});
        forms.put(
                "Location without a query",
                r -> r.faults().on("POST", "/uploads/").changes(location(l -> l.replaceFirst("\\?.*", ""))));
        forms.put(
                "Location without a host",
                r -> r.faults().on("POST", "/uploads/").changes(location(l -> l.replaceFirst("^http:", ""))));
        forms.put(
                "Location beside the request",
                r -> r.faults().on("POST", "/uploads/").changes(location(l -> l.substring(l.lastIndexOf('/') + 1))));
        forms.put("no Location on 201", r -> r.faults().on("PUT", "/v2/").changes(a -> a.without("Location")));
        forms.put("no digest told", r -> r.faults().on("*", "/v2/").changes(a -> a.without("Docker-Content-Digest")));
        forms.put(
                "204 for a blob",
                r -> r.faults().on("PUT", "/uploads/").changes(a -> a.status() == 201 ? WireResponse.of(204) : a));
        mountsAndHeads(forms);
        referrers(forms);
        return forms;
    }

    private static void mountsAndHeads(Map<String, Consumer<FakeRegistry>> forms) {
        for (int status : new int[] {400, 401, 403, 404, 405, 415, 422}) {
            forms.put(
                    "mount " + status,
                    r -> r.faults()
                            .on("POST", "/uploads/")
                            .when(q -> q.query().contains("mount="))
                            .answers(status));
        }
        forms.put("HEAD 405", r -> r.faults().on("HEAD", "/v2/").answers(405));
        forms.put("HEAD 405 for blobs", r -> r.faults().on("HEAD", "/blobs/").answers(405));
        forms.put(
                "HEAD 404 though it is there",
                r -> r.faults().on("HEAD", "/v2/").answers(404));
        forms.put(
                "HEAD without length",
                r -> r.faults().on("HEAD", "/v2/").changes(RegistryFormsCampaignTest::lengthless));
        forms.put(
                "HEAD without digest",
                r -> r.faults().on("HEAD", "/v2/").changes(a -> a.without("Docker-Content-Digest")));
    }

    private static void referrers(Map<String, Consumer<FakeRegistry>> forms) {
        for (int status : new int[] {400, 404, 405, 410, 501}) {
            forms.put(
                    "referrers " + status,
                    r -> r.faults()
                            .on("GET", "/referrers/")
                            .answers(WireResponse.text(status, "text/plain", "no such page")));
        }
        forms.put(
                "referrers in HTML",
                r -> r.faults().on("GET", "/referrers/").answers(WireResponse.text(200, "text/html", "<p>hello</p>")));
    }

    private void push(String form, RegistryOptions options, Consumer<FakeRegistry> odd) throws IOException {
        try (TwoRegistries registries = TwoRegistries.start(options)) {
            registries.put(image);
            registries.source().content().put(TwoRegistries.REPOSITORY, note);
            FakeRegistry destination = registries.destination();
            destination.content().put("from/app", TwoRegistries.TAG, image);
            odd.accept(destination);
            CopyRequest all = CopyRequest.keep().with(ReferrersPolicy.COPY);
            Registries.Settings settings = Clients.standard(new SkippedWaits());
            registries.copy(all, settings);
            registries.assertArrived(image.root().digest());
            registries.copy(all, settings);
            new RegistryPair(DaemonThreads.executor())
                    .copy(destination.host() + "/from/app:v1", destination.host() + "/mounted/app:v1", all, settings);
            TwoRegistries.assertWhole(destination, "mounted/app", image.root().digest());
        } catch (IOException | RuntimeException e) {
            throw new AssertionError(form + ", " + campaign.replay(), e);
        }
    }

    @Test
    void everyFormIsUnderstood() throws IOException {
        int forms = 0;
        List<RegistryOptions> options = List.of(
                RegistryOptions.standard(),
                RegistryOptions.standard().withoutMounts(),
                RegistryOptions.standard().withRelativeLocations().withoutReferrers());
        for (RegistryOptions each : options) {
            for (Map.Entry<String, Consumer<FakeRegistry>> form : forms().entrySet()) {
                push(form.getKey() + " of " + each, each, form.getValue());
                forms++;
            }
        }
        campaign.figure("forms of answers to a push understood", forms + " of " + forms);
    }

    private static List<String> tags(FakeRegistry registry) throws IOException {
        Registries registries = new Registries(Clients.standard(new SkippedWaits()));
        try (registries) {
            return new Tags(registries.repository(ImageName.parse(registry.host() + "/some/app"))).all();
        }
    }

    private static UnaryOperator<WireResponse> link(UnaryOperator<String> change) {
        return r -> r.headers().stream()
                .filter(h -> h.startsWith("Link: "))
                .findFirst()
                .map(h -> r.without("Link")
                        .with("Link: <" + change.apply(h.substring(h.indexOf('<') + 1, h.indexOf('>')))
                                + ">; rel=\"next\""))
                .orElse(r);
    }

    @Test
    void pagesAreFollowedInEveryForm() throws IOException {
        try (FakeRegistry registry =
                        FakeRegistry.start(RegistryOptions.standard().withPage(3));
                RecordingHost other = RecordingHost.start()) {
            for (int i = 0; i < TAGS; i++) {
                registry.content().tag("some/app", "tag-" + i, image.root().digest());
            }
            List<UnaryOperator<String>> links = List.of(
                    l -> l,
                    l -> "http://" + registry.host() + l,
                    l -> l.substring(l.indexOf('?')),
                    l -> l.substring(l.lastIndexOf('/') + 1),
                    l -> "//" + registry.host() + l,
                    l -> "https://" + registry.host() + l,
                    l -> "http://127.0.0.1:" + other.port() + l,
                    l -> "http://localhost:" + other.port() + l);
            for (UnaryOperator<String> link : links) {
                registry.faults().clear();
                registry.faults().on("GET", "/tags/list").changes(link(link));
                assertThat(tags(registry)).as(campaign.replay()).hasSize(TAGS);
            }
            assertThat(other.connections()).isZero();
            loops(registry);
            campaign.figure(
                    "forms of links to the next page understood", (links.size() + 3) + " of " + (links.size() + 3));
        }
    }

    private void loops(FakeRegistry registry) {
        for (String loop : List.of("?n=3", "/v2/some/app/tags/list?n=1000", "http://HOST/v2/some/app/tags/list?x")) {
            registry.faults().clear();
            registry.faults()
                    .on("GET", "/tags/list")
                    .changes(r -> r.without("Link")
                            .with("Link: <" + loop.replace("HOST", registry.host()) + ">; rel=\"next\""));
            ContentException failure = catchThrowableOfType(ContentException.class, () -> tags(registry));
            assertThat(failure).as("%s, %s", loop, campaign.replay()).isNotNull();
            assertThat(failure.kind()).isEqualTo(FailureKind.LIMIT_EXCEEDED);
        }
    }
}
