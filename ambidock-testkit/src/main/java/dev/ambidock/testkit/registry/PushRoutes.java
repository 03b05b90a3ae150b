// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Edge;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.MalformedTextException;
import dev.ambidock.transport.distribution.ContentRange;
import dev.ambidock.transport.distribution.ErrorCode;
import dev.ambidock.transport.distribution.Route;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What is written to a registry. */
final class PushRoutes {
    private static final int LONGEST_MANIFEST = 4 << 20;

    private final RegistryContent content;
    private final RegistryOptions options;
    private final String base;
    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();

    PushRoutes(RegistryContent content, RegistryOptions options, String base) {
        this.content = content;
        this.options = options;
        this.base = options.relativeLocations() ? "" : base;
    }

    WireResponse manifest(Route.Manifest route, WireRequest request) throws IOException {
        Bytes body = Bytes.wrap(request.body().readNBytes(LONGEST_MANIFEST + 1));
        boolean tagged = route.reference().indexOf(':') < 0;
        Optional<Digest> told = tagged ? Optional.empty() : digest(route.reference());
        if (body.length() > LONGEST_MANIFEST || (!tagged && told.isEmpty())) {
            return WireResponse.refusal(ErrorCode.MANIFEST_INVALID);
        }
        RegistryContent.Manifest manifest =
                new RegistryContent.Manifest(request.header("content-type").orElse(""), body);
        Optional<Document> document = ReferrerRoutes.read(manifest);
        // What names a signed schema 1 manifest is not all of its bytes.
        Digest digest = document.filter(d -> d.kind() == DocumentKind.SCHEMA1)
                .map(Document::digest)
                .orElseGet(() -> body.digest(told.map(Digest::algorithm).orElse(DigestAlgorithm.SHA256)));
        if (told.isPresent() && !told.get().equals(digest)) {
            return WireResponse.refusal(ErrorCode.DIGEST_INVALID);
        }
        if (document.isEmpty()) {
            return WireResponse.refusal(ErrorCode.MANIFEST_INVALID);
        }
        if (options.checksChildren() && !hasChildren(route.repository(), document.get())) {
            return WireResponse.refusal(ErrorCode.MANIFEST_BLOB_UNKNOWN);
        }
        content.putManifest(route.repository(), digest, manifest);
        if (tagged) {
            content.tag(route.repository(), route.reference(), digest);
        }
        WireResponse answer = WireResponse.of(
                201,
                "Location: " + base + "/v2/" + route.repository() + "/manifests/" + digest,
                "Docker-Content-Digest: " + digest);
        Optional<Digest> subject = ReferrerRoutes.subject(manifest);
        return options.referrers() && subject.isPresent() ? answer.with("OCI-Subject: " + subject.get()) : answer;
    }

    private boolean hasChildren(String repository, Document document) {
        for (Edge edge : document.edges()) {
            Digest child = edge.descriptor().digest();
            boolean there = document.kind() == DocumentKind.INDEX
                    ? content.manifest(repository, child).isPresent()
                    : content.blob(repository, child).isPresent()
                            || !edge.descriptor().urls().isEmpty();
            if (!there) {
                return false;
            }
        }
        return true;
    }

    WireResponse begin(Route.Uploads route, WireRequest request) throws IOException {
        Optional<Digest> mount = request.parameter("mount").flatMap(PushRoutes::digest);
        Optional<BlobData> other = mount.flatMap(d -> request.parameter("from").flatMap(f -> content.blob(f, d)));
        if (mount.isPresent() && other.isPresent() && options.mounts()) {
            content.putBlob(route.repository(), mount.get(), other.get());
            return created(route.repository(), mount.get());
        }
        Upload upload = new Upload(options.discards());
        Optional<Digest> whole = request.parameter("digest").flatMap(PushRoutes::digest);
        if (whole.isPresent()) {
            upload.append(request.body());
            return end(route.repository(), upload, whole.get());
        }
        String id = "upload-" + number.incrementAndGet();
        uploads.put(id, upload);
        return progress(202, route.repository(), id, upload);
    }

    WireResponse upload(Route.Upload route, WireRequest request) throws IOException {
        Upload upload = uploads.get(route.id());
        if (upload == null) {
            return WireResponse.refusal(ErrorCode.BLOB_UPLOAD_UNKNOWN);
        }
        return switch (request.method()) {
            case "GET" -> progress(204, route.repository(), route.id(), upload);
            case "DELETE" -> {
                uploads.remove(route.id());
                yield WireResponse.of(204);
            }
            case "PATCH" -> {
                if (!fits(request, upload)) {
                    yield WireResponse.refusal(ErrorCode.RANGE_INVALID);
                }
                upload.append(request.body());
                yield progress(202, route.repository(), route.id(), upload);
            }
            case "PUT" -> {
                Optional<Digest> digest = request.parameter("digest").flatMap(PushRoutes::digest);
                if (digest.isEmpty()) {
                    yield WireResponse.refusal(ErrorCode.DIGEST_INVALID);
                }
                upload.append(request.body());
                uploads.remove(route.id());
                yield end(route.repository(), upload, digest.get());
            }
            default -> WireResponse.refusal(ErrorCode.UNSUPPORTED);
        };
    }

    private static boolean fits(WireRequest request, Upload upload) {
        Optional<ContentRange> range = request.header("content-range").flatMap(ContentRange::parse);
        return range.isEmpty() || range.get().first() == upload.length();
    }

    private WireResponse end(String repository, Upload upload, Digest digest) {
        if (!upload.digest(digest.algorithm()).equals(digest)) {
            return WireResponse.refusal(ErrorCode.DIGEST_INVALID);
        }
        content.putBlob(repository, digest, upload.data());
        return created(repository, digest);
    }

    private WireResponse created(String repository, Digest digest) {
        return WireResponse.of(
                201,
                "Location: " + base + "/v2/" + repository + "/blobs/" + digest,
                "Docker-Content-Digest: " + digest);
    }

    private WireResponse progress(int status, String repository, String id, Upload upload) {
        return WireResponse.of(
                status,
                "Location: " + base + "/v2/" + repository + "/blobs/uploads/" + id + "?state=of%20it",
                "Range: 0-" + Math.max(0, upload.length() - 1),
                "Docker-Upload-UUID: " + id);
    }

    private static Optional<Digest> digest(String text) {
        try {
            return Optional.of(Digest.parse(text));
        } catch (MalformedTextException e) {
            return Optional.empty();
        }
    }
}
