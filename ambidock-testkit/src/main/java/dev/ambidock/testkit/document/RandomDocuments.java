// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.document;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Family;
import dev.ambidock.model.MediaType;
import dev.ambidock.table.MediaTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Valid images that both families can express, in any spelling that JSON allows: random member order, white space,
 * escapes, raw UTF-8 and unknown members at every level. The same seed gives the same image, on every JVM.
 *
 * <p>One maker makes one image; put the seed into every failure message.
 */
public final class RandomDocuments {
    private static final List<String> DOCKER_LAYERS = List.of(
            MediaTypes.DOCKER_GZIP.text(),
            MediaTypes.DOCKER_GZIP.text(),
            MediaTypes.DOCKER_TAR.text(),
            MediaTypes.DOCKER_FOREIGN_GZIP.text(),
            MediaTypes.DOCKER_FOREIGN_TAR.text());
    private static final List<String> OCI_LAYERS = List.of(
            MediaTypes.OCI_GZIP.text(),
            MediaTypes.OCI_GZIP.text(),
            MediaTypes.OCI_TAR.text(),
            MediaTypes.OCI_ND_GZIP.text(),
            MediaTypes.OCI_ND_TAR.text());
    private static final List<String[]> PLATFORMS = List.of(
            new String[] {"linux", "amd64", ""},
            new String[] {"linux", "arm64", "v8"},
            new String[] {"linux", "arm", "v7"},
            new String[] {"windows", "amd64", ""},
            new String[] {"linux", "s390x", ""});
    private static final long[] SIZES = {0, 1, 32, 2147483648L, 9007199254740993L, Long.MAX_VALUE};

    private final long seed;
    private final Family family;
    private final boolean respelled;
    private final SplittableRandom random;
    private final RandomSpelling spelling;
    private final Map<Digest, Bytes> children = new LinkedHashMap<>();

    private RandomDocuments(long seed, Family family, boolean respelled) {
        this.seed = seed;
        this.family = family;
        this.respelled = respelled;
        this.random = new SplittableRandom(seed);
        this.spelling = new RandomSpelling(random);
    }

    /** A manifest, now and then with its config at hand. */
    public static RandomImage manifest(long seed, Family family) {
        RandomDocuments maker = new RandomDocuments(seed, family, false);
        return maker.image(maker.manifest());
    }

    /** An index or list with all its child manifests. */
    public static RandomImage index(long seed, Family family) {
        RandomDocuments maker = new RandomDocuments(seed, family, false);
        return maker.image(maker.index());
    }

    /**
     * A manifest whose own media type is spelled with an escape in the part that a conversion changes, so that there and
     * back cannot be the identity.
     */
    public static RandomImage respelledManifest(long seed, Family family) {
        RandomDocuments maker = new RandomDocuments(seed, family, true);
        return maker.image(maker.manifest());
    }

    private RandomImage image(Bytes root) {
        return new RandomImage(seed, root, children);
    }

    private Bytes manifest() {
        int layers = random.nextInt(50) == 0 ? 60 + random.nextInt(80) : random.nextInt(6);
        Members root = new Members();
        root.put("schemaVersion", JsonDraft.raw("2"));
        root.put("mediaType", typeOf(family == Family.DOCKER ? MediaTypes.DOCKER_MANIFEST : MediaTypes.OCI_MANIFEST));
        root.put("config", config(layers));
        root.put("layers", layers(layers));
        quietMembers(root, "annotations", "artifactType");
        return Bytes.wrap(root.draft().bytes(JsonLayout.random(random)));
    }

    private JsonDraft typeOf(MediaType type) {
        String text = type.text();
        return JsonDraft.raw(
                respelled
                        ? "\"" + RandomSpelling.escaped(text, 16 + random.nextInt(3)) + "\""
                        : spelling.literal(text));
    }

    private JsonDraft layers(int count) {
        JsonDraft list = JsonDraft.array();
        JsonDraft before = layer();
        for (int i = 0; i < count; i++) {
            before = random.nextInt(6) == 0 ? before : layer();
            list.add(before);
        }
        return list;
    }

    private JsonDraft layer() {
        String type = spelling.one(family == Family.DOCKER ? DOCKER_LAYERS : OCI_LAYERS);
        Members layer = new Members();
        layer.put("mediaType", JsonDraft.raw(spelling.literal(type)));
        layer.put("digest", JsonDraft.raw(digestLiteral(randomDigest())));
        layer.put("size", JsonDraft.raw(Long.toString(SIZES[random.nextInt(SIZES.length)])));
        boolean foreign = type.contains("foreign") || type.contains("nondistributable");
        if (foreign && random.nextInt(4) > 0) {
            layer.put("urls", JsonDraft.array().add(JsonDraft.raw(spelling.literal("https://example.com/layer"))));
        } else {
            quietMembers(layer, "urls", "annotations");
        }
        return layer.draft();
    }

    private Digest randomDigest() {
        byte[] content = new byte[8];
        random.nextBytes(content);
        return algorithm().of(content);
    }

    private DigestAlgorithm algorithm() {
        return random.nextInt(5) == 0 ? DigestAlgorithm.SHA512 : DigestAlgorithm.SHA256;
    }

    /** The colon is the part of a digest that stays. */
    private String digestLiteral(Digest digest) {
        String text = digest.toString();
        return "\"" + (random.nextInt(8) == 0 ? RandomSpelling.escaped(text, 6) : text) + "\"";
    }

    private JsonDraft config(int layers) {
        Bytes content = configContent(layers);
        Digest digest = content.digest(algorithm());
        if (random.nextInt(3) == 0) {
            children.put(digest, content);
        }
        Members config = new Members();
        config.put(
                "mediaType",
                JsonDraft.raw(spelling.literal(
                        (family == Family.DOCKER ? MediaTypes.DOCKER_CONFIG : MediaTypes.OCI_CONFIG).text())));
        config.put("digest", JsonDraft.raw(digestLiteral(digest)));
        config.put("size", JsonDraft.raw(Integer.toString(content.length())));
        return config.draft();
    }

    private Bytes configContent(int layers) {
        Members root = new Members();
        root.put("architecture", JsonDraft.text("amd64"));
        root.put("os", JsonDraft.text("linux"));
        root.put("created", JsonDraft.text("2024-02-29T12:34:56.789Z"));
        root.put(
                "config",
                new Members().put("Env", JsonDraft.texts(List.of("PATH=/bin"))).draft());
        JsonDraft ids = JsonDraft.array();
        for (int i = 0; i < layers; i++) {
            ids.add(JsonDraft.text(randomDigest().toString()));
        }
        root.put(
                "rootfs",
                JsonDraft.object().put("type", JsonDraft.text("layers")).put("diff_ids", ids));
        return Bytes.wrap(root.draft().bytes(JsonLayout.random(random)));
    }

    private Bytes index() {
        JsonDraft entries = JsonDraft.array();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            entries.add(entry(manifest()));
        }
        Members root = new Members();
        root.put("schemaVersion", JsonDraft.raw("2"));
        root.put("mediaType", typeOf(family == Family.DOCKER ? MediaTypes.DOCKER_LIST : MediaTypes.OCI_INDEX));
        root.put("manifests", entries);
        quietMembers(root, "annotations", "subject");
        return Bytes.wrap(root.draft().bytes(JsonLayout.random(random)));
    }

    private JsonDraft entry(Bytes manifest) {
        Digest digest = manifest.digest(algorithm());
        children.put(digest, manifest);
        Members entry = new Members();
        entry.put("mediaType", typeOf(family == Family.DOCKER ? MediaTypes.DOCKER_MANIFEST : MediaTypes.OCI_MANIFEST));
        entry.put("digest", JsonDraft.raw(digestLiteral(digest)));
        entry.put("size", JsonDraft.raw(Integer.toString(manifest.length())));
        entry.put("platform", platform());
        quietMembers(entry, "annotations", "urls");
        return entry.draft();
    }

    private JsonDraft platform() {
        String[] choice = spelling.one(PLATFORMS);
        Members platform = new Members();
        platform.put("os", JsonDraft.raw(spelling.literal(choice[0])));
        platform.put("architecture", JsonDraft.raw(spelling.literal(choice[1])));
        if (!choice[2].isEmpty()) {
            platform.put("variant", JsonDraft.text(choice[2]));
        }
        if (choice[0].equals("windows")) {
            platform.put("os.version", JsonDraft.text("10.0.20348.2340"));
            platform.put("os.features", JsonDraft.texts(List.of("win32k")));
        }
        if (family == Family.DOCKER && random.nextInt(4) == 0) {
            platform.put("features", JsonDraft.texts(List.of("sse4")));
        }
        return platform.draft();
    }

    /** Members of OCI that say nothing, which Docker's format need not express. */
    private void quietMembers(Members members, String... names) {
        for (String name : names) {
            if (random.nextInt(8) == 0) {
                members.put(name, JsonDraft.raw("null"));
            }
        }
    }

    /** Members in random order with unknown ones among them. */
    private final class Members {
        private final List<Map.Entry<String, JsonDraft>> members = new ArrayList<>();

        Members put(String name, JsonDraft value) {
            String literal =
                    random.nextInt(12) == 0 ? "\"" + RandomSpelling.escaped(name, 0) + "\"" : JsonDraft.quoted(name);
            members.add(Map.entry(literal, value));
            return this;
        }

        JsonDraft draft() {
            if (random.nextInt(3) == 0) {
                for (int i = 1 + random.nextInt(3); i > 0; i--) {
                    members.add(Map.entry(spelling.unknownName(i), spelling.value(3)));
                }
            }
            for (int i = members.size(); i > 1 && random.nextInt(4) > 0; i--) {
                Collections.swap(members, i - 1, random.nextInt(i));
            }
            JsonDraft object = JsonDraft.object();
            members.forEach(m -> object.putRaw(m.getKey(), m.getValue()));
            return object;
        }
    }
}
