// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.copying;

import dev.ambidock.cli.output.Console;
import dev.ambidock.cli.output.Shown;
import dev.ambidock.model.Descriptor;
import java.util.function.LongSupplier;

/** One line at the foot of a terminal, drawn anew at most ten times a second and gone at the end. */
final class BarProgress extends Progress {
    private static final long INTERVAL = 100_000_000L;
    private static final int CELLS = 24;

    private final Console console;
    private final LongSupplier clock;
    private long last;
    private boolean drawn;

    BarProgress(Console console, LongSupplier clock) {
        this.console = console;
        this.clock = clock;
        this.last = clock.getAsLong();
    }

    @Override
    void advanced(Descriptor blob, long bytes) {
        long now = clock.getAsLong();
        if (now - last >= INTERVAL) {
            last = now;
            draw();
        }
    }

    private void draw() {
        double part = total() == 0 ? 1 : (double) moved() / total();
        int full = (int) Math.round(part * CELLS);
        String bar = "[" + "#".repeat(full) + ".".repeat(CELLS - full) + "] ";
        String text = bar + Math.round(part * 100) + " %  " + Shown.size(moved()) + " of " + Shown.size(total()) + ", "
                + ended() + " of " + Shown.count(blobs(), "blob");
        console.draw("\r\u001B[K" + Shown.cut(text, console.columns() - 1));
        drawn = true;
    }

    @Override
    synchronized void clear() {
        if (drawn) {
            console.draw("\r\u001B[K");
            drawn = false;
        }
    }
}
