// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.origin;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;

/**
 * Content that a record brings along.
 *
 * @param descriptor media type, digest and size
 * @param bytes the content
 */
public record OriginDocument(Descriptor descriptor, Bytes bytes) {}
