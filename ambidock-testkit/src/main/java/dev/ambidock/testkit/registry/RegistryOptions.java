// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

/**
 * What kind of registry it is. Start from {@link #standard}.
 *
 * @param referrers whether it lists referrers itself
 * @param checksChildren whether a manifest is taken only if all that it names is there
 * @param mounts whether blobs are mounted between repositories; else an upload is offered
 * @param discards whether uploaded blobs are hashed and forgotten
 * @param page most entries of a list in one answer
 * @param relativeLocations whether it names places of uploads without its host
 * @param loopback where it listens
 */
public record RegistryOptions(
        boolean referrers,
        boolean checksChildren,
        boolean mounts,
        boolean discards,
        int page,
        boolean relativeLocations,
        Loopback loopback) {

    /** A registry that does all that the spec knows. */
    public static RegistryOptions standard() {
        return new RegistryOptions(true, true, true, false, 100, false, Loopback.IPV4);
    }

    /** One without a list of referrers. */
    public RegistryOptions withoutReferrers() {
        return new RegistryOptions(false, checksChildren, mounts, discards, page, relativeLocations, loopback);
    }

    /** One that mounts nothing. */
    public RegistryOptions withoutMounts() {
        return new RegistryOptions(referrers, checksChildren, false, discards, page, relativeLocations, loopback);
    }

    /** One that forgets the bytes of blobs. */
    public RegistryOptions discarding() {
        return new RegistryOptions(referrers, checksChildren, mounts, true, page, relativeLocations, loopback);
    }

    /** One that takes manifests without what they name. */
    public RegistryOptions careless() {
        return new RegistryOptions(referrers, false, mounts, discards, page, relativeLocations, loopback);
    }

    /** One with short pages. */
    public RegistryOptions withPage(int entries) {
        return new RegistryOptions(referrers, checksChildren, mounts, discards, entries, relativeLocations, loopback);
    }

    /** One that names relative places. */
    public RegistryOptions withRelativeLocations() {
        return new RegistryOptions(referrers, checksChildren, mounts, discards, page, true, loopback);
    }

    /** One at another address. */
    public RegistryOptions at(Loopback address) {
        return new RegistryOptions(referrers, checksChildren, mounts, discards, page, relativeLocations, address);
    }
}
