// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import dev.ambidock.document.Edge;
import dev.ambidock.json.JsonValue;
import dev.ambidock.model.FindingCode;
import dev.ambidock.plan.ConversionRequest.AnnotationPolicy;
import java.util.List;
import java.util.Optional;

/**
 * Takes away what Docker's format cannot express, naming each thing. Members that say nothing (null, empty) stay.
 *
 * @ambidock.rule image-spec, media-types.md, "Compatibility Matrix"
 */
final class DockerLosses {
    /** Beyond this, annotations of one object are counted, not named. */
    private static final int MOST_NAMED = 100;

    /** What a descriptor may keep. */
    enum Keeps {
        NOTHING,
        URLS,
        PLATFORM,
        /** An attestation's entry: its annotations are what links it to its image. */
        PLATFORM_AND_ANNOTATIONS
    }

    private final Draft draft;
    private final AnnotationPolicy policy;
    private final boolean gone;

    DockerLosses(Draft draft) {
        this(draft, draft.run().request().annotations(), false);
    }

    private DockerLosses(Draft draft, AnnotationPolicy policy, boolean gone) {
        this.draft = draft;
        this.policy = policy;
        this.gone = gone;
    }

    /** Names what is lost with an index that is left out, without editing it. */
    static DockerLosses left(Draft index) {
        return new DockerLosses(index, AnnotationPolicy.DROP, true);
    }

    /** Names what is lost with a nested index: what its entry says, and what its result says of itself. */
    static void withNested(Draft draft, Edge entry, Optional<JsonValue> result) {
        DockerLosses losses = new DockerLosses(draft, AnnotationPolicy.DROP, true);
        losses.descriptor(entry, Keeps.NOTHING);
        result.ifPresent(root -> losses.root(root, entry.pointer()));
    }

    void root() {
        root(draft.source().root(), "");
    }

    private void root(JsonValue root, String pointer) {
        if (policy == AnnotationPolicy.DROP) {
            annotations(root, pointer);
        }
        drop(root, pointer, "subject", FindingCode.SUBJECT_DROP, "the subject");
        drop(root, pointer, "artifactType", FindingCode.ARTIFACT_TYPE_DROP, "the artifactType");
    }

    void descriptor(Edge edge, Keeps keeps) {
        JsonValue json = edge.json();
        String at = edge.pointer();
        if (policy == AnnotationPolicy.DROP && keeps != Keeps.PLATFORM_AND_ANNOTATIONS) {
            annotations(json, at);
        }
        drop(json, at, "data", FindingCode.DATA_DROP, "the embedded data");
        drop(json, at, "artifactType", FindingCode.ARTIFACT_TYPE_DROP, "the artifactType");
        if (keeps != Keeps.URLS) {
            drop(json, at, "urls", FindingCode.URLS_DROP, "the urls");
        }
        if (keeps == Keeps.NOTHING || keeps == Keeps.URLS) {
            drop(json, at, "platform", FindingCode.PLATFORM_DROP, "the platform");
        }
    }

    private void annotations(JsonValue object, String pointer) {
        Optional<JsonValue> member = said(object, "annotations");
        if (member.isEmpty()) {
            return;
        }
        String at = pointer + "/annotations";
        List<JsonValue> all = member.get().children();
        for (JsonValue annotation : all.subList(0, Math.min(all.size(), MOST_NAMED))) {
            draft.find(
                    FindingCode.ANNOTATION_DROP,
                    at + "/" + escaped(annotation),
                    "the annotation " + annotation.printableKey() + " is dropped: Docker's format has none");
        }
        if (all.size() > MOST_NAMED) {
            draft.find(FindingCode.ANNOTATION_DROP, at, (all.size() - MOST_NAMED) + " more annotations are dropped");
        }
        remove(member.get(), at);
    }

    private static String escaped(JsonValue member) {
        return member.key().replace("~", "~0").replace("/", "~1");
    }

    private void remove(JsonValue member, String pointer) {
        if (!gone) {
            draft.edit().remove(member, pointer);
        }
    }

    private void drop(JsonValue object, String pointer, String name, FindingCode code, String what) {
        said(object, name).ifPresent(member -> {
            String at = pointer + "/" + name;
            draft.find(code, at, what + " is dropped: Docker's format has none here");
            remove(member, at);
        });
    }

    private static Optional<JsonValue> said(JsonValue object, String name) {
        return object.member(name).filter(DockerLosses::saysSomething);
    }

    private static boolean saysSomething(JsonValue value) {
        return switch (value.kind()) {
            case NULL -> false;
            case STRING -> !value.text().isEmpty();
            case OBJECT, ARRAY -> !value.children().isEmpty();
            case NUMBER, TRUE, FALSE -> true;
        };
    }

    /** Takes away what leads to copies of the old bytes of a layer that change. */
    void oldCopies(Edge layer) {
        left(layer, "data").ifPresent(data -> {
            String at = layer.pointer() + "/data";
            draft.find(FindingCode.DATA_DROP, at, "the embedded copy of the old bytes is dropped");
            remove(data, at);
        });
        left(layer, "urls").ifPresent(urls -> {
            String at = layer.pointer() + "/urls";
            draft.find(FindingCode.URLS_DROP, at, "the urls, which lead to the old bytes, are dropped");
            remove(urls, at);
        });
    }

    private Optional<JsonValue> left(Edge layer, String name) {
        return said(layer.json(), name).filter(member -> !draft.edit().removes(member));
    }

    /**
     * Takes away annotations that describe the old bytes of a layer, or of an entry's layers, that change.
     *
     * @param crossing whether {@link #descriptor} is asked for the same edge, too
     */
    void describingOldBytes(Edge edge, boolean crossing) {
        Optional<JsonValue> annotations = edge.json().member("annotations");
        if ((crossing && policy == AnnotationPolicy.DROP) || annotations.isEmpty()) {
            return;
        }
        for (JsonValue annotation : annotations.get().children()) {
            if (describesBytes(annotation.key())) {
                String at = edge.pointer() + "/annotations/" + escaped(annotation);
                draft.find(
                        FindingCode.ANNOTATION_DROP, at, "the annotation describes the bytes before compressing anew");
                draft.edit().remove(annotation, at);
            }
        }
    }

    private static boolean describesBytes(String key) {
        return key.equals("io.github.containers.compression.zstd")
                || key.startsWith("containerd.io/snapshot/stargz/")
                || key.startsWith("io.containers.estargz.")
                || key.startsWith("io.github.containers.zstd-chunked.")
                || key.startsWith("containerd.io/snapshot/nydus-")
                || key.startsWith("containerd.io/snapshot/overlaybd/");
    }
}
