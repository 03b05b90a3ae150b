// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.document.ConfigDocument;
import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Edge;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.MediaType;
import dev.ambidock.testkit.fuzz.GoJson.NoJson;
import java.util.List;

/** An accepted document against what a Go program reads from the same bytes: kind, layers, config and children. */
final class GoComparison {
    private GoComparison() {}

    /** Throws {@link GoDifference} if it would be another document. */
    static void of(Document document, byte[] input) {
        try {
            compare(document, input);
        } catch (NoJson | AssertionError e) {
            throw new GoDifference("accepted, and read by Go otherwise", e);
        }
    }

    private static void compare(Document document, byte[] input) throws NoJson {
        DocumentKind kind = document.kind();
        if (document instanceof ConfigDocument config) {
            assertThat(GoReading.contents(input)).isZero();
            compare(config, GoReading.diffIds(input));
            return;
        }
        if (kind != DocumentKind.MANIFEST && kind != DocumentKind.INDEX) {
            return;
        }
        GoReading go = GoReading.of(input);
        if (document.text().mediaTypeStated()) {
            assertThat(MediaType.of(go.mediaType())).isEqualTo(document.mediaType());
        }
        if (kind == DocumentKind.INDEX) {
            assertThat(go.config()).isEmpty();
            assertThat(go.layers()).isEmpty();
            same(document.edges(), go.manifests());
            return;
        }
        ManifestDocument manifest = (ManifestDocument) document;
        assertThat(go.manifests()).isEmpty();
        same(manifest.layers(), go.layers());
        same(List.of(manifest.config()), go.config().stream().toList());
    }

    private static void compare(ConfigDocument config, List<String> diffIds) {
        assertThat(diffIds).hasSize(config.diffIdCount().orElse(0));
    }

    private static void same(List<Edge> ours, List<GoReading.Reference> go) {
        assertThat(go).hasSameSizeAs(ours);
        for (int i = 0; i < go.size(); i++) {
            Descriptor descriptor = ours.get(i).descriptor();
            assertThat(MediaType.of(go.get(i).mediaType())).isEqualTo(descriptor.mediaType());
            assertThat(go.get(i).digest()).isEqualTo(descriptor.digest().toString());
            assertThat(go.get(i).size()).isEqualTo(descriptor.size());
        }
    }
}
