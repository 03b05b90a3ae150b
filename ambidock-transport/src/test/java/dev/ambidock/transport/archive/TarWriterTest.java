// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ambidock.model.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarWriterTest {
    @TempDir
    Path folder;

    @Test
    void headersHoldNothingOfTimeAndPlace() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TarWriter tar = new TarWriter(out);
        tar.folder("d");
        tar.file("d/f", Bytes.of("x"));
        tar.link("d/l", "f");
        tar.finish();
        assertThat(out.size()).isEqualTo(512 * 6);
        try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (String name : List.of("d/", "d/f", "d/l")) {
                TarArchiveEntry entry = in.getNextEntry();
                assertThat(entry.getName()).isEqualTo(name);
                assertThat(entry.getLastModifiedTime().toMillis()).isZero();
                assertThat(entry.getLongUserId() + entry.getLongGroupId()).isZero();
                assertThat(entry.getUserName() + entry.getGroupName()).isEmpty();
                assertThat(entry.getExtraPaxHeaders()).isEmpty();
            }
        }
    }

    @Test
    void filesOfEightGibibytesAndMoreGetAPaxRecord() throws IOException {
        for (long size : new long[] {(8L << 30) - 1, 8L << 30, 1L << 42}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            TarWriter tar = new TarWriter(out);
            // The content ends at once: what matters here is the header.
            assertThat(catchThrowableOfType(
                            IOException.class, () -> tar.file("f", size, InputStream.nullInputStream())))
                    .isNotNull();
            byte[] header = out.toByteArray();
            assertThat(new String(header, StandardCharsets.US_ASCII).contains(" size=" + size + "\n"))
                    .isEqualTo(size >= 8L << 30);
            try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(header))) {
                assertThat(in.getNextEntry().getSize()).isEqualTo(size);
            }
        }
    }

    @Test
    void contentOfAnotherLengthIsRefused() {
        TarWriter tar = new TarWriter(new ByteArrayOutputStream());
        assertThat(catchThrowableOfType(IOException.class, () -> tar.file("f", 3, Bytes.of("xx").stream())))
                .isNotNull();
    }

    @Test
    void gnuTarListsIt() throws Exception {
        Path file = folder.resolve("x.tar");
        try (var out = Files.newOutputStream(file)) {
            TarWriter tar = new TarWriter(out);
            tar.folder("blobs");
            tar.file("blobs/a", Bytes.of("content"));
            tar.link("b", "blobs/a");
            tar.finish();
        }
        Process process;
        try {
            process = new ProcessBuilder("tar", "--utc", "-tvf", file.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException absent) {
            assumeTrue(System.getenv("AMBIDOCK_CI") == null, "tar is not installed");
            return;
        }
        String listing = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(listing).isZero();
        assertThat(listing.lines().map(l -> l.replaceAll(" +", " ")))
                .containsExactly(
                        "drwxr-xr-x 0/0 0 1970-01-01 00:00 blobs/",
                        "-rw-r--r-- 0/0 7 1970-01-01 00:00 blobs/a",
                        "lrwxrwxrwx 0/0 0 1970-01-01 00:00 b -> blobs/a");
    }
}
