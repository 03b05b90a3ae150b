// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.document.Documents;
import dev.ambidock.document.Reading;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Limits;
import dev.ambidock.testkit.hostile.HostileArchive;
import dev.ambidock.testkit.hostile.HostileArchives;
import dev.ambidock.testkit.hostile.HostileDocument;
import dev.ambidock.testkit.hostile.HostileDocuments;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.archive.ArchiveLocator;
import dev.ambidock.transport.archive.ArchiveSource;
import dev.ambidock.transport.error.FailureKind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The catalogues of hostile documents and archives, as they stand. */
final class CatalogueCases {
    private static final long MOST_BYTES = 64 << 20;

    /** Of the archives, those that were also put to other tools: one for each row of the comparison. */
    static final List<String> COMPARED = List.of(
            "manifest-empty-list",
            "manifest-null",
            "diff-id-of-another-layer",
            "layer-twice-the-right-one-last",
            "two-manifests-that-differ",
            "layer-is-a-folder",
            "layer-is-a-fifo",
            "more-layers-than-diff-ids",
            "fewer-layers-than-diff-ids",
            "hard-link-behind-its-target",
            "symlink-inside",
            "symlink-..-outside",
            "symlink-absolute",
            "loop-of-two-links",
            "manifest-config-path-absolute",
            "manifest-config-path-of-parent",
            "config-of-twenty-megabytes",
            "manifest-of-ten-mebibytes",
            "gnu-long-name-that-claims-a-gibibyte",
            "pax-header-that-claims-a-gibibyte",
            "entry-of-a-tebibyte",
            "manifest-layer-missing",
            "gzip-cut-short",
            "no-end",
            "end-in-the-middle",
            "sparse-map-of-a-million");

    private CatalogueCases() {}

    /** In every build all of them are met by tests of their own, so only a full run does it again. */
    static void addTo(List<BadInput> all, RegistryTrial trial, boolean full) {
        for (HostileDocument hostile : full ? HostileDocuments.all() : List.<HostileDocument>of()) {
            String expected = hostile.refusal().map(FindingCode::name).orElse(BadInput.TAKEN);
            all.add(new BadInput("document", hostile.name(), expected, folder -> document(hostile)));
        }
        for (HostileArchive hostile : HostileArchives.all()) {
            if (!full && !COMPARED.contains(hostile.name())) {
                continue;
            }
            String expected = hostile.refusal().map(FailureKind::name).orElse(BadInput.TAKEN);
            String family = COMPARED.contains(hostile.name()) ? "archive, compared" : "archive";
            all.add(BadInput.of(family, hostile.name(), expected, folder -> archive(hostile, folder, trial)));
        }
    }

    private static String document(HostileDocument hostile) {
        Reading reading = Documents.read(Bytes.wrap(hostile.bytes()), Limits.defaults());
        return reading.kind() == Reading.Kind.REJECTED
                ? reading.findings().get(0).code().name()
                : BadInput.TAKEN;
    }

    private static void archive(HostileArchive hostile, Path folder, RegistryTrial trial) throws IOException {
        Path file = write(hostile, folder.resolve("archive.tar"));
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        ArchiveLocator locator = ArchiveLocator.parse(hostile.scheme(), file.toString());
        try (ImageSource source =
                ArchiveSource.open(locator, InputStream.nullInputStream(), Limits.defaults(), MOST_BYTES, temporary)) {
            trial.copy(source, CopyRequest.keep());
        } finally {
            try (Stream<Path> left = Files.list(temporary)) {
                if (left.findAny().isPresent()) {
                    throw new IllegalStateException("temporary files are left");
                }
            }
        }
    }

    static Path write(HostileArchive hostile, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            hostile.content().writeTo(out);
        }
        return file;
    }
}
