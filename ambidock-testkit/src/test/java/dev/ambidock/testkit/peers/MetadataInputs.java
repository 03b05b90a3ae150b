// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.peers;

import static dev.ambidock.testkit.peers.Edits.gzip;
import static dev.ambidock.testkit.peers.Edits.image;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Family;
import dev.ambidock.model.MediaType;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.testkit.document.DocumentDraft;
import dev.ambidock.testkit.document.JsonDraft;
import dev.ambidock.testkit.image.ArtifactDraft;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.IndexDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rows 20 to 37: what stands around config and layers, malformed documents, artifacts. */
final class MetadataInputs {
    private static final LayerDraft LAYER = gzip("around");

    private MetadataInputs() {}

    static void addTo(Shelf shelf) {
        members(shelf);
        data(shelf);
        mixed(shelf);
        broken(shelf);
        artifacts(shelf);
        others(shelf);
    }

    private static ImageDraft oci() {
        return image(Family.OCI, LAYER);
    }

    private static ImageDraft docker() {
        return image(Family.DOCKER, LAYER);
    }

    private static JsonDraft subject() {
        return DocumentDraft.descriptor(SampleImages.oci().root());
    }

    private static void members(Shelf shelf) {
        shelf.image("annotations", SampleImages.oci());
        shelf.image(
                "artifact-type-image",
                oci().member("artifactType", JsonDraft.text(MediaTypes.OCI_CONFIG.text()))
                        .build());
        shelf.image(
                "artifact-type-other",
                oci().member("artifactType", JsonDraft.text("application/x")).build());
        shelf.image("subject", oci().member("subject", subject()).build());
        shelf.image(
                "docker-with-annotations",
                docker().annotation("org.example.note", "kept")
                        .member("subject", subject())
                        .build());
    }

    private static void data(Shelf shelf) {
        for (Family family : Family.values()) {
            WholeImage image = image(family, LAYER).build();
            Descriptor layer = LAYER.descriptor(family);
            String way = family == Family.DOCKER ? "docker" : "oci";
            byte[] content = LAYER.bytes().toArray();
            shelf.image("data-" + way, Edits.behindDigest(image, layer, Edits.data(content)));
            content[content.length - 1] ^= 1;
            shelf.image("wrong-data-" + way, Edits.behindDigest(image, layer, Edits.data(content)));
        }
    }

    private static void mixed(Shelf shelf) {
        shelf.image(
                "mixed-docker",
                image(Family.DOCKER, LAYER.labelled(MediaTypes.OCI_GZIP), gzip("other"))
                        .configType(MediaTypes.OCI_CONFIG)
                        .build());
        shelf.image(
                "mixed-oci",
                image(Family.OCI, LAYER.labelled(MediaTypes.DOCKER_GZIP), gzip("other"))
                        .configType(MediaTypes.DOCKER_CONFIG)
                        .build());
        shelf.image("no-media-type-docker", without(docker().build()));
        shelf.image("no-media-type-oci", without(oci().build()));
    }

    private static WholeImage without(WholeImage image) {
        String type = "\"mediaType\":\"" + image.root().mediaType().text() + "\",";
        return Edits.root(image, text -> text.replace(type, ""));
    }

    private static void broken(Shelf shelf) {
        WholeImage image = docker().build();
        WholeImage sound = oci().build();
        shelf.image("layers-twice", end(image, ",\"layers\":[]}"));
        shelf.image("layers-and-manifests", end(image, ",\"manifests\":[]}"));
        shelf.image("layers-and-fs-layers", end(image, ",\"fsLayers\":[]}"));
        long size = LAYER.bytes().length();
        UnaryOperator<String> longer = text -> text.replace("\"size\":" + size, "\"size\":" + (size + 1));
        shelf.image("wrong-size-docker", Edits.root(image, longer));
        shelf.image("wrong-size-oci", Edits.root(sound, longer));
        byte[] flipped = LAYER.bytes().toArray();
        flipped[20] ^= 1;
        Bytes damaged = Bytes.of(flipped);
        shelf.image("flipped-layer", sound.damaged(LAYER.descriptor(Family.OCI).digest(), damaged));
        shelf.image("sha512", SampleImages.sha512());
        shelf.image("other-case", Edits.root(image, text -> text.replace("\"layers\"", "\"Layers\"")));
        shelf.meant("other-case", image.named(Shelf.TAG));
    }

    private static WholeImage end(WholeImage image, String more) {
        return Edits.root(image, text -> text.substring(0, text.length() - 1) + more);
    }

    private static WholeImage artifact(Family family, String config, String configType, String layerType) {
        return image(
                        family,
                        LayerDraft.of(Bytes.of("content of " + layerType).toArray())
                                .labelled(MediaType.of(layerType)))
                .config(Bytes.of(config))
                .configType(MediaType.of(configType))
                .build();
    }

    private static void artifacts(Shelf shelf) {
        shelf.image(
                "helm",
                artifact(
                        Family.OCI,
                        "{\"name\":\"app\",\"version\":\"1.0.0\",\"apiVersion\":\"v2\"}",
                        "application/vnd.cncf.helm.config.v1+json",
                        "application/vnd.cncf.helm.chart.content.v1.tar+gzip"));
        shelf.image(
                "model",
                artifact(
                        Family.OCI,
                        "{\"config\":{\"format\":\"gguf\"}}",
                        "application/vnd.docker.ai.model.config.v0.1+json",
                        "application/vnd.docker.ai.gguf.v3"));
        shelf.image(
                "compose",
                ArtifactDraft.of("application/vnd.docker.compose.project")
                        .blob("application/vnd.docker.compose.file+yaml", "services: {}\n")
                        .build());
        shelf.image(
                "plugin",
                docker().config(
                                Bytes.of(
                                        "{\"description\":\"a plugin\",\"interface\":{\"types\":[\"docker.volumedriver/1.0\"]}}"))
                        .configType(MediaTypes.DOCKER_PLUGIN)
                        .build());
        shelf.image("empty-config", artifact(Family.OCI, "{}", MediaTypes.OCI_EMPTY.text(), "text/plain"));
        shelf.image("artifact-manifest", artifactManifest());
        shelf.image(
                "cosign",
                image(
                                Family.OCI,
                                LayerDraft.of(Bytes.of("{\"critical\":{},\"optional\":null}")
                                                .toArray())
                                        .labelled(MediaType.of("application/vnd.dev.cosign.simplesigning.v1+json"))
                                        .annotation("dev.cosignproject.cosign/signature", "c2lnbmVk"))
                        .build());
    }

    private static WholeImage artifactManifest() {
        WholeImage image = artifact(Family.OCI, "{}", MediaTypes.OCI_EMPTY.text(), "text/plain");
        return Edits.root(image, MediaTypes.OCI_ARTIFACT_MANIFEST, text -> {
            String layers = text.substring(text.indexOf("\"layers\":[") + 10, text.lastIndexOf(']'));
            return "{\"mediaType\":\"" + MediaTypes.OCI_ARTIFACT_MANIFEST.text()
                    + "\",\"artifactType\":\"application/x\",\"blobs\":[" + layers + "]}";
        });
    }

    private static void others(Shelf shelf) {
        shelf.image("windows", windows());
        shelf.image(
                "escapes",
                docker().annotation("\u00e9", "\u2028 <&>")
                        .annotation("z", "\ud83d\ude00")
                        .build());
    }

    private static WholeImage windows() {
        WholeImage image = image(Family.OCI, gzip("windows base").foreign(Edits.UNREACHABLE), gzip("top"))
                .platform("windows/amd64")
                .configMember("os.version", JsonDraft.text("10.0.20348.1"))
                .configMember("os.features", JsonDraft.texts(List.of("win32k")))
                .build();
        return IndexDraft.of(Family.OCI).entry(image).build();
    }
}
