// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/**
 * What every transport promises, as JUnit suites to extend: {@link dev.ambidock.testkit.contract.ImageSourceContract},
 * {@link dev.ambidock.testkit.contract.SinkSessionContract}, {@link dev.ambidock.testkit.contract.WriteThenReadContract}; and
 * {@link dev.ambidock.testkit.contract.ForwardingContract} for what wraps a port. They need JUnit Jupiter and AssertJ on the
 * class path of the tests.
 */
@org.jspecify.annotations.NullMarked
package dev.ambidock.testkit.contract;
