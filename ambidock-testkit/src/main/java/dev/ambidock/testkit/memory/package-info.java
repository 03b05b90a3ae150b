// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/**
 * A place for images in memory, stricter than any real one: {@link dev.ambidock.testkit.memory.MemoryStore} holds the
 * content, {@link dev.ambidock.testkit.memory.MemorySource} and {@link dev.ambidock.testkit.memory.MemorySink} are its ports.
 */
@org.jspecify.annotations.NullMarked
package dev.ambidock.testkit.memory;
