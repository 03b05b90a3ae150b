// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.document.ConfigDocument;
import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Edge;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.document.Reading;
import dev.ambidock.json.JsonKind;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Platform;
import dev.ambidock.testkit.fuzz.GoJson.NoJson;
import java.util.ArrayList;
import java.util.List;

/** An accepted document against what a Go program reads from the same bytes: kind, layers, config and children. */
final class GoComparison {
    private GoComparison() {}

    /**
     * Throws {@link GoDifference} if it would be another document. A config's bytes are kept whatever they hold, so of one
     * with oddities that are told only the kind must be the same.
     */
    static void of(Reading reading, byte[] input) {
        Document document = reading.orThrow();
        boolean told = reading.findings().stream().anyMatch(f -> f.code() == FindingCode.CONFIG_ODDITY);
        try {
            if (document instanceof ConfigDocument config) {
                assertThat(GoReading.contents(input)).isZero();
                if (!told) {
                    compare(config, input);
                }
            } else {
                compare(document, input);
            }
        } catch (NoJson | AssertionError e) {
            throw new GoDifference("accepted, and read by Go otherwise", e);
        }
    }

    private static void compare(Document document, byte[] input) throws NoJson {
        DocumentKind kind = document.kind();
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

    /** A config that Go's engines refuse is nothing else to them. */
    private static void compare(ConfigDocument config, byte[] input) {
        List<String> go;
        try {
            go = GoReading.configFacts(input);
        } catch (NoJson e) {
            return;
        }
        Platform platform = config.platform();
        List<String> ours = new ArrayList<>(List.of(
                platform.os(),
                platform.architecture(),
                platform.variant().orElse(""),
                platform.osVersion().orElse(""),
                config.rootfsType().orElse("")));
        config.root().member("rootfs").flatMap(r -> r.member("diff_ids")).stream()
                .flatMap(d -> d.children().stream())
                .forEach(d -> ours.add(d.is(JsonKind.STRING) ? d.text() : ""));
        assertThat(go).isEqualTo(ours);
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
