// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.table;

/** How official a media type is. */
public enum Status {
    OFFICIAL("official"),
    DEPRECATED("deprecated"),
    /** In no format document, but in the code of all engines. */
    CUSTOMARY("customary: in no format document, read by all engines"),
    /** In no format document, and refused by some engines: read, written only on request. */
    UNOFFICIAL("unofficial: refused by some engines"),
    /** Met in no code base; read so that it can be mended. */
    INVENTED("in no known code base"),
    REMOVED("removed before the final specification"),
    /** Registered or used by somebody else. */
    THIRD_PARTY("another project's");

    private final String label;

    Status(String label) {
        this.label = label;
    }

    /** The status in words. */
    public String label() {
        return label;
    }
}
