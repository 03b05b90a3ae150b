// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Limits;
import dev.ambidock.transport.error.ContentException;
import java.util.List;

/**
 * Lets tests elsewhere reach the reader of {@code manifest.json}.
 *
 * @param config path of the config
 * @param tags the image's names
 * @param layers paths of the layers
 */
public record SavedImageDoor(String config, List<String> tags, List<String> layers) {

    public static List<SavedImageDoor> read(byte[] content) throws ContentException {
        return SavedImage.read(Bytes.of(content), "archive", Limits.defaults()).stream()
                .map(i -> new SavedImageDoor(i.config(), i.repoTags(), i.layers()))
                .toList();
    }
}
