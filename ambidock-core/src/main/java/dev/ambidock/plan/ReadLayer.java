// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.model.Compression;
import dev.ambidock.model.Digest;

/**
 * What reading a layer to its end told.
 *
 * @param size of the layer as it is stored, in bytes
 * @param compression as its bytes tell
 * @param diffId SHA-256 of the uncompressed tar
 * @param empty whether the tar holds no entry
 */
public record ReadLayer(long size, Compression compression, Digest diffId, boolean empty) {}
