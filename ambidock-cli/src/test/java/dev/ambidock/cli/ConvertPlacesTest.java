// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static dev.ambidock.cli.ImagePlaces.DOCKER;
import static dev.ambidock.cli.ImagePlaces.OCI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session.Result;
import dev.ambidock.testkit.image.SampleImages;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** convert of images in places: to another place, or where they are. */
class ConvertPlacesTest extends PlacesCommands {
    @BeforeEach
    void sample() throws IOException {
        Sample.writeTo(cli);
    }

    @Test
    void takesTheOtherFormatByDefaultAndAnyOnRequest() {
        done("convert oci:@many:other:2.0 oci:@out:a");
        assertThat(done("inspect --tree oci:@out:a").out()).contains("  OCI  ");
        done("convert oci:@many:other:2.0 oci:@out:b --to docker");
        assertThat(done("digest oci:@out:b").out().strip())
                .isEqualTo(DOCKER.root().digest().toString());
    }

    @Test
    void thereAndBackIsTheIdentity() {
        done("convert dir:@flat oci:@out:x --to oci");
        assertThat(done("convert oci:@out:x dir:@back --to docker").out().strip())
                .isEqualTo(DOCKER.root().digest().toString());
    }

    @Test
    void convertsWhereTheImageIsUnderTheSameName() {
        Result result = done("convert oci:@many:app:v1 --to docker");
        assertThat(done("digest oci:@many:app:v1").out()).isEqualTo(result.out());
        assertThat(done("inspect --list oci:@many").out())
                .contains("3 images")
                .doesNotContain(OCI.root().digest().toString().substring(0, 19));
        assertThat(done("digest oci:@many:other:2.0").out().strip())
                .isEqualTo(DOCKER.root().digest().toString());
        done("verify oci:@many");
    }

    @Test
    void convertsAnArchiveWhereItIs() {
        done("copy oci:@many:other:2.0 docker-archive:@x.tar");
        Result result = done("convert docker-archive:@x.tar --to oci");
        assertThat(done("digest docker-archive:@x.tar:other:2.0").out()).isEqualTo(result.out());
        assertThat(done("inspect --tree docker-archive:@x.tar").out()).contains("  OCI  ");
        done("verify docker-archive:@x.tar");
    }

    @Test
    void losesNoOtherImageOfAnArchive() throws IOException {
        done("copy --all-images oci:@many docker-archive:@all.tar");
        byte[] before = cli.read("all.tar");
        Result refused = cli.run("convert", "docker-archive:@all.tar:other:2.0", "--to", "oci");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("holds 3 images").contains("--all-images");
        assertThat(cli.read("all.tar")).isEqualTo(before);
        done("convert docker-archive:@all.tar --all-images --to oci");
        assertThat(done("inspect docker-archive:@all.tar").out())
                .contains("3 images")
                .doesNotContain("Docker ");
    }

    @Test
    void anImageWithoutANameHasNoPlaceToTake() throws IOException {
        ImagePlaces.layout(folder.resolve("unnamed"), SampleImages.docker());
        Result refused = cli.run("convert", "oci:@unnamed");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("has no name");
        done("convert oci:@unnamed oci:@unnamed:named");
        assertThat(done("inspect --tree oci:@unnamed:named").out()).contains("  OCI  ");
    }

    @Test
    void aDryRunInPlaceChangesNothing() throws IOException {
        byte[] index = cli.read("many/index.json");
        assertThat(done("convert oci:@many --all-images --dry-run").out())
                .contains("plan: OCI -> Docker")
                .contains("plan: Docker -> OCI");
        assertThat(cli.read("many/index.json")).isEqualTo(index);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "convert oci:@one -o @x|-o: it is for documents",
                "convert oci:@one --children @d|--children: it is for documents",
                "convert @manifest.json --all-images|--all-images: it is for images in places",
                "convert @manifest.json --compress gzip|--compress: it is for images",
                "convert @manifest.json --archive classic|--archive: it is for images",
                "convert @manifest.json oci:@x|goes where -o says",
                "convert oci:@one @x.json|no place of images",
                "convert docker-archive:- --to oci|cannot be converted in place",
                "convert oci:@many|3 images fit",
                "convert oci:@one --all-images --archive classic|--archive: it shapes docker-archive:"
            })
    void mixesOfDocumentsAndPlacesAreRefused(String line, String text) {
        Result result = cli.run(line.split(" "));
        assertThat(result.status()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).startsWith("ambidock: ").contains(text);
        assertThat(result.err().lines().count()).isLessThanOrEqualTo(2);
        assertThat(result.bytes()).isEmpty();
    }

    @Test
    void platformsFilterAnIndexDocumentToo() {
        done("convert @index.json --children @d -o @out --platform linux/arm64");
        assertThat(done("inspect --tree @out/root.json --children @out --children @d")
                        .out())
                .contains("arm64")
                .doesNotContain("amd64");
    }
}
