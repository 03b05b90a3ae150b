// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/**
 * A registry in memory that keeps to the distribution-spec, and breaks it on request.
 *
 * <pre>{@code
 * try (FakeRegistry registry = FakeRegistry.start()) {
 *     registry.faults().on("GET", "/blobs/").nth(1).resetAfter(1000);
 *     pull(registry.host() + "/app:1");
 *     assertThat(registry.wire().sentBodies("PUT")).isZero();
 * }
 * }</pre>
 */
@NullMarked
package dev.ambidock.testkit.registry;

import org.jspecify.annotations.NullMarked;
