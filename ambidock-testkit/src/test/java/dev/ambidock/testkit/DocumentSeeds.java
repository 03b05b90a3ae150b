// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit;

import dev.ambidock.model.Family;
import dev.ambidock.testkit.document.RandomDocuments;
import dev.ambidock.testkit.document.RandomImage;
import dev.ambidock.testkit.hostile.HostileDocument;
import dev.ambidock.testkit.hostile.HostileDocuments;
import java.util.ArrayList;
import java.util.List;

/** Good and hostile documents to spoil: manifests, indexes, lists, configs. */
public final class DocumentSeeds {
    private static final int MOST_SEED_BYTES = 2_500;

    private DocumentSeeds() {}

    /** Some 2,000, always the same. */
    public static List<byte[]> all() {
        List<byte[]> seeds = new ArrayList<>();
        for (HostileDocument hostile : HostileDocuments.all()) {
            byte[] bytes = hostile.bytes();
            if (bytes.length < MOST_SEED_BYTES && !hostile.name().startsWith("truncated")) {
                seeds.add(bytes);
            }
        }
        for (long seed = 0; seeds.size() < 2_000; seed++) {
            for (Family family : new Family[] {Family.OCI, Family.DOCKER}) {
                add(seeds, RandomDocuments.manifest(seed, family));
                add(seeds, RandomDocuments.index(seed, family));
            }
        }
        return seeds;
    }

    private static void add(List<byte[]> seeds, RandomImage image) {
        if (image.root().length() < MOST_SEED_BYTES) {
            seeds.add(image.root().toArray());
        }
    }
}
