// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.output;

import dev.ambidock.model.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Files that appear whole and together, or not at all: each is written under another name beside its target, and all are
 * renamed on {@link #commit}. Closing without a commit leaves everything as it was.
 */
public final class OutputFiles implements AutoCloseable {
    private final List<Staged> staged = new ArrayList<>();
    private final List<Path> made = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();
    private boolean done;

    /** Of a device or pipe, the target takes the content itself, on commit. */
    private record Staged(Path target, Path temporary, boolean direct, Bytes content) {}

    /** Nothing staged yet. */
    public OutputFiles() {}

    /** The file that an option names. */
    public static Path path(String name) throws Problem {
        if (name.isEmpty()) {
            throw Problem.usage("", "the name of an output file is empty", "");
        }
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw Problem.usage(name, "no file can have such a name", "");
        }
    }

    /** Makes a folder for outputs, unless it is there. */
    public void folder(Path folder) throws Problem {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder);
                folders.add(folder);
            }
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    /** Writes the content beside its target. */
    public void stage(Path target, Bytes content) throws Problem {
        Path real = target;
        try {
            if (Files.isDirectory(target)) {
                throw Problem.usage(target.toString(), "this is a folder, a file is needed", "");
            }
            if (Files.exists(target)) {
                if (!Files.isRegularFile(target)) {
                    staged.add(new Staged(target, target, true, content));
                    return;
                }
                real = target.toRealPath();
            }
            Path temporary = real.resolveSibling("." + real.getFileName() + "." + Long.toHexString(System.nanoTime())
                    + "-" + staged.size() + ".part");
            staged.add(new Staged(real, temporary, false, content));
            try (OutputStream out = Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW)) {
                out.write(content.toArray());
            }
            keepPermissions(real, temporary);
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    private static void keepPermissions(Path existing, Path temporary) throws IOException {
        if (Files.exists(existing) && Files.getFileStore(existing).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(existing));
        }
    }

    /** Renames all to their targets, in the order of staging. */
    public void commit() throws Problem {
        for (Staged file : staged) {
            try {
                if (file.direct()) {
                    Files.write(file.target(), file.content().toArray(), StandardOpenOption.WRITE);
                    continue;
                }
                boolean isNew = !Files.exists(file.target(), LinkOption.NOFOLLOW_LINKS);
                Files.move(file.temporary(), file.target(), StandardCopyOption.ATOMIC_MOVE);
                if (isNew) {
                    made.add(file.target());
                }
            } catch (IOException e) {
                throw unwritable(file.target(), e);
            }
        }
        done = true;
    }

    private static Problem unwritable(Path path, IOException e) {
        String reason = reason(e);
        String what = e instanceof NoSuchFileException ? "its folder does not exist" : reason;
        return Problem.failed(path.toString(), "cannot be written: " + what, "another place with -o");
    }

    /** What the operating system says, in words. */
    public static String reason(IOException e) {
        if (e instanceof java.nio.file.AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : String.valueOf(e.getMessage());
    }

    /** Whether the reader of a pipe has seen enough and went away: nobody is left to be told. */
    public static boolean isClosedPipe(IOException e) {
        String text = String.valueOf(e.getMessage());
        return text.contains("Broken pipe") || text.contains("pipe is being closed");
    }

    @Override
    public void close() {
        if (done) {
            return;
        }
        for (Staged file : staged) {
            if (!file.direct()) {
                delete(file.temporary());
            }
        }
        made.forEach(OutputFiles::delete);
        folders.forEach(OutputFiles::delete);
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // Another error is being told already; what stays carries a name that begins with a dot.
            return;
        }
    }
}
