// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.place;

import dev.ambidock.model.Bytes;
import dev.ambidock.testkit.tar.TarDraft;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A tar of a folder: entries sorted by name, each folder before what is in it. The first entry of a name wins. */
final class SortedTar {
    private final Map<String, Consumer<TarDraft>> entries = new TreeMap<>();

    SortedTar file(String name, Bytes content) {
        folders(name);
        entries.putIfAbsent(name, tar -> tar.file(name, content));
        return this;
    }

    SortedTar file(String name, String content) {
        return file(name, Bytes.of(content));
    }

    SortedTar symlink(String name, String target) {
        folders(name);
        entries.putIfAbsent(name, tar -> tar.symlink(name, target));
        return this;
    }

    private void folders(String name) {
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            String folder = name.substring(0, slash);
            entries.putIfAbsent(folder + "/", tar -> tar.folder(folder));
        }
    }

    byte[] toBytes() {
        TarDraft tar = TarDraft.inMemory();
        entries.values().forEach(entry -> entry.accept(tar));
        return tar.toBytes();
    }
}
