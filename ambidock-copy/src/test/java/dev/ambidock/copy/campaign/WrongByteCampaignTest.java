// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.copy.CopyRequest;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.testkit.campaign.Campaign;
import dev.ambidock.testkit.registry.BigImage;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One byte of what a registry sends is another: once, and for ever. */
@Tag("campaign")
@Timeout(300)
class WrongByteCampaignTest {
    private static final int LAYER = 300_000;

    private final Campaign campaign = Campaign.of("N5");

    /**
     * What is spoiled.
     *
     * @param what names it in the path
     * @param convert whether the image is converted on the way
     */
    private record Spoiled(String what, long at, boolean convert) {
        CopyRequest request() {
            return convert ? CopyRequest.to(Family.OCI) : CopyRequest.keep();
        }
    }

    private List<Spoiled> points(BigImage image, Digest config) {
        Random random = campaign.random("places");
        List<Spoiled> points = new ArrayList<>();
        for (int i = 0; i < campaign.points(8, 100); i++) {
            boolean convert = random.nextBoolean();
            points.add(
                    new Spoiled("/manifests/", random.nextInt((int) image.root().size()), convert));
            points.add(new Spoiled("/blobs/" + config, random.nextInt(100), convert));
            points.add(new Spoiled("/blobs/" + image.layers().get(0).digest(), random.nextInt(LAYER), convert));
        }
        return points;
    }

    private static Digest config(TwoRegistries registries, BigImage image) {
        String manifest = registries
                .source()
                .content()
                .manifest(TwoRegistries.REPOSITORY, image.root().digest())
                .orElseThrow()
                .content()
                .utf8();
        int at = manifest.indexOf("sha256:");
        return Digest.parse(manifest.substring(at, at + "sha256:".length() + 64));
    }

    @Test
    void onceItIsFetchedAgainAndForEverItIsTold() throws IOException {
        int points = 0;
        try (TwoRegistries registries = TwoRegistries.start()) {
            BigImage image = registries.putBig(LAYER);
            for (Spoiled point : points(image, config(registries, image))) {
                String repository = "copy/of-" + points++;
                once(registries, point, repository);
                forEver(registries, point, repository + "-x");
            }
        }
        campaign.figure("wrong bytes fetched again once", points + " of " + points);
        campaign.figure("wrong bytes that stay told as such", points + " of " + points);
    }

    private void once(TwoRegistries registries, Spoiled point, String repository) throws IOException {
        spoil(registries, point, 1);
        Digest root = registries.copyTo(repository, point.request(), Clients.standard(new SkippedWaits()));
        assertThat(asked(registries, point))
                .as("%s, %s", point, campaign.replay())
                .isEqualTo(2);
        TwoRegistries.assertWhole(registries.destination(), repository, root);
    }

    private void forEver(TwoRegistries registries, Spoiled point, String repository) {
        spoil(registries, point, 1000);
        ContentException failure = catchThrowableOfType(
                ContentException.class,
                () -> registries.copyTo(repository, point.request(), Clients.standard(new SkippedWaits())));
        assertThat(failure).as("%s, %s", point, campaign.replay()).isNotNull();
        assertThat(failure.kind()).isEqualTo(FailureKind.MISMATCH);
        assertThat(asked(registries, point))
                .as("%s, %s", point, campaign.replay())
                .isEqualTo(2);
        assertThat(registries.destination().content().tags(repository)).isEmpty();
    }

    private static void spoil(TwoRegistries registries, Spoiled point, int times) {
        registries.source().faults().clear();
        registries.source().wire().clear();
        registries
                .source()
                .faults()
                .on("GET", point.what())
                .when(r -> r.header("range").isEmpty())
                .times(times)
                .flipsByte(point.at());
    }

    private static int asked(TwoRegistries registries, Spoiled point) {
        // A short look at what a layer is comes by a range, and is not verified.
        return (int) registries.source().wire().of("GET", point.what()).stream()
                .filter(e -> !e.headers().containsKey("range"))
                .count();
    }
}
