// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/** User names, passwords and tokens, where the field's tools keep them. */
@NullMarked
package dev.ambidock.transport.credential;

import org.jspecify.annotations.NullMarked;
