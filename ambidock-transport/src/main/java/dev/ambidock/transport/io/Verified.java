// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.io;

import dev.ambidock.model.Descriptor;

/**
 * A stream that cannot be read to its end unless its bytes are those of a descriptor, so that who reads it to its end need
 * not hash them again. A stream around such a one may say the same if it hands on every byte as it is.
 */
public interface Verified {

    /** Whether the end is told only if size and digest are those of this descriptor. */
    boolean verifies(Descriptor descriptor);
}
