// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.hostile;

import static dev.ambidock.testkit.hostile.HostileArchive.ended;
import static dev.ambidock.testkit.hostile.HostileArchive.raw;
import static dev.ambidock.testkit.hostile.HostileArchive.rawTaken;
import static dev.ambidock.testkit.hostile.HostileArchive.taken;
import static dev.ambidock.transport.error.FailureKind.LIMIT_EXCEEDED;
import static dev.ambidock.transport.error.FailureKind.MALFORMED;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.ambidock.model.Compression;
import dev.ambidock.testkit.hostile.HostileArchive.Content;
import dev.ambidock.testkit.image.LayerDraft;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Archives and layers in gzip and zstd that grow without end, or are wrapped in strange ways. */
final class ArchiveWrappings {
    /** More than a reader should unwrap: the tests set their ceiling lower. */
    private static final int BOMB = 256 << 20;

    private static final Content HONEST = ended(HonestArchive::whole);

    private ArchiveWrappings() {}

    static void addTo(List<HostileArchive> all) {
        gzip(all);
        zstd(all);
        layers(all);
    }

    private static void gzip(List<HostileArchive> all) {
        all.add(rawTaken("gzip", out -> gzip(out, HONEST)));
        all.add(raw("gzip-bomb", LIMIT_EXCEEDED, out -> gzip(out, ArchiveWrappings::zeros)));
        all.add(raw("gzip-in-gzip", MALFORMED, out -> gzip(out, inner -> gzip(inner, HONEST))));
        all.add(raw("gzip-bomb-in-gzip", MALFORMED, out -> gzip(out, inner -> gzip(inner, ArchiveWrappings::zeros))));
        all.add(rawTaken(
                "member-for-each-byte",
                out -> HONEST.writeTo(new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        gzip(out, member -> member.write(b));
                    }
                })));
        all.add(rawTaken("hundred-thousand-empty-members", out -> {
            ByteArrayOutputStream empty = new ByteArrayOutputStream();
            gzip(empty, member -> member.write(new byte[0]));
            gzip(out, HONEST);
            for (int i = 0; i < 100_000; i++) {
                empty.writeTo(out);
            }
        }));
        all.add(raw("garbage-behind-gzip", MALFORMED, out -> {
            gzip(out, HONEST);
            out.write("garbage".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }));
        all.add(raw("gzip-of-wrong-checksum", MALFORMED, out -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            gzip(bytes, HONEST);
            byte[] wrong = bytes.toByteArray();
            wrong[wrong.length - 5] ^= 1;
            out.write(wrong);
        }));
        all.add(raw("gzip-cut-short", MALFORMED, out -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            gzip(bytes, HONEST);
            out.write(bytes.toByteArray(), 0, bytes.size() - 9);
        }));
    }

    private static void zstd(List<HostileArchive> all) {
        all.add(rawTaken("zstd", out -> zstd(out, HONEST)));
        all.add(raw("zstd-bomb", LIMIT_EXCEEDED, out -> zstd(out, ArchiveWrappings::zeros)));
        // A frame header that asks for a window of 2^31 bytes, then one block of repeated zeros.
        all.add(raw(
                "zstd-of-a-huge-window",
                MALFORMED,
                out -> out.write(new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, (byte) (21 << 3), 3, 0, 16, 0})));
        all.add(rawTaken("zstd-behind-a-skippable-frame", out -> {
            out.write(new byte[] {0x50, 0x2A, 0x4D, 0x18, 4, 0, 0, 0, 1, 2, 3, 4});
            zstd(out, HONEST);
        }));
        all.add(rawTaken("zstd-of-two-frames", out -> {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            HONEST.writeTo(whole);
            zstd(out, first -> first.write(whole.toByteArray(), 0, 700));
            zstd(out, second -> second.write(whole.toByteArray(), 700, whole.size() - 700));
        }));
        all.add(raw("gzip-in-zstd", MALFORMED, out -> zstd(out, inner -> gzip(inner, HONEST))));
        all.add(raw("skippable-frames-only", MALFORMED, out -> {
            for (int i = 0; i < 1000; i++) {
                out.write(new byte[] {0x50, 0x2A, 0x4D, 0x18, 0, 0, 0, 0});
            }
        }));
    }

    private static void layers(List<HostileArchive> all) {
        // What a layer holds is nobody's business until it is unwrapped.
        all.add(taken(
                "layer-is-a-gzip-bomb", tar -> HonestArchive.withoutLayer(tar).file("layer.tar", bomb())));
        for (Compression compression : Compression.values()) {
            LayerDraft layer = HonestArchive.LAYER.compressed(compression);
            all.add(taken(
                    "layer-with-" + compression.name().toLowerCase(java.util.Locale.ROOT),
                    tar -> HonestArchive.withoutLayer(tar).file("layer.tar", layer.bytes())));
        }
    }

    private static byte[] bomb() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            gzip(out, inner -> inner.write(new byte[8 << 20]));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void zeros(OutputStream out) throws IOException {
        byte[] zeros = new byte[1 << 16];
        for (int i = 0; i < BOMB / zeros.length; i++) {
            out.write(zeros);
        }
    }

    private static void gzip(OutputStream out, Content content) throws IOException {
        GZIPOutputStream gzip = new GZIPOutputStream(new Unclosed(out));
        content.writeTo(gzip);
        gzip.close();
    }

    private static void zstd(OutputStream out, Content content) throws IOException {
        ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(new Unclosed(out));
        content.writeTo(zstd);
        zstd.close();
    }

    /** Ends a wrapping without ending what is around it. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
