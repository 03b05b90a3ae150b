// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import java.util.List;
import java.util.Map;

/**
 * A manifest that stands beside an image and names it as its subject, or is tied to it by its own name.
 *
 * @param names its own; mostly none
 * @param root the manifest, with its artifactType
 * @param manifest its bytes
 * @param documents content that it names and that is at hand
 * @param blobs content that it names and that is to be copied from the source
 */
public record Attachment(
        List<String> names,
        Descriptor root,
        Bytes manifest,
        Map<Descriptor, Bytes> documents,
        List<Descriptor> blobs) {}
