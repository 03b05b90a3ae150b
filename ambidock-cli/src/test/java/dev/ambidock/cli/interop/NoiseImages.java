// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import dev.ambidock.model.Compression;
import dev.ambidock.model.Family;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.tar.TarDraft;
import java.util.Random;

/** OCI images whose layers no compression makes smaller. */
final class NoiseImages {
    private NoiseImages() {}

    /** An image with a plain layer for each number of bytes; the same for the same seed. */
    static WholeImage of(String name, long seed, int... sizes) {
        Random random = new Random(seed);
        ImageDraft image = ImageDraft.of(Family.OCI);
        for (int size : sizes) {
            byte[] noise = new byte[size];
            random.nextBytes(noise);
            image.layer(LayerDraft.of(TarDraft.inMemory().file("noise", noise).toBytes())
                    .compressed(Compression.NONE));
        }
        return image.named(name).build();
    }
}
