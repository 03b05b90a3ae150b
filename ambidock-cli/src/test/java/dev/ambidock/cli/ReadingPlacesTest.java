// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static dev.ambidock.cli.ImagePlaces.DOCKER;
import static dev.ambidock.cli.ImagePlaces.INDEX;
import static dev.ambidock.cli.ImagePlaces.NAME;
import static dev.ambidock.cli.ImagePlaces.OCI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session.Result;
import dev.ambidock.testkit.image.SampleImages;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** inspect, digest, diff and verify of images in places. */
class ReadingPlacesTest extends PlacesCommands {
    @Test
    void inspectListsAPlaceOfSeveralImages() {
        Result result = done("inspect oci:@many");
        assertThat(result.out().lines()).hasSize(5);
        assertThat(result.out())
                .startsWith("3 images in oci:" + folder + "/many\n")
                .contains("FORMAT", "SIZE")
                .contains(NAME)
                .contains("docker.io/library/multi:3, 3  linux/amd64 linux/arm64/v8");
        assertThat(done("inspect --list oci:@one").out()).startsWith("1 image in ");
        assertThat(done("inspect oci:@many --output json").out())
                .startsWith("{\"schema\":\"ambidock.images.v1\",\"place\":\"oci:")
                .contains("\"names\":[\"" + NAME)
                .contains("\"platforms\":[\"linux/amd64\",\"linux/arm64/v8\"]")
                .contains("\"digest\":\"" + digest(DOCKER) + "\"");
    }

    @Test
    void inspectListsWhatCannotBeReadToo() throws IOException {
        Files.writeString(ImagePlaces.blob(folder.resolve("many"), DOCKER.root()), "{}");
        assertThat(done("inspect oci:@many").out()).contains("cannot be read: ").contains(NAME);
        Files.delete(ImagePlaces.blob(folder.resolve("many"), DOCKER.root()));
        assertThat(done("inspect oci:@many --output json").out()).contains("\"problem\":\"");
    }

    @Test
    void inspectTellsOfOneImage() {
        String full = done("inspect oci:@many:app:v1").out();
        assertThat(full).startsWith("names  " + NAME).contains(digest(OCI));
        assertThat(done("inspect oci:@many@" + digest(DOCKER)).out()).contains("Docker only");
        String tree = done("inspect --tree oci:@many:multi:3").out();
        assertThat(tree)
                .contains("index of 4  OCI  " + digest(INDEX))
                .contains("  image  linux/arm64/v8  OCI  sha256:");
        assertThat(done("inspect --raw oci:@many:app:v1").bytes())
                .isEqualTo(ImagePlaces.document(OCI).toArray());
        assertThat(done("inspect --config dir:@flat").out()).contains("Healthcheck");
        Result index = cli.run("inspect", "--config", "oci:@many:multi:3");
        assertThat(index.status()).isEqualTo(2);
        Result raw = cli.run("inspect", "--raw", "oci:@many");
        assertThat(raw.status()).isEqualTo(2);
        assertThat(raw.err()).contains("3 images fit");
        assertThat(done("inspect oci:@one --output json").out()).startsWith("{\"schema\":\"ambidock.inspection.v1\"");
    }

    @Test
    void digestIsThatOfTheImageOrOfItsConversion() {
        assertThat(done("digest oci:@one").out()).isEqualTo(digest(OCI) + "\n");
        String promised = done("digest oci:@one --as docker").out();
        assertThat(done("copy oci:@one docker-archive:@x.tar").out()).isEqualTo(promised);
        assertThat(done("digest docker-archive:@x.tar --as oci").out())
                .isEqualTo(done("copy docker-archive:@x.tar oci:@y").out());
        assertThat(cli.run("digest", "oci:@one", "--as", "docker", "--strict").status())
                .isEqualTo(4);
        assertThat(done("digest oci:@one --output json").out()).contains(digest(OCI));
    }

    @Test
    void diffTakesAnyMixOfPlacesAndDocuments() throws IOException {
        done("copy oci:@one docker-archive:@x.tar");
        Result same = done("diff oci:@one docker-archive:@x.tar");
        assertThat(same.out()).startsWith("the same image").contains("docker-archive:");
        Files.write(folder.resolve("m.json"), ImagePlaces.document(OCI).toArray());
        assertThat(done("diff @m.json oci:@one").out()).startsWith("identical");
        assertThat(done("diff dir:@flat").out()).contains("its conversion to OCI");
        Result different = cli.run("diff", "oci:@one", "dir:@flat");
        assertThat(different.status()).isEqualTo(5);
        Result twice = cli.run("diff", "-", "docker-archive:-");
        assertThat(twice.status()).isEqualTo(2);
        assertThat(twice.err()).contains("standard input");
    }

    @Test
    void verifyReadsEverything() {
        Result one = done("verify oci:@one");
        assertThat(one.out())
                .startsWith("sound  " + digest(OCI))
                .contains("2 blobs")
                .contains(NAME);
        assertThat(one.err()).isEmpty();
        assertThat(done("verify oci:@many").out().lines().filter(l -> l.startsWith("sound")))
                .hasSize(3);
        assertThat(done("verify dir:@flat --jobs 1").out()).startsWith("sound");
        assertThat(done("verify oci:@one --output json").out())
                .startsWith(
                        "{\"schema\":\"ambidock.verification.v1\",\"place\":\"oci:" + folder + "/one\",\"sound\":true")
                .contains("\"blobs\":2");
    }

    @Test
    void verifyFindsWhatDoesNotMatch() throws IOException {
        ImagePlaces.flip(folder.resolve("many"), ImagePlaces.layer(OCI, 0));
        Result broken = cli.run("verify", "oci:@many");
        assertThat(broken.status()).isEqualTo(5);
        assertThat(broken.out())
                .contains("broken  " + digest(OCI))
                .contains("error: ")
                .contains("sound  " + digest(DOCKER));
        assertThat(cli.run("verify", "oci:@many:other:2.0").status()).isZero();
        assertThat(cli.run("verify", "oci:@many", "--output", "json").out()).contains("\"sound\":false");
        Files.delete(ImagePlaces.blob(folder.resolve("many"), ImagePlaces.layer(OCI, 0)));
        assertThat(cli.run("verify", "oci:@many:app:v1").status()).isEqualTo(5);
        ImagePlaces.flip(folder.resolve("one"), OCI.root());
        assertThat(cli.run("verify", "oci:@one").status()).isEqualTo(5);
    }

    @Test
    void verifyOfDocumentsSaysWhatItLeavesOut() throws IOException {
        Sample.writeTo(cli);
        Result sound = done("verify @index.json --children @d");
        assertThat(sound.out()).startsWith("sound  sha256:").contains("5 documents");
        assertThat(sound.err()).contains("layers were not read");
        assertThat(cli.run("verify", "@manifest.json", "--jobs", "2").status()).isEqualTo(2);
        Result wrong = cli.run("verify", "@d/none");
        assertThat(wrong.status()).isEqualTo(2);
        String manifest = Files.readString(folder.resolve("manifest.json"));
        cli.write("sized.json", manifest.replaceFirst("\"size\": [0-9]+", "\"size\": 3"));
        assertThat(cli.run("verify", "@sized.json", "--children", "@d").status())
                .isEqualTo(5);
    }

    @Test
    void attachmentsAreNoImages() throws IOException {
        ImagePlaces.layout(folder.resolve("noted"), OCI, SampleImages.referrer(OCI, "a note"));
        assertThat(done("digest oci:@noted").out().strip()).isEqualTo(digest(OCI));
        assertThat(done("inspect oci:@noted").out()).startsWith("names");
    }
}
