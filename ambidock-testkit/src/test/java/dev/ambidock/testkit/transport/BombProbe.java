// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.transport;

import com.github.luben.zstd.Zstd;
import dev.ambidock.model.Limits;
import dev.ambidock.testkit.tar.TarHeaderDraft;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.archive.ArchiveLocator;
import dev.ambidock.transport.archive.ArchiveSource;
import dev.ambidock.transport.codec.LayerDecoder;
import dev.ambidock.transport.error.ContentException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Runs in a JVM with a small heap: meets each bomb and tells its verdict and how much disk it cost at most. */
public final class BombProbe {
    private final Path folder;
    private final Path temporary;
    private final long size;

    private BombProbe(Path folder, long size) throws IOException {
        this.folder = folder;
        this.temporary = Files.createDirectory(folder.resolve("temporary"));
        this.size = size;
    }

    /**
     * Prints a line for each bomb: its name, what came of it, bytes on disk at most, files left; parted by tabs.
     *
     * @param arguments an empty folder, and how many bytes the layers unwrap to
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        BombProbe probe = new BombProbe(Path.of(arguments[0]), Long.parseLong(arguments[1]));
        probe.compressed();
        probe.tars();
        System.exit(0);
    }

    private void compressed() throws IOException, InterruptedException {
        Path gzip = folder.resolve("zeros.gz");
        try (OutputStream out = new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(gzip)), 1 << 16)) {
            byte[] zeros = new byte[1 << 20];
            for (long i = 0; i < size; i += zeros.length) {
                out.write(zeros);
            }
        }
        layer("gzip 1:1000 as a layer", Files.newInputStream(gzip));
        archive("gzip 1:1000 as an archive", Files.newInputStream(gzip));
        layer("zstd 1:32768 as a layer", zstd((byte) (17 << 3)));
        archive("zstd 1:32768 as an archive", zstd((byte) (17 << 3)));
        layer("zstd with a window of 2^31 as a layer", zstd((byte) (21 << 3)));
        archive("zstd with a window of 2^31 as an archive", zstd((byte) (21 << 3)));
        byte[] twice = Zstd.compress(zstd((byte) (17 << 3)).readAllBytes());
        layer("zstd in zstd, 1:10^5 and more, as a layer", new ByteArrayInputStream(twice));
        archive("zstd in zstd, 1:10^5 and more, as an archive", new ByteArrayInputStream(twice));
        byte[] nested = Files.readAllBytes(gzip);
        for (int i = 0; i < 10; i++) {
            nested = gzip(nested);
        }
        archive("gzip in gzip, ten deep", new ByteArrayInputStream(nested));
        byte[] empty = gzip(new byte[0]);
        layer("million empty gzip members as a layer", repeated(empty, 1_000_000));
        archive("million empty gzip members as an archive", repeated(empty, 1_000_000));
    }

    private void tars() throws IOException, InterruptedException {
        long tib = 1L << 40;
        long gib = 1L << 30;
        hole("entry of 2^40 that is there", TarHeaderDraft.of('0', "layer.tar").size(tib), tib);
        hole(
                "entry of 2^40 that is not there",
                TarHeaderDraft.of('0', "layer.tar").size(tib),
                512);
        for (char kind : new char[] {'x', 'g', 'L', 'K'}) {
            hole(
                    "extension " + kind + " of 1 GiB that is there",
                    TarHeaderDraft.of(kind, "long").gnu().size(gib),
                    gib);
        }
        byte[] header = TarHeaderDraft.of('0', "empty").toBytes();
        archive("10^7 empty entries through a pipe", repeated(header, 10_000_000));
        archive("10^7 empty entries in gzip", new ByteArrayInputStream(gzip(repeated(header, 1_000_000))));
    }

    /** A file that is a header and then a hole, which takes no disk. */
    private void hole(String name, TarHeaderDraft header, long length) throws IOException, InterruptedException {
        Path file = folder.resolve("hole.tar");
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(header.toBytes());
            out.setLength(512 + length);
        }
        meet(name, () -> ArchiveReading.of("docker-archive", file, temporary));
        Files.delete(file);
    }

    /** What one bomb is met by. */
    private interface Meeting {
        Object meet() throws IOException;
    }

    private void layer(String name, InputStream bytes) throws IOException, InterruptedException {
        meet(name, () -> {
            try (InputStream tar = LayerDecoder.open(bytes, "layer").tar()) {
                return "streamed " + tar.transferTo(OutputStream.nullOutputStream());
            }
        });
    }

    private void archive(String name, InputStream bytes) throws IOException, InterruptedException {
        meet(name, () -> {
            try (bytes;
                    ImageSource source = ArchiveSource.open(
                            ArchiveLocator.parse("docker-archive", "-"),
                            bytes,
                            Limits.defaults(),
                            ArchiveReading.MOST_BYTES,
                            temporary)) {
                return ArchiveReading.of(source);
            }
        });
    }

    private void meet(String name, Meeting meeting) throws IOException, InterruptedException {
        DiskWatch watch = new DiskWatch(temporary);
        String verdict;
        try {
            verdict = String.valueOf(meeting.meet());
        } catch (ContentException e) {
            verdict = e.kind().name();
        }
        long most = watch.most();
        try (Stream<Path> left = Files.list(temporary)) {
            System.out.println(String.join("\t", name, verdict, Long.toString(most), Long.toString(left.count())));
        }
    }

    /** A frame of blocks of one repeated byte, the most that the format can grow. */
    private InputStream zstd(byte window) {
        int block = 128 << 10;
        long blocks = Math.max(2, size / block);
        byte[] head = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, window};
        int more = block << 3 | 1 << 1;
        byte[] piece = {(byte) more, (byte) (more >> 8), (byte) (more >> 16), 0};
        byte[] last = {(byte) (more | 1), (byte) (more >> 8), (byte) (more >> 16), 0};
        return new SequenceInputStream(
                new SequenceInputStream(new ByteArrayInputStream(head), repeated(piece, (int) blocks - 1)),
                new ByteArrayInputStream(last));
    }

    private static InputStream repeated(byte[] piece, int times) {
        int bundle = Math.max(1, Math.min(times, 65_536 / piece.length));
        byte[] many = new byte[piece.length * bundle];
        for (int i = 0; i < bundle; i++) {
            System.arraycopy(piece, 0, many, i * piece.length, piece.length);
        }
        Iterator<InputStream> streams = IntStream.range(0, times / bundle)
                .<InputStream>mapToObj(i -> new ByteArrayInputStream(many))
                .iterator();
        Enumeration<InputStream> all = new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return streams.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return streams.next();
            }
        };
        int rest = times % bundle * piece.length;
        return new SequenceInputStream(new SequenceInputStream(all), new ByteArrayInputStream(many, 0, rest));
    }

    private static byte[] gzip(byte[] content) throws IOException {
        return gzip(new ByteArrayInputStream(content));
    }

    private static byte[] gzip(InputStream content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            content.transferTo(gzip);
        }
        return out.toByteArray();
    }
}
