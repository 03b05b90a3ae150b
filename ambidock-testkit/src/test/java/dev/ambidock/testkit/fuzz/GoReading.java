// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

import dev.ambidock.testkit.fuzz.GoJson.Members;
import dev.ambidock.testkit.fuzz.GoJson.NoJson;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a Go program sees that decodes a document into one structure with the members of all kinds.
 *
 * @param mediaType empty if there is none
 * @param config empty if there is none or it is null
 */
record GoReading(String mediaType, Optional<Reference> config, List<Reference> layers, List<Reference> manifests) {

    /** The three members by which content is found. */
    record Reference(String mediaType, String digest, long size) {}

    /** Reads a manifest or an index. Throws where Go returns an error. */
    static GoReading of(byte[] utf8) throws NoJson {
        Object root = root(utf8);
        GoJson.integer(member(root, "schemaVersion"));
        GoJson.text(member(root, "artifactType"));
        GoJson.texts(member(root, "annotations"));
        Object config = member(root, "config");
        Object subject = member(root, "subject");
        if (subject != null && subject != GoJson.NULL) {
            reference(subject);
        }
        return new GoReading(
                GoJson.text(member(root, "mediaType")),
                config == null || config == GoJson.NULL ? Optional.empty() : Optional.of(reference(config)),
                references(member(root, "layers")),
                references(member(root, "manifests")));
    }

    /** How many layers and entries a Go program sees that takes the document for a manifest or an index. */
    static int contents(byte[] utf8) throws NoJson {
        Object root = root(utf8);
        return GoJson.list(member(root, "layers")).size()
                + GoJson.list(member(root, "manifests")).size()
                + GoJson.list(member(root, "fsLayers")).size();
    }

    /**
     * What a Go program sees that takes the document for a config: operating system, architecture, variant and version, the
     * type of the root file system, then the diff IDs; empty for what is not there.
     */
    static List<String> configFacts(byte[] utf8) throws NoJson {
        Object root = root(utf8);
        List<String> facts = new ArrayList<>();
        for (String name : List.of("os", "architecture", "variant", "os.version")) {
            facts.add(GoJson.text(member(root, name)));
        }
        Object rootfs = member(root, "rootfs");
        if (rootfs == null || rootfs == GoJson.NULL) {
            facts.add("");
            return facts;
        }
        if (!(rootfs instanceof Members)) {
            throw new NoJson("no object");
        }
        facts.add(GoJson.text(member(rootfs, "type")));
        for (Object element : GoJson.list(member(rootfs, "diff_ids"))) {
            facts.add(GoJson.text(element));
        }
        return facts;
    }

    private static Object root(byte[] utf8) throws NoJson {
        Object root = GoJson.parse(utf8);
        if (!(root instanceof Members)) {
            throw new NoJson("no object");
        }
        return root;
    }

    private static @Nullable Object member(Object object, String name) {
        return GoJson.member(object, name).orElse(null);
    }

    private static List<Reference> references(@Nullable Object list) throws NoJson {
        List<Reference> references = new ArrayList<>();
        for (Object element : GoJson.list(list)) {
            references.add(reference(element));
        }
        return references;
    }

    private static Reference reference(Object object) throws NoJson {
        if (!(object instanceof Members)) {
            throw new NoJson("no object");
        }
        texts(member(object, "urls"));
        GoJson.texts(member(object, "annotations"));
        GoJson.text(member(object, "artifactType"));
        try {
            Object data = member(object, "data");
            String text = GoJson.text(data);
            if (text.length() % 4 != 0) {
                throw new NoJson("base64 without padding");
            }
            Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new NoJson("base64");
        }
        platform(member(object, "platform"));
        return new Reference(
                GoJson.text(member(object, "mediaType")),
                GoJson.text(member(object, "digest")),
                GoJson.integer(member(object, "size")));
    }

    private static void platform(@Nullable Object platform) throws NoJson {
        if (platform == null || platform == GoJson.NULL) {
            return;
        }
        if (!(platform instanceof Members)) {
            throw new NoJson("no object");
        }
        for (String name : List.of("architecture", "os", "os.version", "variant")) {
            GoJson.text(member(platform, name));
        }
        texts(member(platform, "os.features"));
        texts(member(platform, "features"));
    }

    private static void texts(@Nullable Object list) throws NoJson {
        for (Object element : GoJson.list(list)) {
            GoJson.text(element);
        }
    }
}
