// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.memory.MemoryStore;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.WireResponse;
import dev.ambidock.transport.ImageSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Headers of a registry's answers over the wire: digests that are told, places that are led to, warnings. */
final class HeaderCases {
    private static final WholeImage IMAGE = SampleImages.oci();
    private static final String DIGEST = "Docker-Content-Digest";

    private final List<BadInput> all;
    private final FakeRegistry registry;
    private final RegistryTrial trial;

    private HeaderCases(List<BadInput> all, FakeRegistry registry, RegistryTrial trial) {
        this.all = all;
        this.registry = registry;
        this.trial = trial;
    }

    static void addTo(List<BadInput> all, FakeRegistry registry, RegistryTrial trial) {
        HeaderCases cases = new HeaderCases(all, registry, trial);
        cases.digests();
        cases.redirects();
        cases.uploads();
        cases.warnings();
    }

    private void pull(String name, String expected, String path, UnaryOperator<WireResponse> change) {
        all.add(BadInput.of("header", name, expected, folder -> {
            registry.content().put("headers", "v1", IMAGE);
            registry.faults().on("GET", path).changes(change);
            trial.copy("headers:v1", CopyRequest.keep());
        }));
    }

    private void digests() {
        Bytes root = IMAGE.content(IMAGE.root()).orElseThrow();
        Map<String, String> told = new LinkedHashMap<>();
        told.put("sha256:" + "0".repeat(64), "MISMATCH");
        told.put("sha512:" + "0".repeat(128), "MISMATCH");
        told.put(root.digest(DigestAlgorithm.SHA512).toString(), BadInput.TAKEN);
        told.put("sha256:" + "0".repeat(63), BadInput.TAKEN);
        told.put("md5:" + "0".repeat(32), BadInput.TAKEN);
        told.put("sha256:../../x", BadInput.TAKEN);
        told.put("nonsense", BadInput.TAKEN);
        told.forEach((digest, expected) -> pull(
                DIGEST + " " + (digest.length() < 40 ? digest : digest.substring(0, 40) + "..."),
                expected,
                "/manifests/v1",
                r -> r.without(DIGEST).with(DIGEST + ": " + digest)));
        pull(DIGEST + " absent", BadInput.TAKEN, "/manifests/v1", r -> r.without(DIGEST));
        pull(
                DIGEST + " of a blob wrong",
                BadInput.TAKEN,
                "/blobs/",
                r -> r.without(DIGEST).with(DIGEST + ": sha256:" + "0".repeat(64)));
    }

    private void redirects() {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("file:///etc/passwd", "MALFORMED");
        places.put("gopher://127.0.0.1/", "MALFORMED");
        places.put("http://", "MALFORMED");
        places.put("http://[::1", "MALFORMED");
        places.put("//", "MALFORMED");
        places.put("?again", "LIMIT_EXCEEDED");
        places.put("http:///v2/", "MALFORMED");
        places.put("\u0007", "MALFORMED");
        places.put("http://a:b@127.0.0.1:1/", "MALFORMED");
        places.put("http://127.0.0.1:99999/", "MALFORMED");
        places.forEach((place, expected) -> pull(
                "Location " + place.replace('\u0007', '?'),
                expected,
                "/blobs/",
                r -> WireResponse.of(307, "Location: " + place)));
        pull("Location absent", "BROKEN", "/blobs/", r -> WireResponse.of(307));
    }

    private void uploads() {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("file:///etc/passwd", "MALFORMED");
        places.put("http://", "MALFORMED");
        places.put("http://[::1", "MALFORMED");
        places.put("ftp://127.0.0.1/x", "MALFORMED");
        places.put("", "UNSUPPORTED");
        places.forEach((place, expected) -> upload(
                "Location of an upload " + place,
                expected,
                r -> r.without("Location").with("Location: " + place)));
        upload("Location of an upload absent", "MALFORMED", r -> r.without("Location"));
        upload("Location of an upload twice", BadInput.TAKEN, r -> r.with("Location: file:///etc/passwd"));
    }

    private void upload(String name, String expected, UnaryOperator<WireResponse> change) {
        all.add(BadInput.of("header", name, expected, folder -> {
            registry.faults().on("POST", "/blobs/uploads/").changes(change);
            try (ImageSource source = MemoryStore.empty("headers").with(IMAGE).source()) {
                trial.push(source, "pushed-" + all.size() + ":v1");
            } finally {
                registry.faults().clear();
            }
        }));
    }

    private void warnings() {
        for (String warning : List.of(
                "299 - \"this is deprecated\"",
                "nonsense",
                "299 - \"\u001b[2J\u001b[31mred\"",
                "299 - \"" + "x".repeat(5000) + "\"",
                "")) {
            pull(
                    "Warning " + (warning.length() < 40 ? warning.replace('\u001b', '?') : warning.substring(0, 40)),
                    BadInput.TAKEN,
                    "/manifests/",
                    r -> r.with("Warning: " + warning));
        }
    }
}
