// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import dev.ambidock.cli.PeerTool;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Family;
import dev.ambidock.testkit.document.JsonDraft;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.LayerDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Images of the test kit that an engine of this machine can run: busybox, and a file that tells who it is. */
final class RunnableImages {
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    private RunnableImages() {}

    /** An image that prints a text when it runs; its layers are compressed in this way. */
    static ImageDraft saying(Workbench work, String text, Family family, Compression compression)
            throws IOException, InterruptedException {
        PeerTool.need(Files.isExecutable(BUSYBOX), "busybox-static is installed");
        Path tar = work.path("busybox.tar");
        if (!Files.exists(tar)) {
            work.peer("tar", "-cf", tar.toString(), "--owner=0", "--group=0", "-C", "/", "bin/busybox");
        }
        return ImageDraft.of(family)
                .platform(platform(work))
                .layer(LayerDraft.of(Files.readAllBytes(tar)).compressed(compression))
                .layer(LayerDraft.of("said", text + "\n").compressed(compression))
                .setting("Healthcheck", JsonDraft.object().put("Test", JsonDraft.texts(List.of("CMD", "true"))))
                .setting("Cmd", JsonDraft.texts(List.of(BUSYBOX.toString(), "cat", "/said")));
    }

    private static String platform(Workbench work) throws IOException, InterruptedException {
        return switch (work.peer("uname", "-m").strip()) {
            case "x86_64" -> "linux/amd64";
            case "aarch64" -> "linux/arm64";
            default -> throw new IllegalStateException("which platform is this?");
        };
    }
}
