// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.copying;

import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.Shown;
import dev.ambidock.model.Descriptor;
import java.util.function.LongSupplier;

/** A line now and then, for logs; a short run gives none. */
final class PlainProgress extends Progress {
    private static final long INTERVAL = 5_000_000_000L;

    private final Console console;
    private final LongSupplier clock;
    private long last;

    PlainProgress(Console console, LongSupplier clock) {
        this.console = console;
        this.clock = clock;
        this.last = clock.getAsLong();
    }

    @Override
    void advanced(Descriptor blob, long bytes) {
        long now = clock.getAsLong();
        if (now - last >= INTERVAL) {
            last = now;
            console.error("progress: " + Shown.size(moved()) + " of " + Shown.size(total()) + ", " + ended() + " of "
                    + Shown.count(blobs(), "blob"));
        }
    }
}
