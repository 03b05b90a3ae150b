// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.document.ManifestDocument;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.io.BoundedRead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of the time before Docker 1.10: {@code repositories}, and a folder for each layer. */
class LegacyArchiveTest {
    private static final String BASE = "a".repeat(64);
    private static final String MIDDLE = "b".repeat(64);
    private static final String TOP = "c".repeat(64);
    private static final byte[] LAYER = new TarDraft().file("hello", "world").toBytes();
    private static final byte[] EMPTY = new byte[1024];
    private static final String DIFF_ID = digest(LAYER).toString();
    private static final String NO_CONTENT = "sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef";

    @TempDir
    Path folder;

    private static String json(String id, String parent, String more) {
        return q("{'id':'" + id + "'," + (parent.isEmpty() ? "" : "'parent':'" + parent + "',")
                + "'created':'2015-06-01T12:00:00.5Z'," + more + "'architecture':'amd64','os':'linux'}");
    }

    private static String q(String json) {
        return json.replace('\'', '"');
    }

    private static TarDraft layer(TarDraft tar, String id, String json, byte[] content) {
        return tar.folder(id)
                .file(id + "/VERSION", "1.0")
                .file(id + "/json", json)
                .file(id + "/layer.tar", content);
    }

    /** Two layers, the upper one of a setting only, as docker 1.9 saved them. */
    private static TarDraft saved() {
        TarDraft tar = new TarDraft();
        layer(tar, BASE, json(BASE, "", "'docker_version':'1.9.1',"), LAYER);
        layer(
                tar,
                TOP,
                json(TOP, BASE, "'container_config':{'Cmd':['#(nop) ENV A=b']},'docker_version':'1.9.1','x':[1],"),
                EMPTY);
        return tar;
    }

    private static TarDraft named() {
        return saved().file("repositories", q("{'example.org:5000/app':{'1':'" + TOP + "'}}"));
    }

    @Test
    void row61_chainBecomesTheImageThatDockerMakes() throws IOException {
        String config = q("{'architecture':'amd64','container_config':{'Cmd':['#(nop) ENV A=b']},"
                + "'created':'2015-06-01T12:00:00.5Z','docker_version':'1.9.1',"
                + "'history':[{'created':'2015-06-01T12:00:00.5Z'},"
                + "{'created':'2015-06-01T12:00:00.5Z','created_by':'#(nop) ENV A=b'}],'os':'linux',"
                + "'rootfs':{'type':'layers','diff_ids':['" + DIFF_ID + "','" + NO_CONTENT + "']},'x':[1]}");
        try (ArchiveSource source = open(named())) {
            NamedImage image = source.image();
            assertThat(image.names()).containsExactly("example.org:5000/app:1");
            assertThat(image.root().mediaType()).isEqualTo(MediaTypes.DOCKER_MANIFEST);
            ManifestDocument manifest = manifest(source, image);
            assertThat(text(source, manifest.config().descriptor())).isEqualTo(config);
            assertThat(manifest.config().descriptor().mediaType()).isEqualTo(MediaTypes.DOCKER_CONFIG);
            assertThat(manifest.layers())
                    .extracting(Edge::descriptor)
                    .containsExactly(
                            Descriptor.of(MediaTypes.DOCKER_TAR, digest(LAYER), LAYER.length),
                            Descriptor.of(MediaTypes.DOCKER_TAR, Digest.parse(NO_CONTENT), 1024));
            assertThat(bytes(source, manifest.layers().get(0).descriptor())).isEqualTo(Bytes.of(LAYER));
        }
    }

    @Test
    void anImageHasAllItsNamesAndEveryImageIsListed() throws IOException {
        TarDraft tar = saved();
        layer(tar, MIDDLE, json(MIDDLE, BASE, ""), EMPTY);
        tar.file(
                "repositories",
                q("{'b':{'2':'" + TOP + "','':'" + BASE + "'},'a':{'1':'" + TOP + "','v':'" + BASE + "'}}"));
        try (ArchiveSource source = open(tar)) {
            assertThat(source.images())
                    .extracting(NamedImage::names)
                    .containsExactly(List.of("b:2", "a:1"), List.of("b:latest", "a:v"), List.of());
        }
    }

    @Test
    void withoutRepositoriesTheTopsAreTheImages() throws IOException {
        TarDraft tar = saved();
        layer(tar, MIDDLE, json(MIDDLE, BASE, ""), EMPTY);
        try (ArchiveSource source = open(tar)) {
            assertThat(source.images()).hasSize(2).allMatch(i -> i.names().isEmpty());
        }
    }

    @Test
    void layersMayBeLinksAndCompressed() throws IOException {
        byte[] gzip = gzip(LAYER);
        TarDraft tar = new TarDraft()
                .file(BASE + "/json", json(BASE, "", ""))
                .file(BASE + "/layer.tar", gzip)
                .file(MIDDLE + "/json", json(MIDDLE, BASE, ""))
                .link(TarConstants.LF_SYMLINK, MIDDLE + "/layer.tar", "../" + BASE + "/layer.tar")
                .file(TOP + "/json", json(TOP, MIDDLE, ""))
                .file(TOP + "/layer.tar", new byte[0]);
        try (ArchiveSource source = open(tar)) {
            ManifestDocument manifest = manifest(source, source.image());
            Descriptor stored = Descriptor.of(MediaTypes.DOCKER_GZIP, digest(gzip), gzip.length);
            Descriptor nothing = Descriptor.of(MediaTypes.DOCKER_TAR, digest(new byte[0]), 0);
            assertThat(manifest.layers()).extracting(Edge::descriptor).containsExactly(stored, stored, nothing);
            assertThat(bytes(source, stored)).isEqualTo(Bytes.of(gzip));
            assertThat(text(source, manifest.config().descriptor()))
                    .as("diff IDs are of the unpacked bytes")
                    .contains("\"" + DIFF_ID + "\",\"" + DIFF_ID + "\",\"" + digest(new byte[0]) + "\"");
        }
    }

    @Test
    void manifestJsonIsPreferred() throws IOException {
        String config =
                q("{'architecture':'amd64','os':'linux','rootfs':{'type':'layers','diff_ids':['" + DIFF_ID + "']}}");
        TarDraft tar = named().file("c.json", config)
                .file(
                        "manifest.json",
                        q("[{'Config':'c.json','RepoTags':['app:2'],'Layers':['" + BASE + "/layer.tar']}]"));
        try (ArchiveSource source = open(tar)) {
            assertThat(source.image().names()).containsExactly("app:2");
        }
    }

    @Test
    void sameArchiveGivesTheSameBytes() throws IOException {
        TarDraft shuffled = new TarDraft()
                .file("repositories", q("{'example.org:5000/app':{'1':'" + TOP + "'}}"))
                .file(TOP + "/layer.tar", EMPTY)
                .file(
                        TOP + "/json",
                        json(
                                TOP,
                                BASE,
                                "'container_config':{'Cmd':['#(nop) ENV A=b']},'docker_version':'1.9.1','x':[1],"))
                .file(BASE + "/layer.tar", LAYER)
                .file(BASE + "/json", json(BASE, "", "'docker_version':'1.9.1',"));
        Descriptor first;
        try (ArchiveSource source = open(named())) {
            first = source.image().root();
        }
        try (ArchiveSource source = open(shuffled)) {
            assertThat(source.image().root()).isEqualTo(first);
        }
    }

    @Test
    void refusesCycles() throws IOException {
        TarDraft tar = new TarDraft();
        layer(tar, BASE, json(BASE, TOP, ""), LAYER);
        layer(tar, TOP, json(TOP, BASE, ""), EMPTY);
        tar.file("repositories", q("{'app':{'1':'" + TOP + "'}}"));
        refuses(tar, FailureKind.MALFORMED, "circle");
    }

    @Test
    void refusesLayerThatIsItsOwnParent() throws IOException {
        TarDraft tar = new TarDraft().file("repositories", q("{'app':{'1':'" + BASE + "'}}"));
        refuses(layer(tar, BASE, json(BASE, BASE, ""), LAYER), FailureKind.MALFORMED, "circle");
    }

    @Test
    void refusesNothingButCycles() throws IOException {
        TarDraft tar = new TarDraft();
        layer(tar, BASE, json(BASE, TOP, ""), LAYER);
        layer(tar, TOP, json(TOP, BASE, ""), EMPTY);
        refuses(tar, FailureKind.MALFORMED, "holds no image");
    }

    @Test
    void refusesMissingParent() throws IOException {
        TarDraft tar = layer(new TarDraft(), TOP, json(TOP, BASE, ""), EMPTY);
        refuses(tar, FailureKind.NOT_FOUND, "no layer of the ID " + BASE);
    }

    @Test
    void refusesNameOfAMissingImage() throws IOException {
        TarDraft tar = saved().file("repositories", q("{'app':{'1':'" + MIDDLE + "'}}"));
        refuses(tar, FailureKind.NOT_FOUND, "no layer of the ID " + MIDDLE);
        TarDraft path = saved().file("repositories", q("{'app':{'1':'../etc'}}"));
        refuses(path, FailureKind.NOT_FOUND, "no layer of the ID ../etc");
    }

    @Test
    void refusesFolderOfAnotherId() throws IOException {
        TarDraft tar = layer(new TarDraft(), TOP, json(MIDDLE, "", ""), EMPTY);
        refuses(tar, FailureKind.MALFORMED, "says that it is layer " + MIDDLE);
    }

    @Test
    void refusesAbsentLayer() throws IOException {
        TarDraft tar = new TarDraft().file(BASE + "/json", json(BASE, "", ""));
        refuses(tar, FailureKind.NOT_FOUND, "no layer " + BASE + "/layer.tar");
    }

    @Test
    void refusesLayerThatIsNoTar() throws IOException {
        TarDraft tar = layer(new TarDraft(), BASE, json(BASE, "", ""), new byte[] {1, 2, 3});
        refuses(tar, FailureKind.UNSUPPORTED, "neither a tar");
    }

    @Test
    void refusesBrokenTexts() throws IOException {
        refuses(layer(new TarDraft(), BASE, "{", LAYER), FailureKind.MALFORMED, BASE + "/json");
        refuses(layer(new TarDraft(), BASE, q("{'id':'x'}"), LAYER), FailureKind.MALFORMED, "64");
        for (String names : List.of("[]", "{", "{'app':7}", "{'app':{'1':7}}", "{'app':{'1':'x','1':'y'}}")) {
            refuses(saved().file("repositories", q(names)), FailureKind.MALFORMED, "repositories");
        }
    }

    @Test
    void refusesOldTextThatDockerCannotReread() throws IOException {
        TarDraft tar =
                layer(new TarDraft(), BASE, json(BASE, "", "'docker_version':'1.5.0','config':{'Env':'A'},"), LAYER);
        refuses(tar, FailureKind.MALFORMED, BASE + "/json");
    }

    @Test
    void textsAreBounded() throws IOException {
        TarDraft tar = new TarDraft();
        String parent = "";
        for (int i = 0; i < 20; i++) {
            String id = String.format("%064x", i + 1);
            layer(tar, id, json(id, parent, "'comment':'" + "x".repeat(300) + "',"), EMPTY);
            parent = id;
        }
        Path file = tar.writeTo(folder.resolve("long.tar"));
        ContentException failure = catchThrowableOfType(
                ContentException.class,
                () -> open(file, Limits.defaults().withDocumentBytes(2000)).close());
        assertThat(failure.kind()).isEqualTo(FailureKind.LIMIT_EXCEEDED);
        assertThat(failure).hasMessageContaining("8000 bytes");
    }

    @Test
    void chainsAreBounded() throws IOException {
        TarDraft tar = new TarDraft();
        String parent = "";
        for (int i = 0; i <= 10_000; i++) {
            String id = String.format("%064x", i + 1);
            tar.file(id + "/json", q("{'id':'" + id + "'" + (i == 0 ? "" : ",'parent':'" + parent + "'") + "}"));
            parent = id;
        }
        refuses(tar, FailureKind.LIMIT_EXCEEDED, "more than 10000 layers");
    }

    private void refuses(TarDraft tar, FailureKind kind, String text) throws IOException {
        ContentException failure =
                catchThrowableOfType(ContentException.class, () -> open(tar).close());
        assertThat(failure).as("a refusal").isNotNull().hasMessageContaining(text);
        assertThat(failure.kind()).isEqualTo(kind);
    }

    private ArchiveSource open(TarDraft tar) throws IOException {
        return open(Files.write(folder.resolve("legacy.tar"), tar.toBytes()), Limits.defaults());
    }

    private ArchiveSource open(Path file, Limits limits) throws IOException {
        return ArchiveSource.open(
                ArchiveLocator.parse("docker-archive", file.toString()),
                InputStream.nullInputStream(),
                limits,
                1 << 24,
                folder);
    }

    private static ManifestDocument manifest(ArchiveSource source, NamedImage image) throws IOException {
        return (ManifestDocument)
                Documents.read(bytes(source, image.root()), Limits.defaults()).orThrow();
    }

    private static String text(ArchiveSource source, Descriptor descriptor) throws IOException {
        return bytes(source, descriptor).utf8();
    }

    private static Bytes bytes(ArchiveSource source, Descriptor descriptor) throws IOException {
        try (InputStream in = source.open(descriptor)) {
            return BoundedRead.all(in, 1 << 20, "test");
        }
    }

    private static Digest digest(byte[] content) {
        return DigestAlgorithm.SHA256.of(content);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }
}
