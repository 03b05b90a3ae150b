// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Looks again and again how much the files that this process has in a folder take. */
final class DiskWatch {
    private final AtomicLong most = new AtomicLong();
    private final Path folder;
    private final Thread watcher;

    DiskWatch(Path folder) {
        this.folder = folder;
        this.watcher = new Thread(this::watch, "disk-watch");
        watcher.setDaemon(true);
        watcher.start();
    }

    /** Ends it; the most that was seen, in bytes. */
    long most() throws InterruptedException {
        watcher.interrupt();
        watcher.join();
        return most.get();
    }

    private void watch() {
        try {
            while (true) {
                most.accumulateAndGet(now(), Math::max);
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            // Over.
        }
    }

    /** Files that are open without a name count as well: the links to them still tell where they were. */
    private long now() {
        Path open = Path.of("/proc/self/fd");
        long sum = 0;
        try (Stream<Path> files = Files.list(Files.isDirectory(open) ? open : folder)) {
            for (Path file : files.toList()) {
                sum += size(file);
            }
        } catch (IOException e) {
            // It went away in between.
        }
        return sum;
    }

    private long size(Path file) {
        try {
            boolean ours = !Files.isSymbolicLink(file)
                    || Files.readSymbolicLink(file).toString().startsWith(folder.toString());
            return ours ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
