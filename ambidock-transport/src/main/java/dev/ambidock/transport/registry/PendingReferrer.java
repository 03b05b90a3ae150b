// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;

/**
 * That a document is about another one, for a registry that may keep no list of that.
 *
 * @param described the document, as an index of referrers has it
 */
record PendingReferrer(Digest subject, Descriptor described) {}
