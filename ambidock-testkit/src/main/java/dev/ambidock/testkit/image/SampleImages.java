// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.image;

import dev.ambidock.model.Compression;
import dev.ambidock.model.Family;
import dev.ambidock.testkit.document.JsonDraft;
import dev.ambidock.testkit.document.JsonLayout;
import java.util.List;

/** Small images of every sort, always the same. Each has other content than the others. */
public final class SampleImages {
    private SampleImages() {}

    /** Images that every place can hold which takes both families and any compression: single ones, and such with children. */
    public static List<WholeImage> all() {
        return List.of(
                docker("example.org/sample/docker:v1"),
                oci("example.org/sample/oci:v1"),
                plain(Family.DOCKER, "plain")
                        .named("example.org/sample/plain:v1")
                        .build(),
                zstd("example.org/sample/zstd:v1"),
                foreign("example.org/sample/foreign:v1"),
                sha512("example.org/sample/sha512:v1"),
                withoutLayers("example.org/sample/empty:v1"),
                list("example.org/sample/list:v1"),
                index("example.org/sample/index:v1"),
                nested("example.org/sample/nested:v1"));
    }

    /** A Docker image with a health check and three blanks of indent, as a registry's manifest often is. */
    public static WholeImage docker(String... names) {
        return ImageDraft.of(Family.DOCKER)
                .layout(JsonLayout.indented(3))
                .layer(layer("docker base", Compression.GZIP))
                .layer(layer("docker top", Compression.GZIP))
                .setting("Cmd", JsonDraft.texts(List.of("sh", "-c", "true <&>")))
                .setting("Healthcheck", JsonDraft.object().put("Test", JsonDraft.texts(List.of("CMD", "true"))))
                .setting("OnBuild", JsonDraft.texts(List.of("RUN true")))
                .configMember("docker_version", JsonDraft.text("20.10.7"))
                .named(names)
                .build();
    }

    /** An OCI image with annotations. */
    public static WholeImage oci(String... names) {
        return ImageDraft.of(Family.OCI)
                .layer(layer("oci base", Compression.GZIP))
                .layer(layer("oci top", Compression.GZIP).annotation("org.example.note", "\u00fcber"))
                .annotation("org.opencontainers.image.created", "2026-01-01T00:00:00Z")
                .named(names)
                .build();
    }

    /** An image of plain tars, as {@code docker save} has them; different for each seed. */
    public static ImageDraft plain(Family family, String seed) {
        return ImageDraft.of(family)
                .layer(layer("shared base", Compression.NONE))
                .layer(layer(seed + " top", Compression.NONE))
                .setting("Env", JsonDraft.texts(List.of("SEED=" + seed)))
                .setting("Healthcheck", JsonDraft.object().put("Test", JsonDraft.texts(List.of("CMD", "true"))));
    }

    /** An OCI image whose layers are plain, gzip and zstd. */
    public static WholeImage zstd(String... names) {
        return ImageDraft.of(Family.OCI)
                .layer(layer("first", Compression.NONE))
                .layer(layer("second", Compression.GZIP))
                .layer(layer("third", Compression.ZSTD))
                .named(names)
                .build();
    }

    /** A Docker image of Windows whose base layer is foreign. */
    public static WholeImage foreign(String... names) {
        return ImageDraft.of(Family.DOCKER)
                .platform("windows/amd64")
                .layer(layer("windows base", Compression.GZIP).foreign("https://example.org/base.tar.gz"))
                .layer(layer("windows top", Compression.GZIP))
                .configMember("os.version", JsonDraft.text("10.0.20348.2340"))
                .named(names)
                .build();
    }

    /** An OCI image named by SHA-512 throughout. */
    public static WholeImage sha512(String... names) {
        return ImageDraft.of(Family.OCI)
                .sha512()
                .layer(layer("long", Compression.GZIP).sha512())
                .named(names)
                .build();
    }

    /** An image of nothing but a config. */
    public static WholeImage withoutLayers(String... names) {
        return ImageDraft.of(Family.OCI)
                .setting("Labels", JsonDraft.object().put("empty", JsonDraft.text("yes")))
                .named(names)
                .build();
    }

    /** A Docker list of two platforms that share a layer. */
    public static WholeImage list(String... names) {
        return IndexDraft.of(Family.DOCKER)
                .entry("linux/amd64", platform(Family.DOCKER, "linux/amd64"))
                .entry("linux/arm64/v8", platform(Family.DOCKER, "linux/arm64/v8"))
                .named(names)
                .build();
    }

    /** An OCI index of two platforms, with an attestation of either style. */
    public static WholeImage index(String... names) {
        WholeImage amd64 = platform(Family.OCI, "linux/amd64");
        WholeImage arm64 = platform(Family.OCI, "linux/arm64/v8");
        return IndexDraft.of(Family.OCI)
                .entry("linux/amd64", amd64)
                .entry("linux/arm64/v8", arm64)
                .attestation(Attestations.imageStyle(amd64), amd64)
                .attestation(Attestations.artifactStyle(arm64), arm64)
                .named(names)
                .build();
    }

    /** An OCI index that holds an index. */
    public static WholeImage nested(String... names) {
        return IndexDraft.of(Family.OCI)
                .entry(IndexDraft.of(Family.OCI)
                        .entry("linux/amd64", platform(Family.OCI, "linux/amd64"))
                        .build())
                .entry("linux/s390x", platform(Family.OCI, "linux/s390x"))
                .annotation("org.example.nested", "yes")
                .named(names)
                .build();
    }

    /** An OCI index one of whose two children is missing. */
    public static WholeImage sparse(String... names) {
        return IndexDraft.of(Family.OCI)
                .entry("linux/amd64", platform(Family.OCI, "linux/amd64"))
                .missing("linux/arm64/v8", platform(Family.OCI, "linux/arm64/v8"))
                .named(names)
                .build();
    }

    /** An artifact about an image. */
    public static WholeImage referrer(WholeImage image, String content) {
        return ArtifactDraft.of("application/vnd.example.note.v1")
                .blob("text/plain", content)
                .subject(image.root())
                .build();
    }

    private static WholeImage platform(Family family, String platform) {
        return ImageDraft.of(family)
                .platform(platform)
                .layer(layer("on every platform", Compression.GZIP))
                .layer(layer("for " + platform, Compression.GZIP))
                .build();
    }

    private static LayerDraft layer(String text, Compression compression) {
        return LayerDraft.of("etc/" + text.replace(' ', '-'), text + "\n").compressed(compression);
    }
}
