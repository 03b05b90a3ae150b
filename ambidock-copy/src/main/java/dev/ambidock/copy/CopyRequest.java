// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Family;
import dev.ambidock.plan.ConsumerProfile;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.transport.codec.LayerCodecs;
import java.util.Optional;

/**
 * What is wanted of a copy.
 *
 * @param format the family of the result, schema 1 too; empty to keep every byte that platforms and compression leave
 *     alone
 * @param policies how to decide; its target and {@code keep} are set from {@code format} and the image
 * @param origin what becomes of origin records
 * @param preserveDigests refuse before the first write unless the result is the source byte for byte
 * @param codecs how layers are compressed that must be compressed anew
 * @param consumer who is to read the result, if it must suit somebody
 * @param referrers what becomes of what refers to the image
 */
public record CopyRequest(
        Optional<Family> format,
        ConversionRequest policies,
        OriginPolicy origin,
        boolean preserveDigests,
        LayerCodecs codecs,
        Optional<ConsumerProfile> consumer,
        ReferrersPolicy referrers) {

    /** A copy to this family with all defaults. */
    public static CopyRequest to(Family family) {
        return of(Optional.of(family), ConversionRequest.to(family));
    }

    /** A copy that keeps every byte. */
    public static CopyRequest keep() {
        return of(Optional.empty(), ConversionRequest.keeping(Family.OCI));
    }

    /** The same with another policy for what refers to the image. */
    public CopyRequest with(ReferrersPolicy policy) {
        return new CopyRequest(format, policies, origin, preserveDigests, codecs, consumer, policy);
    }

    /** The same for a consumer. */
    public CopyRequest forConsumer(ConsumerProfile profile) {
        Optional<Family> family = format.isPresent() ? format : profile.format();
        return new CopyRequest(
                family, profile.within(policies), origin, preserveDigests, codecs, Optional.of(profile), referrers);
    }

    /** A copy with these policies and else the defaults. */
    public static CopyRequest of(Optional<Family> format, ConversionRequest policies) {
        return new CopyRequest(
                format,
                policies,
                OriginPolicy.USE,
                false,
                LayerCodecs.standard(),
                Optional.empty(),
                ReferrersPolicy.REPORT);
    }
}
