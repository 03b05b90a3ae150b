// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/** How the command line speaks: streams, colours, layouts, files that appear whole or not at all, exit statuses. */
@org.jspecify.annotations.NullMarked
package dev.ambidock.cli.output;
