// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
/**
 * Layers from the urls in images, which whoever wrote the image chose: asked on request only, at public addresses or hosts
 * that a person named, and told nothing about who asks.
 */
@NullMarked
package dev.ambidock.transport.foreign;

import org.jspecify.annotations.NullMarked;
