// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.hostile;

import static dev.ambidock.testkit.hostile.HostileArchive.raw;
import static dev.ambidock.testkit.hostile.HostileArchive.rawTaken;
import static dev.ambidock.testkit.hostile.HostileArchive.refused;
import static dev.ambidock.testkit.hostile.HostileArchive.taken;
import static dev.ambidock.transport.error.FailureKind.LIMIT_EXCEEDED;
import static dev.ambidock.transport.error.FailureKind.MALFORMED;
import static dev.ambidock.transport.error.FailureKind.UNSUPPORTED;

import dev.ambidock.testkit.tar.TarDraft;
import dev.ambidock.testkit.tar.TarHeaderDraft;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tars that lie about their own structure. */
final class TarFraming {
    private static final String LAYER = HonestArchive.LAYER_NAME;
    private static final byte[] NOTHING = new byte[0];
    private static final long TIB = 1L << 40;
    private static final long GIB = 1L << 30;

    private TarFraming() {}

    static void addTo(List<HostileArchive> all) {
        sizes(all);
        extensions(all);
        sparse(all);
        ends(all);
    }

    private static void sizes(List<HostileArchive> all) {
        all.add(refused(
                "wrong-checksum",
                MALFORMED,
                tar -> HonestArchive.withoutLayer(tar)
                        .entry(
                                header().wrongChecksum(),
                                HonestArchive.LAYER.tar().toArray())));
        entry(all, "entry-of-a-tebibyte", header().size(TIB));
        entry(all, "entry-of-eight-exbibytes", header().size(Long.MAX_VALUE));
        entry(all, "entry-of-negative-size", header().size(-1));
        entry(all, "entry-of-very-negative-size", header().size(Long.MIN_VALUE));
        entry(all, "entry-whose-size-is-no-number", header().sizeField("not-a-number"));
        entry(all, "entry-whose-size-is-negative-octal", header().sizeField("-0000000001\0"));
        entry(
                all,
                "entry-one-byte-too-long",
                header().size(HonestArchive.LAYER.tar().length() + 1025L));
        all.add(refused(
                "pax-size-of-a-tebibyte",
                MALFORMED,
                tar -> HonestArchive.withoutLayer(tar)
                        .pax("size", Long.toString(TIB))
                        .entry(header(), HonestArchive.LAYER.tar().toArray())));
        all.add(refused(
                "pax-size-that-is-negative",
                MALFORMED,
                tar -> HonestArchive.withoutLayer(tar)
                        .pax("size", "-1")
                        .entry(header(), HonestArchive.LAYER.tar().toArray())));
        all.add(refused(
                "pax-size-that-is-no-number",
                MALFORMED,
                tar -> HonestArchive.withoutLayer(tar)
                        .pax("size", "1e9")
                        .entry(header(), HonestArchive.LAYER.tar().toArray())));
        all.add(taken(
                "size-in-binary",
                tar -> HonestArchive.withoutLayer(tar)
                        .entry(
                                header().bytes(124, new byte[] {
                                    (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) (size() >> 8), (byte) size()
                                }),
                                HonestArchive.LAYER.tar().toArray())));
    }

    private static int size() {
        return HonestArchive.LAYER.tar().length();
    }

    private static void entry(List<HostileArchive> all, String name, TarHeaderDraft header) {
        all.add(refused(
                name,
                MALFORMED,
                tar -> HonestArchive.withoutLayer(tar)
                        .entry(header, HonestArchive.LAYER.tar().toArray())));
    }

    private static void extensions(List<HostileArchive> all) {
        for (char kind : new char[] {'x', 'g', 'L', 'K'}) {
            String name = switch (kind) {
                case 'x' -> "pax-header";
                case 'g' -> "global-pax-header";
                case 'L' -> "gnu-long-name";
                default -> "gnu-long-link";
            };
            all.add(refused(
                    name + "-that-claims-a-gibibyte",
                    MALFORMED,
                    tar -> HonestArchive.whole(tar)
                            .entry(
                                    TarHeaderDraft.of(kind, "extension").gnu().size(GIB),
                                    "7 a=b\n".getBytes(StandardCharsets.US_ASCII))));
            all.add(refused(name + "-of-thirty-mebibytes", LIMIT_EXCEEDED, tar -> {
                HonestArchive.whole(tar)
                        .raw(TarHeaderDraft.of(kind, "extension")
                                .gnu()
                                .size(30L << 20)
                                .toBytes());
                byte[] piece = "a".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
                tar.raw("31457280 comment=".getBytes(StandardCharsets.US_ASCII)).raw(new byte[512 - 17]);
                for (int i = 0; i < 480; i++) {
                    tar.raw(i == 479 ? java.util.Arrays.copyOf(piece, piece.length - 512) : piece);
                }
                tar.entry(TarHeaderDraft.of('0', "behind"), NOTHING);
            }));
        }
        all.add(refused(
                "pax-record-of-wrong-length",
                MALFORMED,
                tar -> HonestArchive.whole(tar)
                        .entry(
                                TarHeaderDraft.of('x', "x").size(12),
                                "999 path=ab\n".getBytes(StandardCharsets.US_ASCII))
                        .entry(TarHeaderDraft.of('0', "behind"), NOTHING)));
        all.add(refused(
                "pax-record-of-negative-length",
                MALFORMED,
                tar -> HonestArchive.whole(tar)
                        .entry(
                                TarHeaderDraft.of('x', "x").size(12),
                                "-12 path=ab\n".getBytes(StandardCharsets.US_ASCII))
                        .entry(TarHeaderDraft.of('0', "behind"), NOTHING)));
        all.add(refused(
                "extension-with-nothing-behind",
                MALFORMED,
                tar -> HonestArchive.whole(tar).pax("path", "nobody")));
        all.add(taken(
                "pax-names",
                tar -> HonestArchive.withoutLayer(tar)
                        .pax("path", LAYER)
                        .entry(
                                TarHeaderDraft.of('0', "short").size(size()),
                                HonestArchive.LAYER.tar().toArray())));
        all.add(taken(
                "gnu-long-names",
                tar -> HonestArchive.config(tar)
                        .file("manifest.json", HonestArchive.manifest("config.json", "l".repeat(200)))
                        .gnuLongName("l".repeat(200))
                        .entry(
                                TarHeaderDraft.of('0', "short").gnu().size(size()),
                                HonestArchive.LAYER.tar().toArray())));
    }

    private static void sparse(List<HostileArchive> all) {
        all.add(refused(
                "sparse-file-that-claims-an-exbibyte",
                LIMIT_EXCEEDED,
                tar -> HonestArchive.withoutLayer(tar).entry(oldSparse(1L << 60), new byte[512])));
        all.add(refused(
                "sparse-file-that-claims-a-tebibyte",
                LIMIT_EXCEEDED,
                tar -> HonestArchive.withoutLayer(tar).entry(oldSparse(TIB), new byte[512])));
        all.add(refused(
                "sparse-map-of-a-million",
                LIMIT_EXCEEDED,
                tar -> HonestArchive.withoutLayer(tar)
                        .pax("GNU.sparse.size", "1000000", "GNU.sparse.map", "0,0" + ",1,0".repeat(1_000_000))
                        .entry(TarHeaderDraft.of('0', LAYER), NOTHING)));
        all.add(refused("sparse-map-of-a-million-in-content", LIMIT_EXCEEDED, tar -> {
            byte[] map = BigText.of(t -> t.add("1000000\n").repeat("1\n0\n", 1_000_000));
            HonestArchive.withoutLayer(tar)
                    .pax("GNU.sparse.major", "1", "GNU.sparse.minor", "0", "GNU.sparse.realsize", "9")
                    .entry(TarHeaderDraft.of('0', LAYER).size(map.length), map);
        }));
        all.add(refused(
                "sparse-map-out-of-order",
                MALFORMED,
                tar -> HonestArchive.withoutLayer(tar)
                        .pax("GNU.sparse.size", "1024", "GNU.sparse.map", "512,512,0,512")
                        .entry(header().size(1024), new byte[1024])));
        all.add(refused(
                "sparse-map-beyond-the-file",
                MALFORMED,
                tar -> HonestArchive.withoutLayer(tar)
                        .pax("GNU.sparse.size", "1024", "GNU.sparse.map", "512,1024")
                        .entry(header().size(1024), new byte[1024])));
        all.add(refused(
                "sparse-map-for-more-than-there-is",
                MALFORMED,
                tar -> HonestArchive.withoutLayer(tar)
                        .pax("GNU.sparse.size", "9000", "GNU.sparse.map", "0,512,1024,1024")
                        .entry(header().size(1024), new byte[1024])));
    }

    /** GNU's old form: the map and the real size stand in the header. */
    private static TarHeaderDraft oldSparse(long realSize) {
        return TarHeaderDraft.of('S', LAYER)
                .gnu()
                .size(512)
                .bytes(386, binary(realSize - 512))
                .bytes(398, binary(512))
                .bytes(483, binary(realSize));
    }

    private static byte[] binary(long value) {
        byte[] field = new byte[12];
        field[0] = (byte) 0x80;
        for (int i = 4; i < 12; i++) {
            field[i] = (byte) (value >> ((11 - i) * 8));
        }
        return field;
    }

    private static void ends(List<HostileArchive> all) {
        all.add(raw("empty-file", MALFORMED, out -> {}));
        all.add(raw("nothing-but-an-end", MALFORMED, out -> TarDraft.to(out).end()));
        all.add(raw(
                "text-in-place-of-a-tar",
                UNSUPPORTED,
                out -> out.write("hello\n".getBytes(StandardCharsets.US_ASCII))));
        all.add(raw("noise-in-place-of-a-tar", UNSUPPORTED, out -> {
            byte[] noise = new byte[4096];
            new java.util.Random(7).nextBytes(noise);
            noise[0] = 'x';
            out.write(noise);
        }));
        all.add(refused(
                "end-in-the-middle",
                MALFORMED,
                tar -> HonestArchive.layer(HonestArchive.config(tar))
                        .end()
                        .file("manifest.json", HonestArchive.manifest("config.json", LAYER))));
        all.add(rawTaken("no-end", out -> HonestArchive.whole(TarDraft.to(out))));
        all.add(rawTaken(
                "tape-padding-behind-the-end",
                out -> HonestArchive.whole(TarDraft.to(out)).end().raw(new byte[10240])));
    }

    private static TarHeaderDraft header() {
        return TarHeaderDraft.of('0', LAYER).size(HonestArchive.LAYER.tar().length());
    }
}
