// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.document;

import dev.ambidock.json.JsonKind;
import dev.ambidock.json.JsonValue;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.MalformedTextException;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Platform;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads one descriptor. One reader reads one descriptor. */
final class DescriptorReader {
    private static final int MOST_MEDIA_TYPE = 255;

    private final JsonValue json;
    private final String pointer;
    private @Nullable MediaType mediaType;
    private @Nullable Digest digest;
    private long size = -1;
    private List<String> urls = List.of();
    private Map<String, String> annotations = Map.of();
    private @Nullable Platform platform;
    private @Nullable String artifactType;
    private @Nullable JsonValue data;

    private DescriptorReader(JsonValue json, String pointer) {
        this.json = json;
        this.pointer = pointer;
    }

    static Edge read(EdgeRole role, JsonValue json, String pointer) throws Refusal {
        Members.require(json, JsonKind.OBJECT, pointer);
        return new Edge(role, pointer, new DescriptorReader(json, pointer).descriptor(), json);
    }

    private Descriptor descriptor() throws Refusal {
        for (JsonValue member : json.children()) {
            member(member);
        }
        if (mediaType == null) {
            throw missing("mediaType");
        }
        if (digest == null) {
            throw missing("digest");
        }
        if (size < 0) {
            throw missing("size");
        }
        if (isPlain()) {
            return Descriptor.of(mediaType, digest, size);
        }
        return new Descriptor(
                mediaType,
                digest,
                size,
                urls,
                annotations,
                Optional.ofNullable(platform),
                Optional.ofNullable(artifactType),
                Optional.ofNullable(embedded(digest)));
    }

    private boolean isPlain() {
        return urls.isEmpty() && annotations.isEmpty() && platform == null && artifactType == null && data == null;
    }

    private void member(JsonValue member) throws Refusal {
        switch (member.key()) {
            case "mediaType" -> mediaType = mediaType(member);
            case "digest" -> digest = digest(member, pointer + "/digest");
            case "size" -> size = size(member);
            case "urls" -> urls = Members.texts(member, pointer + "/urls");
            case "annotations" -> annotations = annotations(member, pointer + "/annotations");
            case "platform" -> platform = platform(member);
            case "artifactType" -> artifactType = Members.textOrNull(member, pointer + "/artifactType");
            case "data" -> data = member.is(JsonKind.NULL) ? null : member;
            default -> CaseTwins.refuse(member, CaseTwins.DESCRIPTOR, pointer);
        }
    }

    private MediaType mediaType(JsonValue member) throws Refusal {
        Members.require(member, JsonKind.STRING, pointer + "/mediaType");
        MediaType type = MediaType.of(member.text());
        if (type.text().isEmpty()) {
            throw missing("mediaType");
        }
        if (!isVisible(type.text())) {
            throw new Refusal(
                    FindingCode.INVALID_MEMBER,
                    pointer + "/mediaType",
                    member,
                    "a media type has at most " + MOST_MEDIA_TYPE + " visible ASCII characters, but found "
                            + shown(member));
        }
        return type;
    }

    /** RFC 6838, section 4.2: ASCII without blanks, and at most 127 characters on each side of the slash. */
    private static boolean isVisible(String type) {
        return type.length() <= MOST_MEDIA_TYPE && type.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    static Digest digest(JsonValue member, String pointer) throws Refusal {
        Members.require(member, JsonKind.STRING, pointer);
        try {
            return Digest.parse(member.text());
        } catch (MalformedTextException e) {
            throw new Refusal(FindingCode.INVALID_DIGEST, pointer, member, e.rule() + ", but found " + shown(member));
        }
    }

    private long size(JsonValue member) throws Refusal {
        OptionalLong value = member.integer();
        if (value.isEmpty() || value.getAsLong() < 0) {
            throw new Refusal(
                    FindingCode.INVALID_SIZE,
                    pointer + "/size",
                    member,
                    "a size is a whole number of bytes from 0 to 2^63-1, but found " + shown(member));
        }
        return value.getAsLong();
    }

    static Map<String, String> annotations(JsonValue object, String pointer) throws Refusal {
        if (object.is(JsonKind.NULL)) {
            return Map.of();
        }
        Members.require(object, JsonKind.OBJECT, pointer);
        Map<String, String> read = new LinkedHashMap<>();
        for (JsonValue member : object.children()) {
            Members.require(member, JsonKind.STRING, pointer);
            read.put(member.key(), member.text());
        }
        return read;
    }

    private @Nullable Platform platform(JsonValue object) throws Refusal {
        String at = pointer + "/platform";
        if (object.is(JsonKind.NULL)) {
            return null;
        }
        Members.require(object, JsonKind.OBJECT, at);
        Map<String, String> texts = new LinkedHashMap<>();
        List<String> features = new ArrayList<>();
        for (JsonValue member : object.children()) {
            switch (member.key()) {
                case "architecture", "os", "os.version", "variant" -> {
                    String text = Members.textOrNull(member, at);
                    if (text != null && !text.isEmpty()) {
                        texts.put(member.key(), text);
                    }
                }
                case "os.features" -> features.addAll(Members.texts(member, at));
                case "features" -> Members.texts(member, at);
                default -> CaseTwins.refuse(member, CaseTwins.PLATFORM, at);
            }
        }
        return new Platform(
                texts.getOrDefault("os", ""),
                texts.getOrDefault("architecture", ""),
                Optional.ofNullable(texts.get("variant")),
                Optional.ofNullable(texts.get("os.version")),
                features);
    }

    private @Nullable Bytes embedded(Digest expected) throws Refusal {
        if (data == null) {
            return null;
        }
        String at = pointer + "/data";
        Members.require(data, JsonKind.STRING, at);
        String text = data.text();
        byte[] content;
        try {
            // Java would do without the padding, Go would not.
            content = Base64.getDecoder().decode(text.length() % 4 == 0 ? text : "=");
        } catch (IllegalArgumentException e) {
            throw new Refusal(FindingCode.INVALID_MEMBER, at, data, "embedded data is not base64");
        }
        if (content.length != size) {
            throw new Refusal(
                    FindingCode.DATA_MISMATCH,
                    at,
                    data,
                    "embedded data has " + content.length + " bytes, the descriptor says " + size);
        }
        Digest actual = expected.algorithm().of(content);
        if (!actual.equals(expected)) {
            throw new Refusal(
                    FindingCode.DATA_MISMATCH,
                    at,
                    data,
                    "embedded data has the digest " + actual + ", the descriptor says " + expected);
        }
        return Bytes.wrap(content);
    }

    private Refusal missing(String member) {
        return new Refusal(FindingCode.MISSING_MEMBER, pointer, json, "the descriptor has no \"" + member + "\"");
    }

    private static String shown(JsonValue value) {
        String text = value.printable();
        return "\"" + (text.length() > 80 ? text.substring(0, 80) + "…" : text) + "\"";
    }
}
