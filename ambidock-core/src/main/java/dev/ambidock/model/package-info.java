// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
/**
 * The values that every part speaks: digest, media type, descriptor, platform, bytes, limits, finding.
 *
 * <p>Start with {@link dev.ambidock.model.Descriptor} and {@link dev.ambidock.model.Finding}. Everything here is
 * immutable and thread-safe, follows image-spec 1.1, and does no input or output.
 */
@NullMarked
package dev.ambidock.model;

import org.jspecify.annotations.NullMarked;
