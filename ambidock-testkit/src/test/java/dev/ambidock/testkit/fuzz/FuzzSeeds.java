// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

import dev.ambidock.model.Family;
import dev.ambidock.testkit.document.RandomDocuments;
import dev.ambidock.testkit.document.RandomImage;
import dev.ambidock.testkit.hostile.HostileDocument;
import dev.ambidock.testkit.hostile.HostileDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Inputs that mutations begin with. */
final class FuzzSeeds {
    private static final int MOST_BYTES = 2_500;
    private static final int RANDOM = 250;

    private FuzzSeeds() {}

    /** The files of a part of the corpus whose names begin so, and what was found there. */
    static List<byte[]> corpus(String target, String prefix) {
        return FuzzCorpus.files(FuzzCorpus.folder().resolve(target)).stream()
                .filter(f -> f.getFileName().toString().startsWith(prefix)
                        || f.getFileName().toString().startsWith("found-"))
                .map(FuzzCorpus::read)
                .toList();
    }

    /** Hostile documents, except long ones. */
    static List<byte[]> hostile() {
        return HostileDocuments.all().stream()
                .filter(h -> !h.name().startsWith("truncated"))
                .map(HostileDocument::bytes)
                .filter(b -> b.length > 0 && b.length < MOST_BYTES)
                .toList();
    }

    static List<byte[]> manifests() {
        List<byte[]> seeds = new ArrayList<>(roots(seed -> RandomDocuments.manifest(seed, Family.OCI)));
        seeds.addAll(roots(seed -> RandomDocuments.manifest(seed, Family.DOCKER)));
        return seeds;
    }

    static List<byte[]> indexes() {
        return roots(seed -> RandomDocuments.index(seed, Family.OCI));
    }

    static List<byte[]> lists() {
        return roots(seed -> RandomDocuments.index(seed, Family.DOCKER));
    }

    static List<byte[]> configs() {
        return LongStream.range(0, 3 * RANDOM)
                .mapToObj(seed -> RandomDocuments.manifest(seed, Family.OCI))
                .flatMap(i -> i.children().values().stream())
                .filter(b -> b.length() < MOST_BYTES)
                .map(b -> b.toArray())
                .toList();
    }

    /** All documents, hostile ones first. */
    static List<byte[]> documents() {
        List<byte[]> seeds = new ArrayList<>(hostile());
        seeds.addAll(manifests());
        seeds.addAll(indexes());
        seeds.addAll(lists());
        return seeds;
    }

    private static List<byte[]> roots(LongFunction<RandomImage> images) {
        return LongStream.range(0, RANDOM)
                .mapToObj(images)
                .filter(i -> i.root().length() < MOST_BYTES)
                .map(i -> i.root().toArray())
                .toList();
    }
}
