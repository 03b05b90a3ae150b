// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.peers;

import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.WireRequest;
import dev.ambidock.testkit.registry.WireResponse;
import dev.ambidock.transport.distribution.ErrorCode;
import java.io.IOException;
import java.util.Optional;

/**
 * A registry of bad manners on loopback: {@code PeerRegistry MANNER} prints {@code HOST DIGEST} of the image that it has as
 * {@code app:v1}, and ends with its standard input. It {@code refuses-oci} or {@code refuses-docker} manifests, answers
 * with what it {@code converted}, or {@code lies} about a digest.
 */
public final class PeerRegistry {
    private static final String SCHEMA_ONE = "application/vnd.docker.distribution.manifest.v1+json";

    private PeerRegistry() {}

    /** Serves until standard input ends. */
    public static void main(String[] args) throws IOException {
        WholeImage docker = SampleImages.docker();
        String other = "Docker-Content-Digest: " + SampleImages.oci().root().digest();
        try (FakeRegistry registry = FakeRegistry.start()) {
            registry.content().put("app", "v1", docker);
            switch (args[0]) {
                case "refuses-oci" -> registry.guardedBy((request, host) -> refusal(request, "vnd.oci."));
                case "refuses-docker" -> registry.guardedBy((request, host) -> refusal(request, "vnd.docker."));
                case "converted" ->
                    registry.faults()
                            .on("GET", "/manifests/sha256:")
                            .changes(r -> WireResponse.text(200, SCHEMA_ONE, "{\"schemaVersion\":1}"));
                case "lies" ->
                    registry.faults()
                            .on("GET", "/manifests/")
                            .changes(r -> r.without("Docker-Content-Digest").with(other));
                default -> throw new IllegalArgumentException(args[0]);
            }
            System.out.println(registry.host() + " " + docker.root().digest());
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }

    private static Optional<WireResponse> refusal(WireRequest request, String part) {
        boolean refused = request.method().equals("PUT")
                && request.path().contains("/manifests/")
                && request.header("content-type").orElse("").contains(part);
        return refused ? Optional.of(WireResponse.refusal(ErrorCode.MANIFEST_INVALID)) : Optional.empty();
    }
}
