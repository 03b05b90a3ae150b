// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Limits;
import dev.ambidock.transport.ForeignLayers;
import java.util.concurrent.Executor;

/**
 * What a copy may use.
 *
 * @param limits bounds on what is read
 * @param executor threads to borrow; those that it gives must be at least as many as {@code parallel} plus one
 * @param parallel how many blobs may move at once
 * @param listener hears of progress
 * @param foreign gets layers from the urls of images, where a request wants that
 */
public record CopyEnvironment(
        Limits limits, Executor executor, int parallel, CopyListener listener, ForeignLayers foreign) {
    private static final int PARALLEL = 3;

    /** One that gets nothing from the urls of images. */
    public CopyEnvironment(Limits limits, Executor executor, int parallel, CopyListener listener) {
        this(limits, executor, parallel, listener, ForeignLayers.NONE);
    }

    /** The same, getting layers from the urls of images. */
    public CopyEnvironment with(ForeignLayers layers) {
        return new CopyEnvironment(limits, executor, parallel, listener, layers);
    }

    /** The defaults, on these threads: three blobs at once, nobody listening. */
    public static CopyEnvironment on(Executor executor) {
        return new CopyEnvironment(Limits.defaults(), executor, PARALLEL, CopyListener.SILENT);
    }
}
