// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import dev.ambidock.json.GoJsonWriter;
import dev.ambidock.json.JsonValue;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Family;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The spelling that the field's best tools give a document: OCI as regclient and containerd write it, Docker as skopeo
 * and distribution do. Compact, members in the order of their Go structures, empty optional ones left out, unknown
 * members behind the known ones in source order.
 */
public final class CanonicalForm {
    private static final List<String> OCI_MANIFEST =
            List.of("schemaVersion", "mediaType", "artifactType", "config", "layers", "subject", "annotations");
    private static final List<String> OCI_INDEX =
            List.of("schemaVersion", "mediaType", "artifactType", "manifests", "subject", "annotations");
    private static final List<String> OCI_DESCRIPTOR =
            List.of("mediaType", "digest", "size", "urls", "annotations", "data", "platform", "artifactType");
    private static final List<String> DOCKER_DESCRIPTOR =
            List.of("mediaType", "size", "digest", "urls", "annotations", "data", "platform", "artifactType");
    private static final List<String> PLATFORM =
            List.of("architecture", "os", "os.version", "os.features", "variant", "features");
    /** Go's {@code omitempty}: left out when empty. */
    private static final Set<String> OPTIONAL = Set.of(
            "mediaType",
            "artifactType",
            "subject",
            "annotations",
            "urls",
            "data",
            "platform",
            "os.version",
            "os.features",
            "variant",
            "features");

    private final GoJsonWriter out = new GoJsonWriter();
    private final List<String> descriptorOrder;

    private CanonicalForm(Family family) {
        this.descriptorOrder = family == Family.DOCKER ? DOCKER_DESCRIPTOR : OCI_DESCRIPTOR;
    }

    /** The canonical bytes; of a config, schema 1 or artifact manifest its own bytes. */
    public static Bytes of(Document document) {
        return switch (document.kind()) {
            case INDEX -> write(document, OCI_INDEX);
            case MANIFEST -> write(document, OCI_MANIFEST);
            case ARTIFACT_MANIFEST, CONFIG, SCHEMA1 -> document.bytes();
        };
    }

    private static Bytes write(Document document, List<String> order) {
        CanonicalForm form = new CanonicalForm(document.family());
        form.object(document.root(), order);
        return Bytes.wrap(form.out.toBytes());
    }

    private void object(JsonValue object, List<String> order) {
        out.beginObject();
        for (String name : order) {
            Optional<JsonValue> member = object.member(name);
            if (member.isPresent() && !(OPTIONAL.contains(name) && isEmpty(member.get()))) {
                out.name(name);
                known(name, member.get());
            }
        }
        for (JsonValue member : object.children()) {
            if (!order.contains(member.key())) {
                out.name(member.key());
                out.value(member);
            }
        }
        out.endObject();
    }

    private void known(String name, JsonValue value) {
        switch (name) {
            case "config", "subject" -> object(value, descriptorOrder);
            case "layers", "manifests" -> list(value);
            case "platform" -> object(value, PLATFORM);
            case "annotations" -> out.sorted(value);
            default -> out.value(value);
        }
    }

    private void list(JsonValue value) {
        out.beginArray();
        for (JsonValue element : value.children()) {
            object(element, descriptorOrder);
        }
        out.endArray();
    }

    private static boolean isEmpty(JsonValue value) {
        return switch (value.kind()) {
            case NULL -> true;
            case STRING -> value.end() - value.start() == 2;
            case OBJECT, ARRAY -> value.children().isEmpty();
            case NUMBER, TRUE, FALSE -> false;
        };
    }
}
