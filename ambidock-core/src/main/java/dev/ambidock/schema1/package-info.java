// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
/**
 * Images of the time before Docker 1.10: each layer has a JSON text of its own, which names its parent's, and there is no
 * config. {@link dev.ambidock.schema1.V1Chain} makes the config that Docker made of such a chain when it met one, to the byte,
 * so that the image ID is Docker's. Schema 1 manifests and {@code docker save} archives of that time hold the same texts.
 *
 * <p>Pure: the caller reads the texts and computes the diff IDs.
 */
@NullMarked
package dev.ambidock.schema1;

import org.jspecify.annotations.NullMarked;
