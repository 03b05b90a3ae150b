// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.copying;

import dev.ambidock.cli.output.Console;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.report.ReportWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** A JSON object for each event, one a line. {@code docs/schemas.md} describes the members. */
final class ProgressEvents extends Progress {
    private static final long INTERVAL = 1_000_000_000L;

    private final Console console;
    private final LongSupplier clock;
    private final Map<Digest, Long> done = new HashMap<>();
    private long last;

    ProgressEvents(Console console, LongSupplier clock) {
        this.console = console;
        this.clock = clock;
        this.last = clock.getAsLong();
    }

    @Override
    void start() {
        print(event("plan"));
    }

    @Override
    void began(Descriptor blob) {
        done.put(blob.digest(), 0L);
        print(event("begin", blob));
    }

    /** At most one a second, so that the reader is not flooded. */
    @Override
    void advanced(Descriptor blob, long bytes) {
        done.merge(blob.digest(), bytes, Long::sum);
        long now = clock.getAsLong();
        if (now - last >= INTERVAL) {
            last = now;
            ReportWriter out = event("moved", blob);
            out.number("done", done.getOrDefault(blob.digest(), 0L));
            print(out);
        }
    }

    @Override
    void ended(Descriptor blob, boolean skipped) {
        done.remove(blob.digest());
        ReportWriter out = event("end", blob);
        out.flag("skipped", skipped);
        print(out);
    }

    private ReportWriter event(String name, Descriptor blob) {
        ReportWriter out = event(name);
        out.text("digest", blob.digest().toString());
        out.number("size", blob.size());
        return out;
    }

    private ReportWriter event(String name) {
        ReportWriter out = new ReportWriter("ambidock.progress.v1");
        out.text("event", name);
        out.number("bytesMoved", moved());
        out.number("bytesTotal", total());
        out.number("blobsEnded", ended());
        out.number("blobsTotal", blobs());
        return out;
    }

    private void print(ReportWriter event) {
        console.error(new String(event.end(), StandardCharsets.UTF_8));
    }
}
