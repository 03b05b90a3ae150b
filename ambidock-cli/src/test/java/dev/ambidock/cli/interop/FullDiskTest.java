// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.cli.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file system of 3 MiB has room for one image and not for the other. */
class FullDiskTest {
    private static final long ROOM = 3 << 20;
    private static final long MORE_ROOM = 8 << 20;

    @TempDir
    Path folder;

    private Workbench work;
    private SmallDisk disk;
    private String small = "";
    private String large = "";

    @BeforeEach
    void mount() throws Exception {
        work = new Workbench(folder);
        disk = SmallDisk.mount(work, ROOM);
        small = work.layout("small", NoiseImages.of("example.org/noise:small", 1, 300_000));
        large = work.layout("large", NoiseImages.of("example.org/noise:large", 2, 700_000, 700_000, 2_500_000));
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            disk.unmount();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "oci, disk/lay, ''",
        "oci, disk/lay, --compress zstd",
        "dir, disk/flat, ''",
        "oci-archive, disk/a.tar, ''",
        "docker-archive, disk/a.tar, ''",
        "docker-archive, disk/a.tar, --archive classic --origin off",
    })
    void fullDiskIsOneErrorAndTheImageBeforeStays(String scheme, String place, String options) throws Exception {
        work.copy(small, work.at(scheme, place), options);
        List<String> before = work.files("disk");
        Session.Result failed = attempt(scheme, place, options);
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err().lines().filter(line -> line.startsWith("ambidock: ")))
                .singleElement()
                .asString()
                .contains("destination")
                .contains("No space left on device");
        assertThat(failed.err()).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(work.files("disk")).containsAll(before).noneMatch(FullDiskTest::isTemporary);
        if (!scheme.equals("oci")) {
            assertThat(work.files("disk")).isEqualTo(before);
        }
        work.ambidock("verify", work.at(scheme, place));
    }

    /** Blobs that were complete before the disk was full may stay in a layout; the next run has no use for more room. */
    @Test
    void layoutTakesTheImageOnceThereIsRoom() throws Exception {
        work.copy(small, work.at("oci", "disk/lay"), "");
        assertThat(attempt("oci", "disk/lay", "").status()).isEqualTo(1);
        disk.resize(MORE_ROOM);
        work.copy(large, work.at("oci", "disk/lay"), "");
        work.ambidock("verify", work.at("oci", "disk/lay") + ":large");
        work.ambidock("verify", work.at("oci", "disk/lay") + ":small");
        assertThat(work.files("disk")).noneMatch(FullDiskTest::isTemporary);
    }

    /** What is unwrapped goes to the temporary folder, and nowhere else. */
    @ParameterizedTest
    @ValueSource(strings = {"oci", "docker-archive"})
    void fullTemporaryFolderIsToldByName(String scheme) throws Exception {
        work.copy(large, work.at("docker-archive", "large.tar"), "");
        work.peer("gzip", "-1", "large.tar");
        Session.Result failed = work.attempt(
                "copy",
                work.at("docker-archive", "large.tar.gz"),
                work.at(scheme, "out"),
                "--tmpdir",
                work.path("disk").toString());
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.err()).contains("No space left on device");
        assertThat(work.files("disk")).isEmpty();
        assertThat(work.path("out")).doesNotExist();
    }

    private Session.Result attempt(String scheme, String place, String options) {
        List<String> args = new ArrayList<>(List.of("copy", large, work.at(scheme, place)));
        if (!options.isEmpty()) {
            args.addAll(List.of(options.split(" ")));
        }
        return work.attempt(args.toArray(String[]::new));
    }

    private static boolean isTemporary(String file) {
        return !file.matches("(lay/)?(blobs/sha256/[0-9a-f]{64}|index\\.json|oci-layout|\\.ambidock\\.lock)"
                + "|flat/([0-9a-f]{64}|manifest\\.json|version|\\.ambidock\\.lock)|a\\.tar");
    }
}
