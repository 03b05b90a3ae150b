// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.place;

import dev.ambidock.transport.daemon.DaemonAddress;
import dev.ambidock.transport.foreign.ForeignClient;
import dev.ambidock.transport.foreign.ForeignPlaces;
import dev.ambidock.transport.registry.Registries;

/**
 * How registries and engines are reached from both sides of a copy.
 *
 * @param source for what is read
 * @param destination for what is written
 * @param engine where the engine listens whose images are read and written
 * @param foreign which places layers may be got from that images name by url
 */
public record RegistrySides(
        Registries.Settings source, Registries.Settings destination, DaemonAddress engine, ForeignPlaces foreign) {

    /** Gets layers from the urls of images, by the settings of the source; the caller closes it. */
    ForeignClient foreignLayers() {
        return new ForeignClient(source.http(), source.retries(), source.perSecond(), foreign);
    }
}
