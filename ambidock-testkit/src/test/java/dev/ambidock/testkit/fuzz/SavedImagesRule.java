// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

import dev.ambidock.testkit.fuzz.GoJson.NoJson;
import dev.ambidock.transport.archive.SavedImageDoor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The {@code manifest.json} of archives: what is accepted, a Go program reads the same. */
final class SavedImagesRule {
    private SavedImagesRule() {}

    static boolean accepts(byte[] input) throws IOException {
        List<SavedImageDoor> images = SavedImageDoor.read(input);
        List<SavedImageDoor> go;
        try {
            go = asGo(input);
        } catch (NoJson e) {
            throw new GoDifference("accepted, and Go refuses it", e);
        }
        if (!go.equals(images)) {
            throw new GoDifference("read as " + images + ", by Go as " + go, new AssertionError(go));
        }
        return true;
    }

    private static List<SavedImageDoor> asGo(byte[] input) throws NoJson {
        List<SavedImageDoor> images = new ArrayList<>();
        for (Object image : GoJson.list(GoJson.parse(input))) {
            images.add(new SavedImageDoor(
                    GoJson.text(GoJson.member(image, "Config").orElse(GoJson.NULL)),
                    texts(image, "RepoTags"),
                    texts(image, "Layers")));
        }
        return images;
    }

    private static List<String> texts(Object image, String name) throws NoJson {
        List<String> texts = new ArrayList<>();
        for (Object text : GoJson.list(GoJson.member(image, name).orElse(GoJson.NULL))) {
            texts.add(GoJson.text(text));
        }
        return texts;
    }
}
