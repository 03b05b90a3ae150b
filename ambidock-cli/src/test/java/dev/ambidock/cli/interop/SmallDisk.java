// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import dev.ambidock.cli.PeerTool;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own in the folder {@code disk} of a workbench, with room for so many bytes, in memory. */
record SmallDisk(Workbench work) {
    private static final String NAME = "disk";

    /** Skips the test where file systems cannot be mounted; in CI that is a failure. */
    static SmallDisk mount(Workbench work, long room) throws IOException, InterruptedException {
        PeerTool.need("mount");
        PeerTool.need("root".equals(System.getProperty("user.name")), "only root mounts a file system");
        SmallDisk disk = new SmallDisk(work);
        Files.createDirectory(disk.folder());
        work.peer("mount", "-t", "tmpfs", "-o", "size=" + room, "tmpfs", NAME);
        return disk;
    }

    Path folder() {
        return work.path(NAME);
    }

    /** Gives it another size. */
    void resize(long room) throws IOException, InterruptedException {
        work.peer("mount", "-o", "remount,size=" + room, NAME);
    }

    long used() throws IOException {
        FileStore store = Files.getFileStore(folder());
        return store.getTotalSpace() - store.getUnallocatedSpace();
    }

    void unmount() throws IOException, InterruptedException {
        work.peer("umount", NAME);
    }
}
