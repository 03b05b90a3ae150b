// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/**
 * The real command line beside real peers: dockerd, podman, skopeo and umoci read what Ambidock wrote and write what it
 * reads; and real processes are killed, interrupted and left without room. {@link dev.ambidock.cli.interop.Peers} starts
 * what must be started, once, in folders of its own, and ends it.
 */
@org.jspecify.annotations.NullMarked
package dev.ambidock.cli.interop;
