// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.copying;

import dev.ambidock.cli.output.Console;
import dev.ambidock.copy.CopyListener;
import dev.ambidock.copy.PlannedCopy;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.plan.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells on standard error how far a copy is. Counts under one lock, since events come from several threads. */
abstract class Progress implements CopyListener, AutoCloseable {
    private final Set<Digest> blobs = new HashSet<>();
    private long total;
    private long moved;
    private int ended;

    /** The progress that was asked for, else what fits standard error. */
    static Progress of(Optional<CopyWish.ProgressMode> wanted, Console console) {
        return switch (wanted.orElse(natural(console))) {
            case NONE -> new SilentProgress();
            case PLAIN -> new PlainProgress(console, System::nanoTime);
            case BAR -> new BarProgress(console, System::nanoTime);
            case JSONL -> new ProgressEvents(console, System::nanoTime);
        };
    }

    private static CopyWish.ProgressMode natural(Console console) {
        if (console.quiet()) {
            return CopyWish.ProgressMode.NONE;
        }
        return console.drawsOnErr() ? CopyWish.ProgressMode.BAR : CopyWish.ProgressMode.PLAIN;
    }

    /** What is to come. */
    final synchronized void plan(List<PlannedCopy> plans) {
        for (PlannedCopy planned : plans) {
            for (Step step : planned.plan().steps()) {
                Optional<Descriptor> blob = blob(step);
                if (blob.isPresent() && blobs.add(blob.get().digest())) {
                    total += blob.get().size();
                }
            }
        }
        start();
    }

    private static Optional<Descriptor> blob(Step step) {
        return switch (step.kind()) {
            case COPY_BLOB -> Optional.of(((Step.CopyBlob) step).blob());
            case TRANSCODE_LAYER -> Optional.of(((Step.TranscodeLayer) step).layer());
            case PUT_DOCUMENT -> Optional.empty();
        };
    }

    @Override
    public final synchronized void begin(Descriptor blob) {
        blobs.add(blob.digest());
        began(blob);
    }

    @Override
    public final synchronized void moved(Descriptor blob, long bytes) {
        moved += bytes;
        advanced(blob, bytes);
    }

    @Override
    public final synchronized void end(Descriptor blob, boolean skipped) {
        ended++;
        if (skipped) {
            moved += blob.size();
        }
        ended(blob, skipped);
    }

    /** Everything is planned. */
    void start() {}

    void began(Descriptor blob) {}

    void advanced(Descriptor blob, long bytes) {}

    void ended(Descriptor blob, boolean skipped) {}

    /** Sum of all blobs' sizes. */
    final long total() {
        return Math.max(total, moved);
    }

    /** Bytes moved or found at the destination. */
    final long moved() {
        return moved;
    }

    final int blobs() {
        return Math.max(blobs.size(), ended);
    }

    final int ended() {
        return ended;
    }

    /** Takes back what stands on the screen. */
    void clear() {}

    @Override
    public final synchronized void close() {
        clear();
    }
}
