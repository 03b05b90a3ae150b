// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A console whose words wait, so that those of runs side by side do not mix. */
public final class HeldConsole {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console real;

    public HeldConsole(Console real) {
        this.real = real;
    }

    /** Speaks as the real one does, and is not heard yet. */
    public Console console() {
        return real.with(out, err);
    }

    /** Lets everything be heard that was said so far. */
    public void release() throws IOException {
        real.draw(err.toString(StandardCharsets.UTF_8));
        real.result(out.toByteArray());
        out.reset();
        err.reset();
    }
}
