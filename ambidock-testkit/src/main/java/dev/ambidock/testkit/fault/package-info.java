// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/**
 * Ports that fail on purpose: {@link dev.ambidock.testkit.fault.FaultySource} and
 * {@link dev.ambidock.testkit.fault.FaultySink} wrap any port and do what a {@link dev.ambidock.testkit.fault.FaultScript}
 * says. The same script gives the same failures.
 */
@org.jspecify.annotations.NullMarked
package dev.ambidock.testkit.fault;
