// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/** Images in registries. */
@NullMarked
package dev.ambidock.transport.registry;

import org.jspecify.annotations.NullMarked;
