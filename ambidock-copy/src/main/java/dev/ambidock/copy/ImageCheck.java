// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.document.Document;
import dev.ambidock.document.Edge;
import dev.ambidock.document.EdgeRole;
import dev.ambidock.graph.DescriptorGraph;
import dev.ambidock.inspect.Inspector;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Role;
import dev.ambidock.table.FormatTable;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.task.BoundedTasks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Recomputes every digest, size and diff ID of an image, and says what is odd about it. */
public final class ImageCheck {
    private final CopyEnvironment environment;

    public ImageCheck(CopyEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Checks an image by reading all of it.
     *
     * @throws ContentException if the source cannot be read at all, or a document is malformed
     */
    public Verification check(ImageSource source, NamedImage image) throws IOException {
        DescriptorGraph graph;
        try {
            graph = new GraphReader(source, environment.limits()).read(image.root());
        } catch (ContentException e) {
            if (e.kind() != FailureKind.MISMATCH && e.kind() != FailureKind.NOT_FOUND) {
                throw e;
            }
            FindingCode code = e.kind() == FailureKind.MISMATCH ? FindingCode.BLOB_CORRUPT : FindingCode.BLOB_MISSING;
            Finding finding = Finding.at(code, image.root().digest(), "", e.object() + ": " + e.problem());
            return new Verification(image, List.of(finding), 0, 0, 0);
        }
        return new Run(source, image, graph).check();
    }

    /** The check of one image. */
    private final class Run {
        private final ImageSource source;
        private final NamedImage image;
        private final DescriptorGraph graph;
        private final List<Finding> findings = Collections.synchronizedList(new ArrayList<>());
        private final Set<Digest> seen = new HashSet<>();
        private final AtomicLong bytes = new AtomicLong();

        Run(ImageSource source, NamedImage image, DescriptorGraph graph) {
            this.source = source;
            this.image = image;
            this.graph = graph;
        }

        Verification check() throws IOException {
            BlobCheck blobs = new BlobCheck(source, DiffIds.of(graph), environment.listener());
            BoundedTasks tasks = new BoundedTasks(environment.executor(), environment.parallel());
            try {
                for (Document document : graph.documents()) {
                    bytes.addAndGet(document.bytes().length());
                    for (Edge edge : document.edges()) {
                        missing(document, edge);
                        if (isBlob(edge) && seen.add(edge.descriptor().digest())) {
                            tasks.run(() -> {
                                findings.addAll(blobs.check(document.digest(), edge));
                                bytes.addAndGet(Math.max(0, edge.descriptor().size()));
                            });
                        }
                    }
                }
            } finally {
                tasks.join();
            }
            List<Finding> all = new ArrayList<>(
                    Inspector.inspect(graph, environment.limits().nodes()).findings());
            findings.stream().sorted(Run::byPlace).forEach(all::add);
            return new Verification(image, all, graph.documents().size(), seen.size(), bytes.get());
        }

        /** Tasks end in any order. */
        private static int byPlace(Finding one, Finding other) {
            int documents = place(one).compareTo(place(other));
            return documents != 0 ? documents : one.pointer().compareTo(other.pointer());
        }

        private static String place(Finding finding) {
            return finding.document().map(Digest::toString).orElse("");
        }

        private void missing(Document document, Edge edge) {
            Descriptor child = edge.descriptor();
            Role role = FormatTable.role(child.mediaType());
            boolean tree = edge.role() == EdgeRole.ENTRY && (role == Role.INDEX || role == Role.MANIFEST);
            if (tree && graph.document(child.digest()).isEmpty()) {
                String text = "the document " + child.digest() + " is not there";
                findings.add(Finding.at(FindingCode.BLOB_MISSING, document.digest(), edge.pointer(), text));
            }
        }

        private boolean isBlob(Edge edge) {
            Optional<Document> document = graph.document(edge.descriptor().digest());
            boolean readAlready = document.isPresent();
            boolean entry = edge.role() == EdgeRole.ENTRY || edge.role() == EdgeRole.SUBJECT;
            Role role = FormatTable.role(edge.descriptor().mediaType());
            boolean tree = role == Role.INDEX || role == Role.MANIFEST;
            return !readAlready && edge.role() != EdgeRole.SUBJECT && !(entry && tree);
        }
    }
}
