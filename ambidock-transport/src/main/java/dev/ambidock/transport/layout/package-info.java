// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
/**
 * OCI layout folders: {@link dev.ambidock.transport.layout.LayoutSource} reads,
 * {@link dev.ambidock.transport.layout.LayoutSink} writes as a transaction. Follows image-spec 1.1, image-layout.md.
 */
@NullMarked
package dev.ambidock.transport.layout;

import org.jspecify.annotations.NullMarked;
