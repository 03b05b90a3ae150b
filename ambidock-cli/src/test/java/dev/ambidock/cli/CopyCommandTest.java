// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static dev.ambidock.cli.ImagePlaces.DOCKER;
import static dev.ambidock.cli.ImagePlaces.INDEX;
import static dev.ambidock.cli.ImagePlaces.NAME;
import static dev.ambidock.cli.ImagePlaces.OCI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session.Result;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Family;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** copy, as a user types it. */
class CopyCommandTest extends PlacesCommands {
    @ParameterizedTest
    @CsvSource({
        "oci:@out, oci",
        "oci-archive:@out, oci",
        "docker-archive:@out, docker",
        "dir:@out, docker",
        "oci:@out --format docker, docker",
        "docker-archive:@out --format oci, oci",
        "oci-archive:@out --format keep, docker",
        "dir:@out --format oci, oci"
    })
    void theDestinationDecidesTheFormatUnlessToldOtherwise(String destination, String format) {
        String digest = done("copy oci:@many:other:2.0 " + destination).out();
        String place = destination.split(" ")[0];
        assertThat(done("inspect --tree " + place).out()).contains(format.equals("oci") ? "  OCI  " : "  Docker  ");
        assertThat(digest(place) + "\n").isEqualTo(digest);
        assertThat(done("verify " + place).out()).startsWith("sound");
    }

    @Test
    void restoresTheOriginalOnTheWayBack() {
        String archive = done("copy oci:@one docker-archive:@out.tar").out();
        assertThat(archive.strip()).isNotEqualTo(digest(OCI));
        Result back = done("copy docker-archive:@out.tar oci:@back");
        assertThat(back.out().strip()).isEqualTo(digest(OCI));
        assertThat(back.err()).contains("restored");
        assertThat(done("copy docker-archive:@out.tar oci:@ignored --origin ignore")
                        .out()
                        .strip())
                .isNotEqualTo(digest(OCI));
        assertThat(done("copy oci:@one docker-archive:@off.tar --origin off").err())
                .doesNotContain("origin record");
        assertThat(done("copy docker-archive:@off.tar oci:@off").out().strip()).isNotEqualTo(digest(OCI));
    }

    @Test
    void keepsTheNamesOrGivesTheNewOne() {
        done("copy oci:@one docker-archive:@kept.tar");
        assertThat(digest("docker-archive:@kept.tar:" + NAME)).isEqualTo(digest("docker-archive:@kept.tar:app:v1"));
        done("copy oci:@one oci:@named:mine");
        assertThat(digest("oci:@named:mine")).isEqualTo(digest(OCI));
        assertThat(cli.run("digest", "oci:@named:v1").status()).isEqualTo(2);
        done("copy oci:@one docker-archive:@new.tar:fresh:9");
        assertThat(done("inspect docker-archive:@new.tar").out()).startsWith("names  docker.io/library/fresh:9");
    }

    @Test
    void copiesEveryImageUnderItsNames() {
        Result all = done("copy --all-images oci:@many docker-archive:@all.tar");
        assertThat(all.out().lines()).hasSize(3);
        String list = done("inspect docker-archive:@all.tar").out();
        assertThat(list).contains("3 images", NAME, "docker.io/library/other:2.0", "docker.io/library/multi:3");
        assertThat(done("copy --all-images docker-archive:@all.tar oci:@back").out())
                .contains(digest(OCI), digest(INDEX));
        Result one = cli.run("copy", "oci:@many", "oci:@out");
        assertThat(one.status()).isEqualTo(2);
        assertThat(one.err()).contains("3 images fit").contains("app:v1");
    }

    @Test
    void filtersPlatformsWithoutDanglingEntries() {
        done("copy oci:@many:multi:3 oci:@out --platform linux/arm64/v8");
        String tree = done("inspect --tree oci:@out").out();
        assertThat(tree).contains("linux/arm64").doesNotContain("linux/amd64");
        assertThat(done("verify oci:@out").out()).startsWith("sound");
        assertThat(cli.run("copy", "oci:@many:multi:3", "oci:@none", "--platform", "linux/riscv64")
                        .status())
                .isEqualTo(4);
        assertThat(cli.run("copy", "oci:@many:multi:3", "oci:@none", "--platform", "linux")
                        .status())
                .isEqualTo(2);
    }

    @Test
    void preservesDigestsOrRefusesBeforeAnyWrite() {
        Result refused = cli.run("copy", "oci:@one", "docker-archive:@out.tar", "--preserve-digests");
        assertThat(refused.status()).isEqualTo(4);
        assertThat(refused.bytes()).isEmpty();
        assertThat(refused.err()).contains("digest").contains("  try: ");
        assertThat(folder.resolve("out.tar")).doesNotExist();
        assertThat(done("copy oci:@one docker-archive:@out.tar --preserve-digests --format keep")
                        .out()
                        .strip())
                .isEqualTo(digest(OCI));
    }

    @Test
    void strictRefusesLosses() {
        Result refused = cli.run("copy", "oci:@one", "docker-archive:@out.tar", "--strict");
        assertThat(refused.status()).isEqualTo(4);
        assertThat(refused.err()).contains("lost: ").contains(NAME);
        assertThat(folder.resolve("out.tar")).doesNotExist();
        assertThat(cli.run("copy", "oci:@one", "oci:@same", "--strict").status())
                .isZero();
    }

    @Test
    void compressesLayersAnewAndSaysHow() {
        String config = imageId("oci:@one");
        Result zstd = done("copy oci:@one oci:@small --compress zstd --level 9");
        assertThat(zstd.err()).contains("layers compressed anew: zstd").contains("9");
        assertThat(done("inspect oci:@small").out())
                .contains("layer.v1.tar+zstd")
                .doesNotContain("tar+gzip");
        assertThat(imageId("oci:@small")).isEqualTo(config);
        assertThat(done("copy oci:@small oci:@plain --compress none").err())
                .contains("unpacked")
                .doesNotContain("compressed anew");
        assertThat(done("inspect oci:@plain").out()).doesNotContain("+gzip", "+zstd");
        Result one = done("copy oci:@plain oci:@gzip --compress gzip --level 1 --output json");
        assertThat(one.out()).contains("\"codecs\":[\"gzip").contains("-1");
        assertThat(imageId("oci:@gzip")).isEqualTo(config);
        assertThat(done("verify oci:@gzip").out()).startsWith("sound");
    }

    private String imageId(String ref) {
        return done("inspect " + ref)
                .out()
                .lines()
                .filter(line -> line.contains("image ID"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void zstdBecomesGzipForDockerWithoutAFlag() {
        String config = imageId("oci:@zstd");
        Result result = done("copy oci:@zstd docker-archive:@out.tar");
        assertThat(result.err()).contains("compressed anew");
        assertThat(imageId("docker-archive:@out.tar")).isEqualTo(config);
        assertThat(done("verify docker-archive:@out.tar").out()).startsWith("sound");
        assertThat(cli.run("digest", "oci:@zstd", "--as", "docker").status()).isEqualTo(4);
    }

    @Test
    void writesTheOldShapeOfArchivesOnRequest() throws IOException {
        done("copy oci:@many:other:2.0 docker-archive:@classic.tar --archive classic");
        String tar = new String(
                Files.readAllBytes(folder.resolve("classic.tar")), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(tar).contains("repositories").doesNotContain("oci-layout");
        assertThat(done("verify docker-archive:@classic.tar").out()).startsWith("sound");
        Result list = cli.run("copy", "oci:@many:multi:3", "docker-archive:@list.tar", "--archive", "classic");
        assertThat(list.status()).isEqualTo(4);
        assertThat(list.err()).contains("  try: ");
        assertThat(folder.resolve("list.tar")).doesNotExist();
    }

    @Test
    void theSameCopyGivesTheSameBytes() throws IOException {
        for (String to : List.of("docker-archive", "oci-archive")) {
            done("copy --all-images oci:@many " + to + ":@first --jobs 4");
            done("copy --all-images oci:@many " + to + ":@second --jobs 1");
            assertThat(cli.read("first")).isEqualTo(cli.read("second"));
        }
        done("copy oci:@zstd docker-archive:@first");
        done("copy oci:@zstd docker-archive:@second");
        assertThat(cli.read("first")).isEqualTo(cli.read("second"));
    }

    @Test
    void aFlatFolderIsASourceToo() {
        assertThat(done("copy dir:@flat oci:@out:x --format keep").out().strip())
                .isEqualTo(digest(DOCKER));
        assertThat(digest("dir:@flat")).isEqualTo(digest(DOCKER));
    }

    @Test
    void refusesASparseIndexUnlessTold() {
        Result refused = cli.run("copy", "oci:@sparse", "oci:@out", "--format", "docker");
        assertThat(refused.status()).isEqualTo(4);
        assertThat(refused.err()).contains("--sparse").doesNotContain("--children");
        done("copy oci:@sparse oci:@out --format docker --sparse skip");
    }

    @Test
    void damageAtTheSourceFailsAndNamesIt() throws IOException {
        ImagePlaces.flip(folder.resolve("one"), ImagePlaces.layer(OCI, 1));
        Result broken = cli.run("copy", "oci:@one", "docker-archive:@out.tar");
        assertThat(broken.status()).isEqualTo(1);
        assertThat(broken.err())
                .startsWith("ambidock: source ")
                .contains(ImagePlaces.layer(OCI, 1).digest().toString());
        assertThat(broken.bytes()).isEmpty();
        assertThat(folder.resolve("out.tar")).doesNotExist();
        Files.delete(ImagePlaces.blob(folder.resolve("one"), ImagePlaces.layer(OCI, 1)));
        Result missing = cli.run("copy", "oci:@one", "docker-archive:@out.tar");
        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.err()).startsWith("ambidock: source ");
        assertThat(folder.resolve("out.tar")).doesNotExist();
    }

    @Test
    void plainLayersStayPlainWhereThatIsLocal() throws IOException {
        ImagePlaces.layout(
                folder.resolve("plain"),
                SampleImages.plain(Family.DOCKER, "s").named("plain:1").build());
        done("copy oci:@plain docker-archive:@out.tar");
        assertThat(done("inspect docker-archive:@out.tar").out())
                .contains("rootfs.diff.tar")
                .doesNotContain("gzip");
    }

    @Test
    void row16_aDiffIdThatDoesNotFitIsRefusedOnRequest() throws IOException {
        LayerDraft layer = LayerDraft.of("a", "b").compressed(Compression.GZIP);
        String config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\""
                + layer.descriptor(Family.OCI).digest() + "\"]}}";
        WholeImage wrong = ImageDraft.of(Family.OCI)
                .layer(layer)
                .config(Bytes.of(config))
                .named("wrong")
                .build();
        ImagePlaces.layout(folder.resolve("wrong"), wrong);
        Result refused = cli.run("copy", "oci:@wrong:wrong", "oci:@kept:v1", "--verify-diff-ids");
        assertThat(refused.status()).isEqualTo(5);
        assertThat(refused.err()).contains("unpacks to " + layer.diffId(), "the config's diff ID is");
        assertThat(refused.out()).isEmpty();
        assertThat(folder.resolve("kept")).doesNotExist();
        assertThat(cli.run("convert", "oci:@wrong:wrong", "--to", "docker", "--verify-diff-ids")
                        .status())
                .isEqualTo(5);
        assertThat(digest("oci:@wrong:wrong")).isEqualTo(digest(wrong));
        done("copy oci:@wrong:wrong oci:@kept:v1");
        done("copy oci:@many:app:v1 oci:@sound:v1 --verify-diff-ids");
    }
}
