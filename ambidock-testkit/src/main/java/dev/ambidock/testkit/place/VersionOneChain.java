// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.place;

import dev.ambidock.json.JsonLimits;
import dev.ambidock.json.JsonTree;
import dev.ambidock.json.JsonValue;
import dev.ambidock.json.MalformedJsonException;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.testkit.document.JsonDraft;
import dev.ambidock.testkit.document.JsonLayout;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.LayerDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The images of Docker's first kind, one for each layer, that old archives hold: each names its parent, the top one has the
 * config.
 *
 * @param ids as many as layers, base layer first
 * @param documents the {@code json} of each
 * @ambidock.rule moby v24, image/v1/imagev1.go
 */
record VersionOneChain(List<String> ids, List<String> documents) {
    private static final Set<String> NOT_IN_VERSION_ONE = Set.of("rootfs", "history", "created");
    private static final String CREATED = "1970-01-01T00:00:00Z";

    static VersionOneChain of(ImageDraft image) {
        List<String> ids = new ArrayList<>();
        List<String> documents = new ArrayList<>();
        String chain = "";
        for (int i = 0; i < image.layers().size(); i++) {
            LayerDraft layer = image.layers().get(i);
            boolean top = i == image.layers().size() - 1;
            String diffId = layer.diffId().toString();
            chain = chain.isEmpty() ? diffId : sha256(chain + " " + diffId).toString();
            String parent = i == 0 ? "" : ids.get(i - 1);
            String told = top ? image.config().digest(DigestAlgorithm.SHA256).hex() : CREATED;
            String id = sha256(told + chain + parent).hex();
            ids.add(id);
            documents.add(document(id, parent, top ? members(image.config()) : List.of()));
        }
        return new VersionOneChain(List.copyOf(ids), List.copyOf(documents));
    }

    private static String document(String id, String parent, List<JsonValue> members) {
        JsonDraft json = JsonDraft.object().put("id", JsonDraft.text(id));
        if (!parent.isEmpty()) {
            json.put("parent", JsonDraft.text(parent));
        }
        json.put("created", JsonDraft.text(CREATED));
        json.put("container_config", JsonDraft.object().put("Cmd", JsonDraft.texts(List.of("/bin/sh"))));
        members.forEach(member -> json.put(member.key(), JsonDraft.raw(member.raw())));
        return json.write(JsonLayout.compact());
    }

    private static List<JsonValue> members(Bytes config) {
        Limits limits = Limits.defaults();
        try {
            return JsonTree.parse(
                            config.toArray(),
                            new JsonLimits(
                                    limits.documentBytes(),
                                    limits.jsonDepth(),
                                    limits.jsonValues(),
                                    limits.jsonNames()))
                    .root()
                    .children()
                    .stream()
                    .filter(member -> !NOT_IN_VERSION_ONE.contains(member.key()))
                    .toList();
        } catch (MalformedJsonException e) {
            throw new IllegalArgumentException("the config is no JSON", e);
        }
    }

    private static Digest sha256(String text) {
        return Bytes.of(text).digest(DigestAlgorithm.SHA256);
    }
}
