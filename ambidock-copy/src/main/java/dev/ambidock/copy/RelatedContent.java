// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.document.Reading;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Limits;
import dev.ambidock.origin.OriginRecord;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NamedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a source holds about an image, but for origin records.
 *
 * @param roots what says that it is about the image, and what its tag says so of
 */
record RelatedContent(List<NamedImage> roots) {
    /** Whoever attaches more does not make us read them all. */
    private static final int MOST = 1000;

    /** Looks for it; reads no documents of it. */
    static RelatedContent of(ImageSource source, Digest subject) throws IOException {
        String ours = OriginRecord.ARTIFACT_TYPE.text();
        List<NamedImage> roots = new ArrayList<>();
        for (Descriptor referrer : Sides.source(source.locator(), () -> source.referrers(subject))) {
            if (referrer.artifactType().filter(ours::equals).isEmpty() && roots.size() < MOST) {
                roots.add(new NamedImage(List.of(), referrer));
            }
        }
        roots.addAll(Sides.source(source.locator(), () -> source.tiedByName(subject)));
        return new RelatedContent(roots);
    }

    boolean isEmpty() {
        return roots.isEmpty();
    }

    /** In words, such as {@code 3 (application/vnd.example, tag sha256-….sig)}. */
    String told() {
        Set<String> kinds = new LinkedHashSet<>();
        for (NamedImage root : roots) {
            kinds.add(
                    root.names().isEmpty()
                            ? root.root()
                                    .artifactType()
                                    .orElse(root.root().mediaType().text())
                            : "tag " + tag(root.names().get(0)));
        }
        return roots.size() + " (" + String.join(", ", kinds) + ")";
    }

    private static String tag(String name) {
        return name.substring(name.lastIndexOf(':') + 1);
    }

    /** Ready to be written, each with its names; what is no manifest is left out. */
    List<Attachment> attachments(ImageSource source, Limits limits) throws IOException {
        List<Attachment> attachments = new ArrayList<>();
        OriginRecords reader = new OriginRecords(source, limits);
        for (NamedImage root : roots) {
            Bytes content = reader.read(root.root());
            Reading reading = Documents.read(
                    content,
                    Optional.of(root.root().mediaType()),
                    root.root().digest().algorithm(),
                    limits);
            if (reading.kind() != Reading.Kind.REJECTED && reading.orThrow().kind() == DocumentKind.MANIFEST) {
                List<Descriptor> blobs =
                        reading.orThrow().edges().stream().map(Edge::descriptor).toList();
                List<String> tags =
                        root.names().stream().map(RelatedContent::tag).toList();
                attachments.add(new Attachment(tags, root.root(), content, Map.of(), blobs));
            }
        }
        return attachments;
    }
}
