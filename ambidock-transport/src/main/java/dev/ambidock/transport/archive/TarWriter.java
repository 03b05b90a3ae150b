// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import dev.ambidock.model.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes a tar whose bytes depend on its content only: no owner, no time, fixed modes. The headers are ustar's; PAX
 * records stand only where ustar cannot say it, such as the size of a file of 8 GiB or more. Confined to one thread.
 *
 * @ambidock.rule POSIX.1-2017, pax, "ustar Interchange Format"
 */
final class TarWriter {
    private static final int BUFFER = 128 << 10;
    private static final int FILE_MODE = 0644;
    private static final int FOLDER_MODE = 0755;
    private static final int LINK_MODE = 0777;

    private final TarArchiveOutputStream tar;

    /** Writes to a stream, which is never closed here. */
    TarWriter(OutputStream out) {
        tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    void folder(String name) throws IOException {
        tar.putArchiveEntry(entry(name + "/", TarConstants.LF_DIR, FOLDER_MODE));
        tar.closeArchiveEntry();
    }

    void link(String name, String target) throws IOException {
        TarArchiveEntry entry = entry(name, TarConstants.LF_SYMLINK, LINK_MODE);
        entry.setLinkName(target);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    void file(String name, Bytes content) throws IOException {
        file(name, content.length(), content.stream());
    }

    /** A file of a size that is known before; the content is read to its end and must have that size. */
    void file(String name, long size, InputStream content) throws IOException {
        TarArchiveEntry entry = entry(name, TarConstants.LF_NORMAL, FILE_MODE);
        entry.setSize(size);
        tar.putArchiveEntry(entry);
        byte[] buffer = new byte[BUFFER];
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            tar.write(buffer, 0, n);
        }
        tar.closeArchiveEntry();
    }

    private static TarArchiveEntry entry(String name, byte kind, int mode) {
        TarArchiveEntry entry = new TarArchiveEntry(name, kind);
        entry.setMode(mode);
        entry.setLastModifiedTime(FileTime.fromMillis(0));
        entry.setIds(0, 0);
        entry.setNames("", "");
        return entry;
    }

    /** Writes the end of the tar. */
    void finish() throws IOException {
        tar.finish();
    }
}
