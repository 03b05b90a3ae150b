// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session.Result;
import dev.ambidock.testkit.image.WholeImage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder of images in places of every kind, and the command line in front of it. */
abstract class PlacesCommands {
    @TempDir
    Path folder;

    Session cli;

    @BeforeEach
    void places() throws IOException {
        cli = new Session(folder);
        ImagePlaces.writeTo(folder);
    }

    Result done(String line) {
        Result result = cli.run(line.split(" "));
        assertThat(result.status()).as(line + "\n" + result.err()).isZero();
        return result;
    }

    String digest(String ref) {
        return done("digest " + ref).out().strip();
    }

    static String digest(WholeImage image) {
        return image.root().digest().toString();
    }
}
