// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Edge;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.MediaType;
import dev.ambidock.testkit.GoJson.Members;
import dev.ambidock.testkit.GoJson.NoJson;
import java.util.ArrayList;
import java.util.List;

/** Whether a Go program reads a text as this library does. */
public final class GoAgreement {
    private GoAgreement() {}

    /**
     * One image of a {@code manifest.json}, as Go reads it.
     *
     * @param config name of the config's file
     * @param layers names of the layers' files
     */
    public record Saved(String config, List<String> layers) {}

    /**
     * Fails with an {@link AssertionError} if the document's type, config, layers or children are others to Go, or it is none.
     *
     * @param shown for the message
     */
    public static void check(String shown, Document document, byte[] input) {
        try {
            compare(shown, document, input);
        } catch (NoJson e) {
            throw new AssertionError("refused by Go: " + shown, e);
        }
    }

    /** What Go sees in a {@code manifest.json}; fails with an {@link AssertionError} if it would return an error. */
    public static List<Saved> saved(String shown, byte[] input) {
        try {
            List<Saved> images = new ArrayList<>();
            for (Object image : GoJson.list(GoJson.parse(input))) {
                if (!(image instanceof Members)) {
                    throw new NoJson("no object");
                }
                List<String> layers = new ArrayList<>();
                for (Object layer : GoJson.list(GoJson.member(image, "Layers").orElse(null))) {
                    layers.add(GoJson.text(layer));
                }
                images.add(new Saved(GoJson.text(GoJson.member(image, "Config").orElse(null)), layers));
            }
            return images;
        } catch (NoJson e) {
            throw new AssertionError("refused by Go: " + shown, e);
        }
    }

    private static void compare(String shown, Document document, byte[] input) throws NoJson {
        DocumentKind kind = document.kind();
        if (kind == DocumentKind.CONFIG) {
            assertThat(GoReading.contents(input)).as("%s", shown).isZero();
            return;
        }
        if (kind != DocumentKind.MANIFEST && kind != DocumentKind.INDEX) {
            return;
        }
        GoReading go = GoReading.of(input);
        if (document.text().mediaTypeStated()) {
            assertThat(MediaType.of(go.mediaType())).as("%s", shown).isEqualTo(document.mediaType());
        }
        if (kind == DocumentKind.INDEX) {
            assertThat(go.config()).as("%s", shown).isEmpty();
            assertThat(go.layers()).as("%s", shown).isEmpty();
            same(shown, document.edges(), go.manifests());
            return;
        }
        ManifestDocument manifest = (ManifestDocument) document;
        assertThat(go.manifests()).as("%s", shown).isEmpty();
        same(shown, manifest.layers(), go.layers());
        same(shown, List.of(manifest.config()), go.config().stream().toList());
    }

    private static void same(String shown, List<Edge> ours, List<GoReading.Reference> go) {
        assertThat(go).as("%s", shown).hasSameSizeAs(ours);
        for (int i = 0; i < go.size(); i++) {
            Descriptor descriptor = ours.get(i).descriptor();
            assertThat(MediaType.of(go.get(i).mediaType())).as("%s", shown).isEqualTo(descriptor.mediaType());
            assertThat(go.get(i).digest())
                    .as("%s", shown)
                    .isEqualTo(descriptor.digest().toString());
            assertThat(go.get(i).size()).as("%s", shown).isEqualTo(descriptor.size());
        }
    }
}
