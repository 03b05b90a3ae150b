// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.inspect;

import dev.ambidock.document.ConfigDocument;
import dev.ambidock.document.Edge;
import dev.ambidock.document.IndexDocument;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Family;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.MalformedTextException;
import dev.ambidock.model.Platform;
import dev.ambidock.model.Role;
import dev.ambidock.table.FormatTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is odd about the entries of one index. */
final class IndexLint {
    private static final String REFERENCE = "vnd.docker.reference.digest";

    private final Lint lint;
    private final IndexDocument index;
    private final Map<Digest, String> listed = new HashMap<>();
    private final Map<Platform, String> platforms = new HashMap<>();
    private final Set<Digest> all = new HashSet<>();

    IndexLint(Lint lint, IndexDocument index) {
        this.lint = lint;
        this.index = index;
        index.edges().forEach(entry -> all.add(entry.descriptor().digest()));
    }

    void check(DescriptorLint descriptors) {
        if (index.edges().isEmpty()) {
            lint.find(FindingCode.EMPTY_INDEX, index, "/manifests", "the index has no entries");
        }
        for (Edge entry : index.edges()) {
            descriptors.check(entry);
            entry(entry);
        }
    }

    private void entry(Edge entry) {
        boolean docker = index.family() == Family.DOCKER;
        Optional<Platform> said = entry.descriptor().platform();
        if (docker && said.isEmpty()) {
            find(FindingCode.PLATFORM_MISSING, entry, "", "a Docker list entry without platform");
        }
        if (docker && FormatTable.role(entry.descriptor().mediaType()) == Role.INDEX) {
            find(FindingCode.LIST_NESTED, entry, "", "Docker's lists hold images, and this entry is a list or index");
        }
        said.filter(Platform::isNamed).ifPresent(platform -> platform(entry, platform));
        twice(entry);
        reference(entry);
    }

    private void platform(Edge entry, Platform platform) {
        lint.config(entry)
                .map(ConfigDocument::platform)
                .filter(own -> own.isNamed() && own.differs(platform))
                .ifPresent(own -> find(
                        FindingCode.PLATFORM_MISMATCH,
                        entry,
                        "/platform",
                        "the entry says " + platform + ", the config says " + own));
    }

    private void twice(Edge entry) {
        String before = listed.putIfAbsent(entry.descriptor().digest(), entry.pointer());
        if (before != null) {
            find(FindingCode.ENTRY_TWICE, entry, "/digest", "the entry at " + before + " names the same");
            return;
        }
        Optional<Platform> platform = entry.descriptor().platform().filter(Platform::isNamed);
        String first = platform.map(p -> platforms.putIfAbsent(p, entry.pointer()))
                .filter(place -> !place.isEmpty())
                .orElse("");
        if (!first.isEmpty()) {
            find(
                    FindingCode.PLATFORM_TWICE,
                    entry,
                    "/platform",
                    "the entry at " + first + " is for "
                            + platform.map(Platform::toString).orElse("") + ", too");
        }
    }

    private void reference(Edge entry) {
        String text = entry.descriptor().annotations().get(REFERENCE);
        if (text != null && !isListed(text)) {
            find(
                    FindingCode.REFERENCE_DANGLING,
                    entry,
                    "/annotations/" + REFERENCE,
                    "no entry of this index has the digest that the attestation is about");
        }
    }

    private boolean isListed(String text) {
        try {
            return all.contains(Digest.parse(text));
        } catch (MalformedTextException e) {
            return false;
        }
    }

    private void find(FindingCode code, Edge entry, String member, String text) {
        lint.find(code, index, entry.pointer() + member, text);
    }
}
