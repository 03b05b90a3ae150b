// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Names inside a tar: none may lead out of it. */
final class TarNames {
    private static final int MOST_LENGTH = 4096;

    private TarNames() {}

    /** The clean form of an entry's own name; absolute names and {@code ..} are refused. */
    static String clean(String name, String archive) throws ContentException {
        if (name.startsWith("/") || name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0 || name.length() > MOST_LENGTH) {
            throw refused(archive, name, "absolute or malformed");
        }
        Optional<String> resolved = resolve("", name);
        if (resolved.isEmpty()) {
            throw refused(archive, name, "leading out of the archive");
        }
        return resolved.get();
    }

    /** Where a link leads; a link out of the archive is refused. */
    static String target(TarEntry link, String archive) throws ContentException {
        int slash = link.name().lastIndexOf('/');
        String folder = link.kind() == TarEntry.Kind.HARDLINK || slash < 0
                ? ""
                : link.name().substring(0, slash);
        Optional<String> resolved = link.target().startsWith("/") ? Optional.empty() : resolve(folder, link.target());
        if (resolved.isEmpty()) {
            throw refused(archive, link.name(), "a link out of the archive");
        }
        return resolved.get();
    }

    private static Optional<String> resolve(String folder, String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : (folder + "/" + path).split("/", -1)) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (!part.equals("..")) {
                parts.addLast(part);
            } else if (parts.pollLast() == null) {
                return Optional.empty();
            }
        }
        return Optional.of(String.join("/", parts));
    }

    private static ContentException refused(String archive, String name, String why) {
        String shown = name.length() > 80 ? name.substring(0, 80) + "…" : name;
        return ContentException.of(
                FailureKind.MALFORMED, archive, "the entry name \"" + shown.replaceAll("\\p{C}", "?") + "\" is " + why);
    }
}
