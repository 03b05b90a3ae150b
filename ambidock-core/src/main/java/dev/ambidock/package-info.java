// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
/** The library's front door for documents: {@link dev.ambidock.DocumentConverter}. */
@NullMarked
package dev.ambidock;

import org.jspecify.annotations.NullMarked;
