// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.copying;

import dev.ambidock.copy.OriginPolicy;
import dev.ambidock.copy.ReferrersPolicy;
import dev.ambidock.plan.ConsumerProfile;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.transport.codec.LayerCodecs;
import java.util.Locale;
import java.util.Optional;

/**
 * What a command line says of a copy, beside the two places.
 *
 * @param format which family the results shall have
 * @param policies how to decide
 * @param allImages every image of the source instead of the one that is named
 * @param dryRun plan and tell, write nothing
 * @param preserveDigests refuse whatever would change a digest
 * @param verifyDiffIds read the images whole first, and copy only sound ones
 * @param origin what becomes of origin records
 * @param codecs how layers are compressed anew
 * @param consumer who is to read the result
 * @param referrers what becomes of what refers to the images
 * @param jobs how many blobs may move at once; empty for what suits the places
 * @param progress how progress is told
 */
public record CopyWish(
        Format format,
        ConversionRequest policies,
        boolean allImages,
        boolean dryRun,
        boolean preserveDigests,
        boolean verifyDiffIds,
        OriginPolicy origin,
        LayerCodecs codecs,
        Optional<ConsumerProfile> consumer,
        ReferrersPolicy referrers,
        Optional<Integer> jobs,
        Optional<ProgressMode> progress) {

    /** The same for one of several copies, whose progress would mix with that of others. */
    CopyWish of(Format other, int parallel) {
        return new CopyWish(
                other,
                policies,
                allImages,
                dryRun,
                preserveDigests,
                verifyDiffIds,
                origin,
                codecs,
                consumer,
                referrers,
                Optional.of(parallel),
                Optional.of(ProgressMode.NONE));
    }

    /** The family of a result. */
    public enum Format {
        DOCKER,
        OCI,
        /** Schema 1. */
        DOCKER_V1,
        /** Every image in its own. */
        KEEP,
        /** Every image in the family that it does not have. */
        OTHER;

        /** The one that an option names: {@code docker}, {@code oci}, {@code docker-v1}, {@code keep}. */
        public static Format named(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** How progress is told. */
    public enum ProgressMode {
        NONE,
        /** A line now and then. */
        PLAIN,
        /** One line that is drawn anew, for terminals. */
        BAR,
        /** A JSON object for each event. */
        JSONL
    }
}
