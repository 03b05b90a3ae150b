// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock;

import com.fasterxml.jackson.core.JsonFactory;

/**
 * Proves that the house compiles against its one library; goes away with the first real class.
 *
 * @ambidock.rule The core reads JSON as a stream, never through data binding.
 */
public final class Placeholder {
    private Placeholder() {}

    /** The name of the JSON format as the library spells it. */
    public static String formatName() {
        return new JsonFactory().getFormatName();
    }
}
