// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;

/**
 * A layer of an old archive.
 *
 * @param stored as it stands in the archive, typed by its bytes
 * @param diffId digest of its tar
 */
record LegacyLayer(Descriptor stored, Digest diffId) {}
