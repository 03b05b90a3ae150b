// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import dev.ambidock.model.Digest;
import dev.ambidock.model.MalformedTextException;
import dev.ambidock.transport.distribution.ContentRange;
import dev.ambidock.transport.distribution.ErrorCode;
import dev.ambidock.transport.distribution.LinkHeader;
import dev.ambidock.transport.distribution.Route;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is read from a registry. */
final class PullRoutes {
    private final RegistryContent content;
    private final RegistryOptions options;

    PullRoutes(RegistryContent content, RegistryOptions options) {
        this.content = content;
        this.options = options;
    }

    WireResponse manifest(Route.Manifest route) {
        Optional<Digest> digest = resolve(route.repository(), route.reference());
        Optional<RegistryContent.Manifest> found = digest.flatMap(d -> content.manifest(route.repository(), d));
        return found.isEmpty()
                ? WireResponse.refusal(ErrorCode.MANIFEST_UNKNOWN)
                : WireResponse.bytes(
                        200,
                        found.get().content().toArray(),
                        "Content-Type: " + found.get().type(),
                        "Docker-Content-Digest: " + digest.get());
    }

    /** What a reference stands for; empty if it is no digest and no tag that is there. */
    Optional<Digest> resolve(String repository, String reference) {
        if (reference.indexOf(':') < 0) {
            return Optional.ofNullable(content.tags(repository).get(reference));
        }
        try {
            return Optional.of(Digest.parse(reference));
        } catch (MalformedTextException e) {
            return Optional.empty();
        }
    }

    WireResponse blob(Route.Blob route, WireRequest request) {
        Optional<BlobData> data = content.blob(route.repository(), route.digest());
        if (data.isEmpty()) {
            return WireResponse.refusal(ErrorCode.BLOB_UNKNOWN);
        }
        long size = data.get().size();
        Optional<ContentRange> range = request.header("range").flatMap(r -> ContentRange.parseWanted(r, size));
        if (range.isPresent() && range.get().first() >= size) {
            return WireResponse.refusal(ErrorCode.RANGE_INVALID);
        }
        List<String> headers = List.of(
                "Content-Type: application/octet-stream",
                "Docker-Content-Digest: " + route.digest(),
                "Accept-Ranges: bytes");
        long from = range.map(ContentRange::first).orElse(0L);
        long to = range.map(r -> r.last() + 1).orElse(size);
        WireResponse answer = new WireResponse(
                range.isPresent() ? 206 : 200,
                headers,
                to - from,
                out -> data.get().writeTo(out, from, to));
        return range.isPresent() ? answer.with("Content-Range: " + range.get().forDownload()) : answer;
    }

    WireResponse tags(Route.Tags route, WireRequest request) {
        return list(
                request,
                List.copyOf(content.tags(route.repository()).keySet()),
                "{\"name\":\"" + route.repository() + "\",\"tags\":");
    }

    WireResponse catalog(WireRequest request) {
        return list(request, content.repositories(), "{\"repositories\":");
    }

    private WireResponse list(WireRequest request, List<String> all, String start) {
        int most = Math.min(
                options.page(), request.parameter("n").map(Integer::parseInt).orElse(options.page()));
        String last = request.parameter("last").orElse("");
        List<String> rest = all.stream().filter(t -> t.compareTo(last) > 0).toList();
        List<String> page = rest.subList(0, Math.min(most, rest.size()));
        String body = start + page.stream().map(t -> "\"" + t + "\"").collect(Collectors.joining(",", "[", "]")) + "}";
        WireResponse answer = WireResponse.text(200, "application/json", body);
        return page.size() < rest.size()
                ? answer.with(
                        "Link: " + LinkHeader.of(request.path() + "?n=" + most + "&last=" + page.get(page.size() - 1)))
                : answer;
    }
}
