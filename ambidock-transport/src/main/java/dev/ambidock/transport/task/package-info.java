// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
/** Work that is done a few pieces at once. */
@NullMarked
package dev.ambidock.transport.task;

import org.jspecify.annotations.NullMarked;
