// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.hostile;

import static dev.ambidock.testkit.hostile.HostileArchive.refused;
import static dev.ambidock.testkit.hostile.HostileArchive.taken;
import static dev.ambidock.transport.error.FailureKind.LIMIT_EXCEEDED;
import static dev.ambidock.transport.error.FailureKind.MALFORMED;
import static dev.ambidock.transport.error.FailureKind.NOT_FOUND;

import dev.ambidock.testkit.tar.TarDraft;
import dev.ambidock.testkit.tar.TarHeaderDraft;
import java.util.List;

/** Entries that are no files, that stand twice, or that are too many. */
final class ArchiveEntries {
    private static final String LAYER = HonestArchive.LAYER_NAME;
    private static final byte[] NOTHING = new byte[0];

    private ArchiveEntries() {}

    static void addTo(List<HostileArchive> all) {
        special(all);
        twice(all);
        many(all);
    }

    private static void special(List<HostileArchive> all) {
        String[] names = {"character-device", "block-device", "fifo"};
        char[] kinds = {'3', '4', '6'};
        for (int i = 0; i < names.length; i++) {
            char kind = kinds[i];
            all.add(refused(
                    "layer-is-a-" + names[i],
                    MALFORMED,
                    tar -> HonestArchive.withoutLayer(tar).entry(TarHeaderDraft.of(kind, LAYER), NOTHING)));
            all.add(refused(
                    names[i] + "-beside-the-image",
                    MALFORMED,
                    tar -> HonestArchive.whole(tar).entry(TarHeaderDraft.of(kind, "dev"), NOTHING)));
        }
        all.add(refused(
                "layer-is-a-folder",
                NOT_FOUND,
                tar -> HonestArchive.withoutLayer(tar).folder(LAYER)));
        all.add(refused(
                "manifest-is-a-folder",
                MALFORMED,
                tar -> HonestArchive.layer(HonestArchive.config(tar)).folder("manifest.json")));
        all.add(refused(
                "folder-with-content",
                MALFORMED,
                tar -> HonestArchive.withoutLayer(tar)
                        .entry(TarHeaderDraft.of('5', "layer.tar/").size(1024), new byte[1024])));
        all.add(taken(
                "folders-of-mode-zero",
                tar -> HonestArchive.whole(tar.folder("a", 0).folder("a/b", 0))));
        all.add(taken(
                "file-of-the-oldest-kind",
                tar -> HonestArchive.withoutLayer(tar)
                        .entry(
                                TarHeaderDraft.of('\0', LAYER)
                                        .size(HonestArchive.LAYER.tar().length()),
                                HonestArchive.LAYER.tar().toArray())));
        all.add(taken(
                "contiguous-file",
                tar -> HonestArchive.withoutLayer(tar)
                        .entry(
                                TarHeaderDraft.of('7', LAYER)
                                        .size(HonestArchive.LAYER.tar().length()),
                                HonestArchive.LAYER.tar().toArray())));
    }

    private static void twice(List<HostileArchive> all) {
        all.add(taken("layer-twice", tar -> HonestArchive.layer(HonestArchive.whole(tar))));
        all.add(refused(
                "layer-twice-with-other-content",
                MALFORMED,
                tar -> HonestArchive.whole(tar).file(LAYER, HonestArchive.OTHER_LAYER.tar())));
        all.add(refused(
                "layer-twice-the-right-one-last",
                MALFORMED,
                tar -> HonestArchive.whole(tar.file(LAYER, HonestArchive.OTHER_LAYER.tar()))));
        all.add(refused(
                "layer-twice-under-two-spellings",
                MALFORMED,
                tar -> HonestArchive.whole(tar).file("./x/.//../" + LAYER, HonestArchive.OTHER_LAYER.tar())));
        all.add(refused(
                "layer-as-file-and-as-link",
                MALFORMED,
                tar -> HonestArchive.whole(tar)
                        .file("other", HonestArchive.OTHER_LAYER.tar())
                        .symlink(LAYER, "other")));
        all.add(taken("manifest-twice", tar -> HonestArchive.manifest(HonestArchive.whole(tar))));
        all.add(refused(
                "two-manifests-that-differ",
                MALFORMED,
                tar -> HonestArchive.whole(tar).file("manifest.json", HonestArchive.manifest("config.json"))));
        all.add(refused(
                "two-manifests-that-differ-in-spaces",
                MALFORMED,
                tar -> HonestArchive.whole(tar)
                        .file("manifest.json", HonestArchive.manifest("config.json", LAYER) + " ")));
        all.add(refused(
                "config-twice-with-other-content",
                MALFORMED,
                tar -> HonestArchive.whole(tar).file("config.json", HonestArchive.config())));
    }

    private static void many(List<HostileArchive> all) {
        all.add(taken("hundred-thousand-empty-files", tar -> empty(HonestArchive.whole(tar), 100_000)));
        all.add(refused("quarter-of-a-million-empty-files", LIMIT_EXCEEDED, tar -> empty(tar, 250_000)));
    }

    private static void empty(TarDraft tar, int count) {
        for (int i = 0; i < count; i++) {
            tar.file("e/" + i, NOTHING);
        }
    }
}
