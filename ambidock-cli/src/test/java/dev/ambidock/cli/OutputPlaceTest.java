// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ambidock.cli.Session.Result;
import dev.ambidock.cli.output.Environment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where results go, and that nothing half-written is ever seen. */
class OutputPlaceTest {
    @TempDir
    Path folder;

    private Session cli;

    @BeforeEach
    void documents() throws IOException {
        cli = new Session(folder);
        Sample.writeTo(cli);
    }

    @Test
    void replacesAnExistingFileOnlyOnSuccess() throws IOException {
        cli.write("out/x.json", "before");
        assertThat(cli.run("convert", "@annotated.json", "-o", "@out/x.json", "--strict")
                        .status())
                .isEqualTo(4);
        assertThat(cli.read("out/x.json")).asString(StandardCharsets.UTF_8).isEqualTo("before");
        assertThat(cli.run("convert", "@manifest.json", "-o", "@out/x.json").status())
                .isZero();
        assertThat(cli.read("out/x.json")).isEqualTo(cli.read("docker.json"));
        assertThat(names("out")).containsExactly("x.json");
    }

    @Test
    void mayWriteOverItsInput() throws IOException {
        byte[] expected = cli.read("docker.json");
        Files.setPosixFilePermissions(folder.resolve("manifest.json"), PosixFilePermissions.fromString("rw-r-----"));
        Files.createSymbolicLink(folder.resolve("link.json"), folder.resolve("manifest.json"));
        assertThat(cli.run("convert", "@manifest.json", "-o", "@link.json").status())
                .isZero();
        assertThat(cli.read("manifest.json")).isEqualTo(expected);
        assertThat(Files.isSymbolicLink(folder.resolve("link.json"))).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("manifest.json"))))
                .isEqualTo("rw-r-----");
    }

    @Test
    void aDashIsStandardOutput() throws IOException {
        assertThat(cli.run("convert", "@manifest.json", "-o", "-").bytes()).isEqualTo(cli.read("docker.json"));
    }

    @Test
    void aFolderTakesASingleDocumentToo() throws IOException {
        assertThat(cli.run("convert", "@manifest.json", "-o", "@new/").status()).isZero();
        assertThat(names("new")).hasSize(2).contains("root.json");
    }

    @Test
    void failsWithoutATraceWhereTheFolderIsMissing() throws IOException {
        List<String> before = names(".");
        Result result = cli.run("convert", "@manifest.json", "-o", "@no/such/x.json");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("no/such/x.json").contains("does not exist");
        assertThat(names(".")).isEqualTo(before);
    }

    @Test
    void leavesNothingWhenOneOfSeveralFilesFails() throws IOException {
        Result mapping = cli.run(
                "convert", "@index.json", "--children", "@d", "-o", "@out", "--mapping", "@d", "--digestfile", "@dig");
        assertThat(mapping.status()).isEqualTo(2);
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(folder.resolve("dig")).doesNotExist();
        Files.createDirectories(folder.resolve("full/root.json"));
        Result root = cli.run("convert", "@index.json", "--children", "@d", "-o", "@full");
        assertThat(root.status()).isEqualTo(2);
        assertThat(names("full")).containsExactly("root.json");
    }

    @Test
    void leavesNothingInAFolderThatTakesNoFiles() throws IOException {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
        // The administrator may write anywhere but into the kernel's own file system.
        Path place = Files.isWritable(locked) ? Path.of("/proc") : locked;
        assumeThat(place).exists();
        Result result = cli.run("convert", "@manifest.json", "-o", place + "/x.json");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("x.json: cannot be written: ");
        assertThat(names("locked")).isEmpty();
    }

    @Test
    void anEmptyNameIsNoPlace() {
        for (String option : List.of("-o", "--mapping", "--digestfile")) {
            Result result = cli.run("convert", "@manifest.json", option, "");
            assertThat(result.status()).as(option).isEqualTo(2);
            assertThat(result.bytes()).isEmpty();
        }
    }

    @Test
    void findsChildrenBySha512() throws IOException {
        String manifest = cli.write("s/any", Sample.ociManifest("{}", Sample.OCI_GZIP, ""));
        String digest = dev.ambidock.model.DigestAlgorithm.SHA512
                .of(manifest.getBytes(StandardCharsets.UTF_8))
                .toString();
        cli.write(
                "index512.json",
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":["
                        + "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"" + digest
                        + "\",\"size\":" + manifest.length()
                        + ",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}}]}");
        assertThat(cli.run("convert", "@index512.json", "--children", "@s", "-o", "@out")
                        .status())
                .isZero();
        assertThat(names("out")).anyMatch(n -> n.startsWith("sha512-"));
    }

    @Test
    void writesIntoDevicesWithoutReplacingThem() throws IOException {
        assumeThat(Path.of("/dev/null")).exists();
        assertThat(cli.run("convert", "@manifest.json", "-o", "/dev/null").status())
                .isZero();
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void aFullStandardOutputCommitsNothing() {
        Result full = failing("No space left on device", "--digestfile", folder + "/dig");
        assertThat(full.status()).isEqualTo(1);
        assertThat(full.err()).contains("standard output").contains("No space left");
        assertThat(folder.resolve("dig")).doesNotExist();
    }

    @Test
    void aClosedPipeEndsQuietly() {
        Result closed = failing("Broken pipe");
        assertThat(closed.status()).isEqualTo(1);
        assertThat(closed.err()).isEmpty();
    }

    private Result failing(String message, String... more) {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> args = new java.util.ArrayList<>(List.of("convert", folder + "/manifest.json"));
        args.addAll(List.of(more));
        Environment environment = new Environment(Map.of(), false, false);
        int status = Cli.run(args.toArray(new String[0]), InputStream.nullInputStream(), broken, err, environment);
        return new Result(status, new byte[0], err.toString(StandardCharsets.UTF_8));
    }

    private List<String> names(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
