// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.PeerTool;
import dev.ambidock.cli.Session;
import dev.ambidock.testkit.tar.TarHeaderDraft;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A layer that fits no heap, on its way through a process with 128 MiB of it: 300 MiB, or a little more than 4 GiB with
 * {@code -Dambidock.large=true}. What is compressed has a disk of 64 MiB, temporary files and all, so that nothing can have
 * stood there uncompressed.
 */
class HugeLayerTest {
    private static final boolean LARGE = Boolean.getBoolean("ambidock.large");
    private static final long MIB = 1 << 20;
    private static final long CONTENT = (LARGE ? 4096 + 3 : 300) * MIB;
    private static final int END = 2 * TarHeaderDraft.BLOCK;
    private static final long LAYER = TarHeaderDraft.BLOCK + CONTENT + END;
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    @TempDir
    Path folder;

    private Workbench work;
    private SmallDisk disk;
    private String diffId = "";

    @BeforeEach
    void archive() throws Exception {
        work = new Workbench(folder);
        disk = SmallDisk.mount(work, 64 * MIB);
        Files.createDirectory(work.path("disk/tmp"));
        diffId = diffId();
        write(work.path("huge.tar"));
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            disk.unmount();
        }
    }

    @Test
    void copiesAndTranscodesInLittleMemoryAndRoom() throws Exception {
        copy(work.at("docker-archive", "huge.tar"), work.at("oci", "disk/gzip"), "gzip");
        copy(work.at("oci", "disk/gzip"), work.at("oci", "disk/zstd"), "zstd");
        copy(work.at("oci", "disk/zstd"), work.at("docker-archive", "disk/again.tar"), "gzip");
        assertThat(work.files("disk/tmp")).isEmpty();
        copy(work.at("oci", "disk/zstd"), work.at("oci", "plain"), "none");
        Path layer = work.path("plain/blobs/sha256").resolve(diffId.substring(7));
        assertThat(layer).hasSize(LAYER);
        assertThat(used("plain")).isLessThan(LAYER + MIB);
        Files.delete(layer);
        copy(work.at("docker-archive", "huge.tar"), work.at("oci", "plain"), "keep");
        assertThat(layer).hasSize(LAYER);
        assertThat(used("plain")).isLessThan(LAYER + MIB);
        assertThat(work.files("disk/tmp")).isEmpty();
    }

    private void copy(String from, String to, String compression) throws Exception {
        PeerTool.Output output = PeerTool.run(
                folder,
                Map.of(),
                new ChildProcess(work.path("disk/tmp")).command("copy", from, to, "--compress", compression),
                PATIENCE);
        assertThat(output.status()).as(output.err()).isZero();
    }

    private long used(String below) throws IOException {
        long bytes = 0;
        for (String file : work.files(below)) {
            bytes += Files.size(work.path(below).resolve(file));
        }
        return bytes;
    }

    /** The layer is a tar with one file of zeros. */
    private static byte[] header() {
        return TarHeaderDraft.of('0', "zeros").size(CONTENT).toBytes();
    }

    private static String diffId() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(header());
        byte[] zeros = new byte[(int) MIB];
        for (long done = 0; done < CONTENT; done += MIB) {
            digest.update(zeros);
        }
        digest.update(zeros, 0, END);
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    /** Writes what docker save would, as a file with a hole where the zeros are. */
    private void write(Path archive) throws IOException {
        String config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\""
                + diffId + "\"]}}";
        String configName = Session.digest(config).substring(7) + ".json";
        String manifest =
                "[{\"Config\":\"" + configName + "\",\"RepoTags\":[\"huge.test/x:v1\"],\"Layers\":[\"1/layer.tar\"]}]";
        try (FileChannel file = FileChannel.open(archive, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            put(file, TarHeaderDraft.of('0', "1/layer.tar").size(LAYER).toBytes());
            put(file, header());
            file.position(file.position() + CONTENT + END);
            put(file, configName, config);
            put(file, "manifest.json", manifest);
            put(file, new byte[END]);
        }
    }

    private static void put(FileChannel file, String name, String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        put(file, TarHeaderDraft.of('0', name).size(content.length).toBytes());
        put(file, content);
        put(file, new byte[-content.length & (TarHeaderDraft.BLOCK - 1)]);
    }

    private static void put(FileChannel file, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
    }
}
