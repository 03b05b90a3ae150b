// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
/**
 * Plans, differences and inspections as JSON with a versioned schema: the text that scripts, the web page and the bulk
 * job read. {@link dev.ambidock.report.Reports} writes them all. Pure.
 */
@NullMarked
package dev.ambidock.report;

import org.jspecify.annotations.NullMarked;
