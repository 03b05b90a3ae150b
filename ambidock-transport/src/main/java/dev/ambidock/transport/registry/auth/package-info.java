// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/** Who asks: challenges and tokens of registries. */
@NullMarked
package dev.ambidock.transport.registry.auth;

import org.jspecify.annotations.NullMarked;
