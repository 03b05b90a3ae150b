// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Family;
import dev.ambidock.model.MediaType;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.registry.BlobData;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;

/** 41 images at a registry, most of them wrong in one thing, which were also put to other tools. */
final class ManifestMatrix {
    private static final String OCI = "application/vnd.oci.image.";
    private static final String MANIFEST = OCI + "manifest.v1+json";
    private static final String INDEX = OCI + "index.v1+json";
    private static final String V1 = "application/vnd.docker.distribution.manifest.v1+json";
    private static final LayerDraft DRAFT = LayerDraft.of("etc/motd", "welcome\n");
    private static final Bytes LAYER = DRAFT.bytes();
    private static final Bytes CONFIG = config("\"" + DRAFT.diffId() + "\"");
    private static final String DIGEST = digest(LAYER);
    private static final String CONFIG_REF = reference(OCI + "config.v1+json", CONFIG);
    private static final String LAYER_REF = reference(OCI + "layer.v1.tar", LAYER);
    private static final String SOUND = manifest(CONFIG_REF, "[" + LAYER_REF + "]", "");
    private static final String MALFORMED_JSON = "MALFORMED_JSON";
    private static final String INVALID_DIGEST = "INVALID_DIGEST";

    private final List<Image> all = new ArrayList<>();

    private ManifestMatrix() {}

    /**
     * One image.
     *
     * @param type told by the registry
     * @param others content beside the sound config, layer and manifest
     * @param megabytes how much longer the registry makes the last text of the root while sending it
     */
    record Image(String name, String expected, String type, Bytes root, List<Bytes> others, int megabytes) {

        BadInput input(Executor threads) {
            return BadInput.of("manifest, compared", name, expected, folder -> {
                try (FakeRegistry registry = FakeRegistry.start()) {
                    put(registry);
                    new RegistryTrial(registry.host(), threads).copy(name + ":v1", request());
                }
            });
        }

        /** Whether config and layers are one image is looked at where something is converted. */
        private CopyRequest request() {
            return name.contains("diff-id") ? CopyRequest.to(Family.DOCKER) : CopyRequest.keep();
        }

        /** Puts it into a repository of its name, under the tag v1. */
        void put(FakeRegistry registry) {
            List<Bytes> content = new ArrayList<>(others);
            content.addAll(List.of(CONFIG, LAYER, Bytes.of(SOUND)));
            for (Bytes bytes : content) {
                registry.content().putBlob(name, bytes.digest(DigestAlgorithm.SHA256), BlobData.of(bytes.toArray()));
                registry.content().putBlob(name, bytes.digest(DigestAlgorithm.SHA512), BlobData.of(bytes.toArray()));
                String called = bytes.utf8().contains("\"manifests\"") ? INDEX : MANIFEST;
                registry.content().putManifest(name, describe(called, bytes), bytes);
            }
            Descriptor descriptor = describe(type, root);
            registry.content().putManifest(name, descriptor, root);
            registry.content().tag(name, "v1", descriptor.digest());
            if (megabytes > 0) {
                registry.faults().on("GET", name + "/manifests/v1").answers(longer());
            }
        }

        private WireResponse longer() {
            byte[] bytes = root.toArray();
            byte[] piece = "a".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
            long length = bytes.length + (long) megabytes * piece.length;
            return new WireResponse(200, List.of("Content-Type: " + type), length, out -> {
                out.write(bytes, 0, bytes.length - 3);
                for (int i = 0; i < megabytes; i++) {
                    out.write(piece);
                }
                out.write(bytes, bytes.length - 3, 3);
            });
        }

        private static Descriptor describe(String type, Bytes bytes) {
            return Descriptor.of(MediaType.of(type), bytes.digest(DigestAlgorithm.SHA256), bytes.length());
        }
    }

    static List<Image> all() {
        ManifestMatrix matrix = new ManifestMatrix();
        matrix.kinds();
        matrix.members();
        matrix.sizes();
        matrix.digests();
        matrix.configs();
        matrix.bigOnes();
        matrix.schemaOne();
        matrix.nested();
        return matrix.all;
    }

    private void add(String name, String expected, String type, String root, Bytes... others) {
        all.add(new Image(name, expected, type, Bytes.of(root), List.of(others), 0));
    }

    private void add(String name, String expected, String root) {
        add(name, expected, MANIFEST, root);
    }

    private void kinds() {
        String both = manifest(CONFIG_REF, "[" + LAYER_REF + "]", ",\"manifests\":[]");
        add("sound", BadInput.TAKEN, SOUND);
        add("layers-and-manifests", "AMBIGUOUS_DOCUMENT", both);
        add(
                "layers-and-manifests-untyped",
                "AMBIGUOUS_DOCUMENT",
                both.replace("\"mediaType\":\"" + MANIFEST + "\",", ""));
        add("manifest-called-index", "MEDIA_TYPE_CONFLICT", INDEX, SOUND);
        add("index-called-manifest", "MEDIA_TYPE_CONFLICT", MANIFEST, index(reference(MANIFEST, Bytes.of(SOUND))));
    }

    private void members() {
        add("layers-twice", "DUPLICATE_MEMBER", manifest(CONFIG_REF, "[" + LAYER_REF + "]", ",\"layers\":[]"));
        add("layers-in-other-case", "WRONG_CASE_MEMBER", manifest(CONFIG_REF, "[" + LAYER_REF + "]", ",\"LAYERS\":[]"));
        add("trailing-value", "TRAILING_DATA", SOUND + "{}");
        add("byte-order-mark", "INVALID_ENCODING", "\uFEFF" + SOUND);
        add("no-json", MALFORMED_JSON, "hello");
        add("html", MALFORMED_JSON, "<html><body>502</body></html>");
        add("nesting-of-200000", "LIMIT_EXCEEDED", "[".repeat(200_000));
        add("config-null", "MISSING_MEMBER", manifest("null", "[" + LAYER_REF + "]", ""));
        // To Go a list that is null is an empty one, so it is to us; a copy changes nothing of it.
        add("layers-null", BadInput.TAKEN, manifest(CONFIG_REF, "null", ""));
        add(
                "layer-with-urls",
                BadInput.TAKEN,
                withLayer(LAYER_REF.replace("}", ",\"urls\":[\"http://127.0.0.1:9/x\"]}")));
    }

    private void sizes() {
        String size = "\"size\":" + LAYER.length();
        add("layer-size-plus-one", "MISMATCH", withLayer(LAYER_REF.replace(size, "\"size\":" + (LAYER.length() + 1))));
        add("layer-size-minus-one", "MISMATCH", withLayer(LAYER_REF.replace(size, "\"size\":" + (LAYER.length() - 1))));
        add("layer-size-2-to-the-62", "MISMATCH", withLayer(LAYER_REF.replace(size, "\"size\":4611686018427387904")));
        add("layer-size-missing", "MISSING_MEMBER", withLayer(LAYER_REF.replace("," + size, "")));
        add("layer-size-negative", "MISSING_MEMBER", withLayer(LAYER_REF.replace(size, "\"size\":-1")));
        String config = CONFIG_REF.replace("\"size\":" + CONFIG.length(), "\"size\":" + (CONFIG.length() + 1));
        add("config-size-plus-one", "MISMATCH", manifest(config, "[" + LAYER_REF + "]", ""));
    }

    private void digests() {
        digest("empty", INVALID_DIGEST, "");
        digest("short", INVALID_DIGEST, DIGEST.substring(0, 60));
        digest("in-upper-case", INVALID_DIGEST, "sha256:" + DIGEST.substring(7).toUpperCase(Locale.ROOT));
        digest("of-unknown-algorithm", INVALID_DIGEST, "md5:" + DIGEST.substring(39));
        digest("that-is-a-path", INVALID_DIGEST, "sha256:../../../../etc/passwd");
        digest("of-sha512", BadInput.TAKEN, LAYER.digest(DigestAlgorithm.SHA512).toString());
    }

    private void digest(String name, String expected, String digest) {
        add("digest-" + name, expected, withLayer(LAYER_REF.replace(DIGEST, digest)));
    }

    private void configs() {
        String id = "\"" + DRAFT.diffId() + "\"";
        config("more-layers-than-diff-ids", "IMAGE_BROKEN", config(""));
        config("fewer-layers-than-diff-ids", "IMAGE_BROKEN", config(id + "," + id));
        // A copy moves layers without unwrapping them, so only a check of the whole image can tell.
        config(
                "diff-id-of-another-layer",
                BadInput.TAKEN,
                config(id.replace(DRAFT.diffId().hex(), "0".repeat(64))));
    }

    private void config(String name, String expected, Bytes config) {
        add(
                name,
                expected,
                MANIFEST,
                manifest(reference(OCI + "config.v1+json", config), "[" + LAYER_REF + "]", ""),
                config);
    }

    private void bigOnes() {
        for (int megabytes : new int[] {5, 20}) {
            String root = manifest(CONFIG_REF, "[" + LAYER_REF + "]", ",\"annotations\":{\"a\":\"\"}");
            String name = "annotation-of-" + megabytes + "-mb";
            all.add(new Image(name, "LIMIT_EXCEEDED", MANIFEST, Bytes.of(root), List.of(), megabytes));
        }
    }

    private void schemaOne() {
        String text =
                "{\"schemaVersion\":1,\"name\":\"a/b\",\"tag\":\"c\",\"architecture\":\"amd64\",\"fsLayers\":[{\"blobSum\":\""
                        + DIGEST + "\"}],\"history\":[{\"v1Compatibility\":\"not JSON\"}]";
        add("schema-1-of-junk", BadInput.TAKEN, V1, text + "}");
        add(
                "schema-1-of-junk-signatures",
                "MISSING_MEMBER",
                V1.replace("v1+json", "v1+prettyjws"),
                text + ",\"signatures\":[{}]}");
    }

    private void nested() {
        Bytes sound = Bytes.of(SOUND);
        String child = reference(MANIFEST, sound);
        String size = "\"size\":" + sound.length();
        add("child-size-plus-one", "MISMATCH", INDEX, index(child.replace(size, "\"size\":" + (sound.length() + 1))));
        add("child-called-index", "MEDIA_TYPE_CONFLICT", INDEX, index(child.replace(MANIFEST, INDEX)));
        add("child-missing", "MISSING_CHILD", INDEX, index(reference(MANIFEST, Bytes.of("{}"))));
        for (int depth : new int[] {8, 12, 16}) {
            tower("nested-" + depth + "-of-two", BadInput.TAKEN, depth, 2);
        }
        tower("chain-of-400", "LIMIT_EXCEEDED", 400, 1);
    }

    private void tower(String name, String expected, int depth, int width) {
        List<Bytes> levels = new ArrayList<>();
        String level = SOUND;
        for (int i = 0; i < depth; i++) {
            Bytes below = Bytes.of(level);
            levels.add(below);
            String entry = reference(i == 0 ? MANIFEST : INDEX, below);
            level = index(width == 1 ? entry : entry + "," + entry);
        }
        all.add(new Image(name, expected, INDEX, Bytes.of(level), levels, 0));
    }

    private static Bytes config(String diffIds) {
        return Bytes.of(
                "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":["
                        + diffIds + "]}}");
    }

    private static String digest(Bytes content) {
        return content.digest(DigestAlgorithm.SHA256).toString();
    }

    private static String reference(String type, Bytes content) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest(content) + "\",\"size\":" + content.length()
                + "}";
    }

    private static String withLayer(String layer) {
        return manifest(CONFIG_REF, "[" + layer + "]", "");
    }

    private static String manifest(String config, String layers, String more) {
        return "{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST + "\",\"config\":" + config + ",\"layers\":" + layers
                + more + "}";
    }

    private static String index(String entries) {
        return "{\"schemaVersion\":2,\"mediaType\":\"" + INDEX + "\",\"manifests\":[" + entries + "]}";
    }
}
