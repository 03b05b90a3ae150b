// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.peers;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Family;
import dev.ambidock.model.MediaType;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.image.WholeImage.Part;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/** What the inputs of several rows have in common. */
final class Edits {
    /** A place of foreign layers where nobody answers: measuring must not ask the network. */
    static final String UNREACHABLE = "https://127.0.0.1:1/base";

    private Edits() {}

    static LayerDraft layer(String text, Compression compression) {
        return LayerDraft.of("etc/" + text.replace(' ', '-'), text + "\n").compressed(compression);
    }

    static LayerDraft gzip(String text) {
        return layer(text, Compression.GZIP);
    }

    /** A layer whose media type says something else than its bytes. */
    static LayerDraft mislabelled(String text, Compression real, String label) {
        return layer(text, real).labelled(MediaType.of(label));
    }

    static ImageDraft image(Family family, LayerDraft... layers) {
        ImageDraft draft = ImageDraft.of(family);
        for (LayerDraft layer : layers) {
            draft.layer(layer);
        }
        return draft;
    }

    /** An image of one platform, other than those of other platforms. */
    static WholeImage platform(Family family, String platform) {
        return image(family, gzip("on every platform"), gzip("for " + platform))
                .platform(platform)
                .build();
    }

    /** The same image with another text of its topmost document. */
    static WholeImage root(WholeImage image, UnaryOperator<String> edit) {
        return root(image, image.root().mediaType(), edit);
    }

    /** The same image with another text and type of its topmost document. */
    static WholeImage root(WholeImage image, MediaType type, UnaryOperator<String> edit) {
        Part last = image.parts().get(image.parts().size() - 1);
        String text = edit.apply(last.content().utf8());
        if (text.equals(last.content().utf8())) {
            throw new IllegalArgumentException("nothing to edit in " + text);
        }
        Bytes bytes = Bytes.of(text);
        Descriptor root = Descriptor.of(type, bytes.digest(image.root().digest().algorithm()), bytes.length());
        List<Part> parts =
                new ArrayList<>(image.parts().subList(0, image.parts().size() - 1));
        parts.add(new Part(root, bytes, WholeImage.Kind.DOCUMENT));
        return new WholeImage(image.names(), root, parts);
    }

    /** The same image, whose topmost document has more members behind a digest. */
    static WholeImage behindDigest(WholeImage image, Descriptor of, String members) {
        String digest = "\"digest\":\"" + of.digest() + "\"";
        return root(image, text -> text.replace(digest, digest + "," + members));
    }

    /** A descriptor's {@code data} member. */
    static String data(byte[] content) {
        return "\"data\":\"" + Base64.getEncoder().encodeToString(content) + "\"";
    }

    /** A config of these members with the layers' diff IDs. */
    static Bytes config(String members, LayerDraft... layers) {
        List<String> ids = new ArrayList<>();
        for (LayerDraft layer : layers) {
            ids.add("\"" + layer.diffId() + "\"");
        }
        return Bytes.of(
                "{" + members + ",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[" + String.join(",", ids) + "]}}");
    }
}
