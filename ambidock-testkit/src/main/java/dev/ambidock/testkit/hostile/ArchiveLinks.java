// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.hostile;

import static dev.ambidock.testkit.hostile.HostileArchive.refused;
import static dev.ambidock.testkit.hostile.HostileArchive.taken;
import static dev.ambidock.transport.error.FailureKind.MALFORMED;
import static dev.ambidock.transport.error.FailureKind.NOT_FOUND;

import dev.ambidock.testkit.tar.TarDraft;
import java.util.List;

/** Links in place of the layer, or beside it. */
final class ArchiveLinks {
    private static final String LAYER = HonestArchive.LAYER_NAME;

    private ArchiveLinks() {}

    static void addTo(List<HostileArchive> all) {
        out(all);
        inside(all);
    }

    private static void out(List<HostileArchive> all) {
        for (String target : new String[] {"/etc/passwd", "../outside", "a/../../outside"}) {
            String how = target.startsWith("/") ? "absolute" : target.replace('/', '-');
            all.add(refused("symlink-" + how, MALFORMED, tar -> tree(tar).symlink(LAYER, target)));
            all.add(refused("hard-link-" + how, MALFORMED, tar -> tree(tar).hardLink(LAYER, target)));
        }
        all.add(refused(
                "symlink-out-that-nobody-follows",
                MALFORMED,
                tar -> HonestArchive.whole(tar).symlink("a", "../outside")));
        all.add(refused(
                "absolute-symlink-that-nobody-follows",
                MALFORMED,
                tar -> HonestArchive.whole(tar).symlink("a", "/etc/passwd")));
        all.add(refused(
                "file-through-a-link-to-a-folder-outside",
                MALFORMED,
                tar -> tree(tar).symlink("a", "../..").file("a/" + LAYER, HonestArchive.LAYER.tar())));
        all.add(refused(
                "symlink-for-the-manifest",
                MALFORMED,
                tar -> HonestArchive.layer(HonestArchive.config(tar)).symlink("manifest.json", "/etc/passwd")));
        all.add(refused(
                "symlink-for-the-config",
                MALFORMED,
                tar -> HonestArchive.layer(HonestArchive.manifest(tar)).symlink("config.json", "../../etc/passwd")));
    }

    private static void inside(List<HostileArchive> all) {
        all.add(taken("symlink-inside", tar -> real(tree(tar).symlink(LAYER, "a/real"))));
        all.add(taken("symlink-inside-by-dots", tar -> real(tree(tar).symlink(LAYER, "b/.././a/real"))));
        all.add(taken("hard-link-behind-its-target", tar -> real(tree(tar)).hardLink(LAYER, "a/real")));
        all.add(taken("hard-link-before-its-target", tar -> real(tree(tar).hardLink(LAYER, "a/real"))));
        all.add(taken(
                "chain-of-three-links",
                tar -> real(
                        tree(tar).symlink(LAYER, "one").hardLink("one", "two").symlink("two", "a/real"))));
        all.add(refused("chain-of-forty-links", MALFORMED, tar -> {
            tree(tar).symlink(LAYER, "link-0");
            for (int i = 0; i < 40; i++) {
                tar.symlink("link-" + i, i == 39 ? "a/real" : "link-" + (i + 1));
            }
            real(tar);
        }));
        all.add(refused("link-to-itself", MALFORMED, tar -> tree(tar).symlink(LAYER, LAYER)));
        all.add(refused("hard-link-to-itself", MALFORMED, tar -> tree(tar).hardLink(LAYER, LAYER)));
        all.add(refused(
                "loop-of-two-links",
                MALFORMED,
                tar -> tree(tar).symlink(LAYER, "other").symlink("other", LAYER)));
        all.add(refused(
                "link-to-a-folder", NOT_FOUND, tar -> tree(tar).folder("a").symlink(LAYER, "a")));
        all.add(refused("symlink-to-the-top", NOT_FOUND, tar -> tree(tar).symlink(LAYER, "")));
        all.add(refused("hard-link-to-the-top", NOT_FOUND, tar -> tree(tar).hardLink(LAYER, "")));
        all.add(refused("link-to-nothing", NOT_FOUND, tar -> tree(tar).symlink(LAYER, "missing")));
    }

    private static TarDraft tree(TarDraft tar) {
        return HonestArchive.withoutLayer(tar);
    }

    private static TarDraft real(TarDraft tar) {
        return tar.file("a/real", HonestArchive.LAYER.tar());
    }
}
