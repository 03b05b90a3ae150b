// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.peers;

import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonValue;
import dev.ambidock.testkit.peers.Doc.Ref;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares a manifest with what became of it. */
final class ImageFacts {
    private static final Set<String> IMAGE_CONFIGS = Set.of(
            "application/vnd.oci.image.config.v1+json",
            "application/vnd.docker.container.image.v1+json",
            "application/octet-stream");
    private static final Set<String> KNOWN = Set.of("schemaVersion", "mediaType", "config", "layers", "subject");
    private static final Set<String> DESCRIBED =
            Set.of("mediaType", "digest", "size", "platform", "data", "annotations");

    private final Place source;
    private final Place result;
    private final boolean configIsMade;
    private final Facts facts;

    ImageFacts(Place source, Place result, boolean configIsMade, Facts facts) {
        this.source = source;
        this.result = result;
        this.configIsMade = configIsMade;
        this.facts = facts;
    }

    /** Whether it is an image, and no artifact or attestation. */
    static boolean isImage(Doc manifest) {
        String config =
                manifest.json().member("config").map(c -> new Ref(c).type()).orElse("");
        String artifact = manifest.json().text("artifactType").orElse(config);
        return IMAGE_CONFIGS.contains(config)
                && (artifact.equals(config) || IMAGE_CONFIGS.contains(artifact))
                && manifest.layers().stream().allMatch(l -> isLayer(l.type()));
    }

    private static boolean isLayer(String type) {
        return type.startsWith("application/vnd.oci.image.layer.")
                || type.startsWith("application/vnd.docker.image.rootfs.");
    }

    static boolean isDocker(String type) {
        return type.startsWith("application/vnd.docker.");
    }

    /** Compares an image; the result must be of one family throughout. */
    void image(Doc before, Doc after, boolean toDocker) throws IOException {
        oneFamily(after, toDocker);
        config(before, after);
        layers(before, after);
        facts.members("", "", before.json(), after.json(), KNOWN);
        if (before.json().member("subject").isPresent()
                && after.json().member("subject").isEmpty()) {
            facts.lost("subject", "subject");
        }
    }

    /** Compares an artifact or attestation, whose content must stay. */
    void artifact(Doc before, Doc after) {
        if (Arrays.equals(before.bytes(), after.bytes())) {
            return;
        }
        if (isImage(after)) {
            facts.wrong("an artifact became an image");
        } else if (!contents(before).equals(contents(after))) {
            facts.wrong("an artifact's config and layers became others: " + contents(after));
        } else if (isDocker(after.type()) && !isDocker(before.type())) {
            facts.wrong("a " + after.type() + " around an artifact");
        }
        facts.members("", "", before.json(), after.json(), KNOWN);
    }

    private static List<String> contents(Doc manifest) {
        return manifest.children().stream()
                .map(ref -> (isLayer(ref.type()) ? "a layer" : ref.type()) + " " + ref.digest())
                .toList();
    }

    private void oneFamily(Doc manifest, boolean docker) {
        Set<String> strange = new HashSet<>();
        for (Ref ref : manifest.children()) {
            if (isDocker(ref.type()) != docker) {
                strange.add(ref.type());
            }
        }
        if (isDocker(manifest.type()) != docker) {
            facts.wrong("not converted: " + manifest.type());
        }
        strange.stream().sorted().forEach(type -> facts.wrong(type + " in a " + manifest.type()));
    }

    private void config(Doc before, Doc after) throws IOException {
        Optional<Ref> was = before.json().member("config").map(Ref::new);
        Optional<Ref> is = after.json().member("config").map(Ref::new);
        if (was.isEmpty() || is.isEmpty()) {
            return;
        }
        facts.members("", "config descriptor", was.get().json(), is.get().json(), DESCRIBED);
        facts.annotations("config descriptor", was.get(), is.get(), Set.of());
        data("config", was.get(), is.get());
        Optional<Doc> old = source.doc(was.get().digest());
        Optional<Doc> made = result.doc(is.get().digest());
        made.ifPresent(config -> fitness(config, after));
        if (was.get().digest().equals(is.get().digest())) {
            return;
        }
        if (!configIsMade) {
            facts.lost("[Cc]onfig|image ID", "image ID");
        }
        if (old.isPresent() && made.isPresent()) {
            facts.members("[Cc]onfig", "", old.get().json(), made.get().json(), Set.of());
        }
    }

    /** What the specifications ask of a config. */
    private void fitness(Doc config, Doc manifest) {
        int ids = config.json()
                .member("rootfs")
                .flatMap(r -> r.member("diff_ids"))
                .map(d -> d.children().size())
                .orElse(0);
        if (ids != manifest.layers().size()) {
            facts.wrong(ids + " diff IDs for " + manifest.layers().size() + " layers");
        }
        for (String name : List.of("architecture", "os")) {
            if (!isDocker(manifest.type())
                    && config.json().text(name).orElse("").isEmpty()) {
                facts.wrong("an OCI config without " + name);
            }
        }
    }

    private void layers(Doc before, Doc after) throws IOException {
        List<Ref> was = before.layers();
        List<Ref> is = after.layers();
        if (was.size() != is.size()) {
            facts.wrong(is.size() + " layers of " + was.size());
        }
        for (int i = 0; i < Math.min(was.size(), is.size()); i++) {
            layer(was.get(i), is.get(i));
        }
    }

    private void layer(Ref was, Ref is) throws IOException {
        Optional<byte[]> content = result.content(is.digest());
        content.ifPresent(bytes -> label(is.type(), bytes));
        boolean foreign = is.json().member("urls").isPresent();
        if (content.isEmpty() && !foreign && source.content(was.digest()).isPresent()) {
            facts.wrong("a layer is missing");
        }
        Set<String> outdated = Set.of();
        if (!was.digest().equals(is.digest())) {
            facts.fact("layers compressed anew");
            outdated = outdated(was, is);
            sameContent(was, content);
        }
        facts.members("", "layer", was.json(), is.json(), DESCRIBED);
        facts.annotations("layer", was, is, outdated);
        data("layer", was, is);
    }

    /** Annotations about bytes that are no more: right to go, wrong to stay. */
    private Set<String> outdated(Ref was, Ref is) {
        Set<String> about = new HashSet<>();
        for (JsonValue annotation :
                was.json().member("annotations").map(JsonValue::children).orElse(List.of())) {
            if (annotation.key().matches(".*(zstd-chunked|stargz|estargz).*")) {
                about.add(annotation.key());
                if (!is.annotation(annotation.key()).isEmpty()) {
                    facts.wrong("a layer's " + annotation.key() + " is about other bytes");
                }
            }
        }
        return about;
    }

    private void sameContent(Ref was, Optional<byte[]> now) throws IOException {
        Optional<byte[]> then = source.content(was.digest());
        if (then.isPresent() && now.isPresent() && !Place.diffId(then.get()).equals(Place.diffId(now.get()))) {
            facts.wrong("a layer's content changed");
        }
    }

    private void label(String type, byte[] content) {
        String said = type.endsWith("gzip") ? "gzip" : type.endsWith("zstd") ? "zstd" : "tar";
        String real = Place.compression(content);
        if (isLayer(type) && !said.equals(real)) {
            facts.wrong("a layer is called " + said + " and is " + real);
        }
    }

    private void data(String where, Ref was, Ref is) throws IOException {
        Optional<String> before = was.json().text("data");
        Optional<JsonValue> after = is.json().member("data").filter(d -> d.is(JsonKind.STRING));
        if (before.isPresent() && after.isEmpty()) {
            facts.lost("data", where + ".data");
        }
        Optional<byte[]> content = result.content(is.digest());
        if (after.isPresent()
                && content.isPresent()
                && !Arrays.equals(Base64.getDecoder().decode(after.get().text()), content.get())) {
            facts.wrong(where + " data is not the content");
        }
    }
}
