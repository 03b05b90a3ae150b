// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
/**
 * What a conversion will do, as a value: {@link dev.ambidock.plan.Planner} turns a graph, a request and a destination's
 * abilities into a {@link dev.ambidock.plan.ConversionPlan}, or says why there is none.
 *
 * <p>Pure: no input, no output, no clock, no threads. The same arguments give an equal plan on every machine. Nothing is
 * dropped, corrected or refused without a {@link dev.ambidock.model.Finding}.
 */
@NullMarked
package dev.ambidock.plan;

import org.jspecify.annotations.NullMarked;
