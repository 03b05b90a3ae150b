// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.hostile;

import static dev.ambidock.testkit.hostile.HostileArchive.refused;
import static dev.ambidock.testkit.hostile.HostileArchive.taken;
import static dev.ambidock.transport.error.FailureKind.LIMIT_EXCEEDED;
import static dev.ambidock.transport.error.FailureKind.MALFORMED;
import static dev.ambidock.transport.error.FailureKind.MISMATCH;
import static dev.ambidock.transport.error.FailureKind.NOT_FOUND;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.testkit.place.FileSet;
import dev.ambidock.testkit.place.LayoutFiles;
import dev.ambidock.testkit.tar.TarDraft;
import dev.ambidock.transport.error.FailureKind;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** OCI layouts in a tar that mislead. */
final class LayoutTricks {
    private static final String INDEX = "index.json";
    private static final Descriptor LAYER = HonestArchive.OCI.blobs().get(1).descriptor();
    private static final String LAYER_PATH = "blobs/sha256/" + LAYER.digest().hex();

    private LayoutTricks() {}

    static void addTo(List<HostileArchive> all) {
        index(all);
        blobs(all);
    }

    private static void index(List<HostileArchive> all) {
        all.add(refused("layout-without-index", MALFORMED, tar -> files(tar, without(INDEX)))
                .asLayout());
        index(all, "index-that-is-a-manifest", MALFORMED, text -> "{\"schemaVersion\":2,\"config\":{},\"layers\":[]}");
        index(all, "index-with-null-for-manifests", MALFORMED, text -> "{\"schemaVersion\":2,\"manifests\":null}");
        index(all, "index-with-manifests-twice", MALFORMED, text -> text.replace("]}", "],\"manifests\":[]}"));
        index(all, "index-with-a-wrong-case-twin", MALFORMED, text -> text.replace("]}", "],\"Manifests\":[]}"));
        index(
                all,
                "index-with-a-digest-that-is-a-path",
                MALFORMED,
                text -> text.replace(HonestArchive.OCI.root().digest().toString(), "sha256:../../../../etc/passwd"));
        index(
                all,
                "index-with-a-wrong-size",
                MISMATCH,
                text -> text.replace("\"size\":" + HonestArchive.OCI.root().size(), "\"size\":1"));
        index(
                all,
                "index-with-a-negative-size",
                MALFORMED,
                text -> text.replace("\"size\":" + HonestArchive.OCI.root().size(), "\"size\":-1"));
        index(
                all,
                "index-of-nobody",
                NOT_FOUND,
                text -> text.replace(
                        HonestArchive.OCI.root().digest().toString(),
                        HonestArchive.sha256("nobody").toString()));
        all.add(refused(
                        "index-of-ten-mebibytes",
                        LIMIT_EXCEEDED,
                        tar -> files(tar, without(INDEX)).file(INDEX, BigText.of(t -> t.repeat(" ", 10 << 20))))
                .asLayout());
        all.add(refused("index-twice", MALFORMED, tar -> files(tar, sound()).file(INDEX, "{\"manifests\":[]}"))
                .asLayout());
        all.add(refused(
                        "index-is-a-link-out",
                        MALFORMED,
                        tar -> files(tar, without(INDEX)).symlink(INDEX, "/etc/passwd"))
                .asLayout());
    }

    private static void index(List<HostileArchive> all, String name, FailureKind why, UnaryOperator<String> edit) {
        String index =
                Optional.ofNullable(sound().files().get(INDEX)).orElseThrow().utf8();
        FileSet files = sound().put(INDEX, edit.apply(index));
        all.add(refused(name, why, tar -> files(tar, files)).asLayout());
    }

    private static void blobs(List<HostileArchive> all) {
        Bytes other = HonestArchive.OTHER_LAYER.tar();
        all.add(refused("blob-with-other-content", MISMATCH, tar -> files(tar, sound().put(LAYER_PATH, other)))
                .asLayout());
        all.add(refused(
                        "blob-is-a-link-to-another",
                        MISMATCH,
                        tar -> files(tar, without(LAYER_PATH))
                                .file("blobs/sha256/other", other)
                                .symlink(LAYER_PATH, "other"))
                .asLayout());
        all.add(refused(
                        "blob-is-a-link-out",
                        MALFORMED,
                        tar -> files(tar, without(LAYER_PATH)).symlink(LAYER_PATH, "../../../outside"))
                .asLayout());
        all.add(refused("blob-is-missing", NOT_FOUND, tar -> files(tar, without(LAYER_PATH)))
                .asLayout());
        all.add(refused(
                        "blob-is-a-folder",
                        NOT_FOUND,
                        tar -> files(tar, without(LAYER_PATH)).folder(LAYER_PATH))
                .asLayout());
        all.add(taken(
                        "blob-is-a-link-inside",
                        tar -> files(tar, without(LAYER_PATH))
                                .file("layer.tar", HonestArchive.LAYER.tar())
                                .symlink(LAYER_PATH, "../../layer.tar"))
                .asLayout());
        all.add(taken(
                        "foreign-files-beside-the-layout",
                        tar -> files(tar, sound())
                                .file("README", "hello")
                                .file("blobs/README", "hello")
                                .file("blobs/md5/" + "0".repeat(32), "hello"))
                .asLayout());
    }

    private static FileSet sound() {
        return LayoutFiles.of(List.of(HonestArchive.OCI));
    }

    private static FileSet without(String path) {
        FileSet left = new FileSet();
        sound().files().forEach((name, content) -> {
            if (!name.equals(path)) {
                left.put(name, content);
            }
        });
        return left;
    }

    private static TarDraft files(TarDraft tar, FileSet files) {
        files.files().forEach(tar::file);
        return tar;
    }
}
