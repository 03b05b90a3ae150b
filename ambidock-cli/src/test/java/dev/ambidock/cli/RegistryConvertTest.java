// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session.Result;
import dev.ambidock.model.Family;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** convert in place moves tags of a registry to the other format, without a layer and without losing what was there. */
class RegistryConvertTest extends RegistryCommands {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String CONVERT = "convert docker://HOST/team/app:v1 --to oci";
    private static final WholeImage DOCKER = SampleImages.docker();

    private String before;

    @BeforeEach
    void images() throws IOException {
        before = session.lay("team/app", "v1", DOCKER);
    }

    @Test
    void theTagStandsForTheResultAndTheOldRootStays() {
        Result result = session.done(CONVERT);
        String after = session.tagged("team/app", "v1");
        assertThat(after).isNotEqualTo(before);
        assertThat(session.type("team/app", "v1")).isEqualTo(MANIFEST);
        assertThat(session.holds("team/app", before)).isTrue();
        assertThat(result.out()).isEqualTo(after + "\n");
        assertThat(session.writes()).hasSize(1);
        assertThat(session.requests()).hasSizeLessThanOrEqualTo(8);
        assertThat(session.done("inspect HOST/team/app@" + before).out()).contains("Docker", before);
    }

    /** Who knows that nothing refers to the image need not have it looked for. */
    @Test
    void fourRequestsAreEnoughWithoutALookAtReferrers() {
        session.done(CONVERT + " --referrers ignore");
        assertThat(session.requests()).hasSizeLessThanOrEqualTo(4);
        session.done("convert HOST/team/app:v1 --to docker --referrers ignore");
        assertThat(session.requests()).hasSizeLessThanOrEqualTo(4);
        assertThat(session.tagged("team/app", "v1")).isEqualTo(before);
    }

    @Test
    void bothDigestsAreToldToProgramsAndInTheMapping() throws IOException {
        Result result = session.done(CONVERT + " --output json --mapping @map --digestfile @digest");
        String after = session.tagged("team/app", "v1");
        assertThat(result.out())
                .contains("\"source\":{\"mediaType\":\"" + DOCKER.root().mediaType() + "\",\"digest\":\"" + before)
                .contains("\"result\":{\"mediaType\":\"" + MANIFEST + "\",\"digest\":\"" + after);
        assertThat(Files.readString(folder.resolve("map")))
                .contains("\"oldDigest\":\"" + before + "\",\"newDigest\":\"" + after + "\"");
        assertThat(Files.readString(folder.resolve("digest"))).isEqualTo(after);
    }

    @Test
    void aSecondRunWritesNothing() {
        String after = session.done(CONVERT).out();
        Result again = session.done(CONVERT);
        assertThat(again.out()).isEqualTo(after);
        assertThat(again.err()).contains("unchanged");
        assertThat(session.writes()).isEmpty();
        assertThat(session.requests()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void theWayBackGivesTheFirstDigest() {
        session.done(CONVERT);
        assertThat(session.done("convert HOST/team/app:v1").out()).isEqualTo(before + "\n");
        assertThat(session.tagged("team/app", "v1")).isEqualTo(before);
    }

    @Test
    void theWayBackOfLossesGivesTheFirstDigestToo() {
        String oci = session.lay("team/app", "notes", SampleImages.oci());
        Result there = session.done("convert HOST/team/app:notes --to docker");
        assertThat(there.err()).contains("lost: ", "origin record");
        assertThat(session.tagged("team/app", "notes")).isNotEqualTo(oci);
        Result back = session.done("convert HOST/team/app:notes --to oci");
        assertThat(back.out()).isEqualTo(oci + "\n");
        assertThat(back.err()).contains("restored");
        assertThat(session.tagged("team/app", "notes")).isEqualTo(oci);
    }

    @Test
    void aDryRunTellsBothDigestsAndWritesNothing() {
        Result plan = session.done(CONVERT + " --dry-run");
        assertThat(session.writes()).isEmpty();
        assertThat(session.tagged("team/app", "v1")).isEqualTo(before);
        assertThat(plan.out()).contains("plan: Docker -> OCI, nothing written", before);
        assertThat(plan.out()).contains(session.done(CONVERT).out().strip());
    }

    @Test
    void digestsAreNotChangedAgainstTheUsersWill() {
        Result refused = session.fails(4, CONVERT + " --preserve-digests");
        assertThat(refused.err()).contains("--preserve-digests", session.host() + "/team/app:v1");
        assertThat(session.writes()).isEmpty();
        assertThat(session.tagged("team/app", "v1")).isEqualTo(before);
    }

    @Test
    void everyTagIsConvertedAndListsOfReferrersAreLeftAlone() {
        String oci = session.lay("many", "oci", SampleImages.oci());
        session.lay("many", "list", SampleImages.list());
        for (String tag : new String[] {"a", "b", "c"}) {
            session.lay("many", tag, SampleImages.plain(Family.DOCKER, tag).build());
        }
        String referrers = "sha256-" + "0123456789abcdef".repeat(4);
        String listed = session.lay(
                "many",
                referrers,
                SampleImages.plain(Family.DOCKER, "stands for a list").build());
        Result result = session.done("convert HOST/many --all-images --to oci");
        assertThat(result.out().lines()).hasSize(5).contains(oci);
        for (String tag : new String[] {"a", "b", "c", "oci"}) {
            assertThat(session.type("many", tag)).as(tag).isEqualTo(MANIFEST);
            assertThat(result.out()).contains(session.tagged("many", tag));
        }
        assertThat(session.type("many", "list")).isEqualTo(INDEX);
        assertThat(session.tagged("many", "oci")).isEqualTo(oci);
        assertThat(session.tagged("many", referrers)).isEqualTo(listed);
        session.done("convert HOST/many --all-images --to oci");
        assertThat(session.writes()).isEmpty();
    }

    @Test
    void oneTagAndAllTagsContradictEachOther() {
        assertThat(session.fails(2, CONVERT + " --all-images").err()).contains("--all-images", "names one image");
        assertThat(session.writes()).isEmpty();
    }

    @Test
    void aTagThatIsNotThereIsTheUsersMistake() {
        assertThat(session.fails(2, "convert HOST/team/app:none --to oci").err())
                .contains("team/app:none")
                .doesNotContain("Exception");
        assertThat(session.writes()).isEmpty();
    }
}
