// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Limits;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.io.TempDir;

/** What tests of archives that are written have: a folder, samples, sinks, and looks into the archive. */
abstract class WrittenArchive {
    static final Sample DOCKER = Sample.of(true, "base", "top");
    static final Sample OCI = Sample.of(false, "base", "top");
    static final String NAME = "docker.io/library/app:v1";

    @TempDir
    Path folder;

    ArchiveSink sink(ArchiveShape shape) throws IOException {
        return sink("archive.tar", shape);
    }

    ArchiveSink sink(String file, ArchiveShape shape) throws IOException {
        return sink(folder.resolve(file).toString(), shape, OutputStream.nullOutputStream());
    }

    ArchiveSink sink(String place, ArchiveShape shape, OutputStream out) throws IOException {
        String scheme = shape == ArchiveShape.LAYOUT ? "oci-archive" : "docker-archive";
        return ArchiveSink.of(ArchiveLocator.parse(scheme, place), shape, out, Limits.defaults(), folder);
    }

    ArchiveSource open(String scheme, String rest) throws IOException {
        return ArchiveSource.open(
                ArchiveLocator.parse(scheme, folder.resolve("archive.tar") + rest),
                InputStream.nullInputStream(),
                Limits.defaults(),
                1 << 24,
                folder);
    }

    static byte[] read(ImageSource source, Descriptor descriptor) throws IOException {
        try (InputStream in = source.open(descriptor)) {
            return in.readAllBytes();
        }
    }

    List<String> files() throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.map(f -> f.getFileName().toString()).toList();
        }
    }

    interface OnEntry {
        void see(TarArchiveEntry entry, TarArchiveInputStream tar) throws IOException;
    }

    void each(OnEntry visitor) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(Files.newInputStream(folder.resolve("archive.tar")))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                visitor.see(entry, tar);
            }
        }
    }

    List<String> entries() throws IOException {
        List<String> names = new ArrayList<>();
        each((entry, tar) -> names.add(entry.getName()));
        return names;
    }

    Map<String, String> links() throws IOException {
        Map<String, String> links = new java.util.TreeMap<>();
        each((entry, tar) -> {
            if (entry.isSymbolicLink()) {
                links.put(entry.getName(), entry.getLinkName());
            }
        });
        return links;
    }

    String text(String name) throws IOException {
        List<String> found = new ArrayList<>();
        each((entry, tar) -> {
            if (entry.getName().equals(name)) {
                found.add(new String(tar.readAllBytes()));
            }
        });
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }
}
