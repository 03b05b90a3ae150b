// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.hostile;

import static dev.ambidock.testkit.hostile.HostileArchive.refused;
import static dev.ambidock.testkit.hostile.HostileArchive.taken;
import static dev.ambidock.transport.error.FailureKind.MALFORMED;

import dev.ambidock.testkit.tar.TarHeaderDraft;
import java.util.List;

/** Entries whose names would lead out of a folder that the archive is unpacked into, or are no names. */
final class ArchiveNames {
    private static final byte[] NOTHING = new byte[0];

    private ArchiveNames() {}

    static void addTo(List<HostileArchive> all) {
        refusedName(all, "absolute-name", "/etc/passwd");
        refusedName(all, "absolute-name-of-two-slashes", "//etc/passwd");
        refusedName(all, "name-of-parent", "../outside");
        refusedName(all, "name-that-is-parent", "..");
        refusedName(all, "name-through-parent", "a/../../outside");
        refusedName(all, "name-through-dots", "./a/./../../outside");
        refusedName(all, "backslash-name", "..\\outside");
        refusedName(all, "drive-letter-with-backslash", "C:\\outside");
        refusedName(all, "name-with-nul", "outside\0.txt");
        refusedName(all, "name-of-five-kib", "d/" + "n".repeat(5 << 10));
        refusedName(all, "name-of-thousands-of-parents", "../".repeat(1300) + "etc/passwd");
        takenName(all, "drive-letter", "C:/outside");
        takenName(all, "name-of-three-kib", "d/" + "n".repeat(3 << 10));
        takenName(all, "name-back-to-the-top", "a/../inside");
        takenName(all, "name-with-control-characters", "in\nside\u001b[31m\u0007");
        takenName(all, "name-with-bidirectional-marks", "in\u202eside");
        all.add(refused(
                "absolute-gnu-long-name",
                MALFORMED,
                tar -> HonestArchive.whole(tar)
                        .gnuLongName("/etc/" + "p".repeat(200))
                        .entry(TarHeaderDraft.of('0', "short").gnu(), NOTHING)));
        all.add(refused(
                "folder-of-parent", MALFORMED, tar -> HonestArchive.whole(tar).folder("../outside")));
        all.add(taken(
                "name-that-is-not-utf8",
                tar -> HonestArchive.whole(tar)
                        .entry(TarHeaderDraft.of('0', new byte[] {'a', (byte) 0xFF, (byte) 0xC0}), NOTHING)));
        all.add(taken("empty-name", tar -> HonestArchive.whole(tar).entry(TarHeaderDraft.of('0', ""), NOTHING)));
        all.add(taken(
                "names-begin-with-dot-slash",
                tar -> tar.folder(".", 0)
                        .file("./" + HonestArchive.CONFIG_NAME, HonestArchive.CONFIG)
                        .file("./" + HonestArchive.LAYER_NAME, HonestArchive.LAYER.tar())
                        .file(
                                "./" + HonestArchive.MANIFEST_NAME,
                                HonestArchive.manifest("config.json", "./layer.tar"))));
    }

    private static void refusedName(List<HostileArchive> all, String name, String entry) {
        all.add(refused(
                name,
                MALFORMED,
                tar -> HonestArchive.whole(tar).pax("path", entry).entry(TarHeaderDraft.of('0', "short"), NOTHING)));
    }

    private static void takenName(List<HostileArchive> all, String name, String entry) {
        all.add(taken(
                name,
                tar -> HonestArchive.whole(tar).pax("path", entry).entry(TarHeaderDraft.of('0', "short"), NOTHING)));
    }
}
