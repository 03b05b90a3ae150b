// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.schema1;

/**
 * What a schema 1 manifest says it is called. Registries want a repository that is not empty.
 *
 * @param repository path at its registry, without the host
 * @param tag without colon
 */
public record SchemaOneName(String repository, String tag) {}
