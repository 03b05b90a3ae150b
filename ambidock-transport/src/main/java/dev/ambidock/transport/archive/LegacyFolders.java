// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.document.RejectedDocumentException;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Limits;
import dev.ambidock.schema1.V1Entry;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The folders of an old archive, one for each layer, and the JSON in them. */
final class LegacyFolders {
    private static final Pattern JSON = Pattern.compile("([a-f0-9]{64})/json");

    /** All texts of an archive, and those made of them, are together no longer than this many of the longest ones. */
    private static final long MOST_LONGEST = 4;

    private final TarArchive tar;
    private final BlobPlaces places;
    private final Limits limits;
    private final NavigableSet<String> ids;
    private final Map<String, V1Entry> entries = new HashMap<>();
    private long left;

    LegacyFolders(TarArchive tar, BlobPlaces places, Limits limits) {
        this.tar = tar;
        this.places = places;
        this.limits = limits;
        this.ids = ids(tar);
        this.left = MOST_LONGEST * limits.documentBytes();
    }

    /** The v1 IDs that have a JSON, sorted. */
    static NavigableSet<String> ids(TarArchive tar) {
        NavigableSet<String> ids = new TreeSet<>();
        for (String name : tar.names()) {
            Matcher json = JSON.matcher(name);
            if (json.matches()) {
                ids.add(json.group(1));
            }
        }
        return ids;
    }

    /** The IDs that are nobody's parent, sorted. */
    List<String> tops() throws IOException {
        NavigableSet<String> tops = new TreeSet<>(ids);
        for (String id : ids) {
            entry(id).parent().ifPresent(tops::remove);
        }
        return List.copyOf(tops);
    }

    /** What the JSON of a layer says. */
    V1Entry entry(String id) throws IOException {
        V1Entry known = entries.get(id);
        if (known != null) {
            return known;
        }
        if (!ids.contains(id)) {
            throw ContentException.of(FailureKind.NOT_FOUND, tar.name(), "it has no layer of the ID " + id);
        }
        Bytes json = places.read(id + "/json", limits.documentBytes());
        spend(json.length());
        V1Entry entry;
        try {
            entry = V1Entry.read(json, limits);
        } catch (RejectedDocumentException e) {
            throw malformed(id, e);
        }
        if (!entry.id().equals(id)) {
            throw ContentException.of(
                    FailureKind.MALFORMED,
                    what(id),
                    "it says that it is layer " + entry.id() + ", its folder says " + id);
        }
        entries.put(id, entry);
        return entry;
    }

    /** Counts what is held in memory. */
    void spend(long bytes) throws ContentException {
        left -= bytes;
        if (left < 0) {
            throw ContentException.of(
                    FailureKind.LIMIT_EXCEEDED,
                    tar.name(),
                    "the JSON of its layers and images is longer than " + MOST_LONGEST * limits.documentBytes()
                            + " bytes");
        }
    }

    ContentException malformed(String id, RejectedDocumentException why) {
        return ContentException.of(
                FailureKind.MALFORMED, what(id), why.findings().get(0).text());
    }

    private String what(String id) {
        return tar.name() + " " + id + "/json";
    }
}
