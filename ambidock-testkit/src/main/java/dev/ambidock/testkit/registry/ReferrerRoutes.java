// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import dev.ambidock.document.Document;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Reading;
import dev.ambidock.json.GoJsonWriter;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MediaType;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.Referrers;
import dev.ambidock.transport.RootEntries;
import dev.ambidock.transport.distribution.Route;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The list of what refers to a manifest. */
final class ReferrerRoutes {
    private final RegistryContent content;

    ReferrerRoutes(RegistryContent content) {
        this.content = content;
    }

    WireResponse list(Route.Referrers route, WireRequest request) {
        Optional<String> wanted = request.parameter("artifactType");
        List<String> entries = new ArrayList<>();
        content.manifests(route.repository()).forEach((digest, manifest) -> {
            Optional<Document> document = read(manifest);
            if (document.flatMap(ReferrerRoutes::subject)
                    .filter(route.subject()::equals)
                    .isPresent()) {
                Descriptor described = Referrers.describe(document.get().descriptor(), document.get());
                if (wanted.isEmpty() || described.artifactType().equals(wanted)) {
                    entries.add(spelled(described));
                }
            }
        });
        WireResponse answer = WireResponse.text(
                200,
                MediaTypes.OCI_INDEX.text(),
                "{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_INDEX.text() + "\",\"manifests\":["
                        + String.join(",", entries) + "]}");
        return wanted.isPresent() ? answer.with("OCI-Filters-Applied: artifactType") : answer;
    }

    /** What a document is about. */
    static Optional<Digest> subject(RegistryContent.Manifest manifest) {
        return read(manifest).flatMap(ReferrerRoutes::subject);
    }

    private static Optional<Digest> subject(Document document) {
        return document.subject().map(edge -> edge.descriptor().digest());
    }

    static Optional<Document> read(RegistryContent.Manifest manifest) {
        Reading reading = Documents.read(
                manifest.content(),
                Optional.of(MediaType.of(manifest.type())),
                DigestAlgorithm.SHA256,
                Limits.defaults());
        return reading.kind() == Reading.Kind.REJECTED ? Optional.empty() : Optional.of(reading.orThrow());
    }

    private static String spelled(Descriptor entry) {
        GoJsonWriter out = new GoJsonWriter();
        RootEntries.write(entry, out);
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }
}
