// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.origin;

import dev.ambidock.document.RejectedDocumentException;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MediaType;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.table.FormatTable;
import dev.ambidock.table.MediaTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be kept of an OCI original beside the Docker image that it became: an OCI manifest about that image, its layers
 * the original documents byte for byte. The same plan gives the same record. Immutable.
 */
public final class OriginRecord {
    /** What an origin record says that it is. */
    public static final MediaType ARTIFACT_TYPE = MediaType.of("application/vnd.ambidock.origin.v1");

    /** OCI's empty config, which every record has. */
    static final OriginDocument EMPTY = empty();

    private final Bytes manifest;
    private final Descriptor subject;
    private final List<OriginDocument> documents;
    private final List<Descriptor> blobs;

    private OriginRecord(Bytes manifest, Descriptor subject, List<OriginDocument> documents, List<Descriptor> blobs) {
        this.manifest = manifest;
        this.subject = subject;
        this.documents = List.copyOf(documents);
        this.blobs = List.copyOf(blobs);
    }

    private static OriginDocument empty() {
        Bytes bytes = Bytes.of("{}");
        return new OriginDocument(
                Descriptor.of(MediaTypes.OCI_EMPTY, bytes.digest(DigestAlgorithm.SHA256), bytes.length()), bytes);
    }

    /**
     * The record for a conversion.
     *
     * @return empty where none is needed, since the plan does not lead from OCI to Docker or since the way back gives the
     *     original bytes anyway; and where none can be had, since it would be longer than the destination or a reader within
     *     {@link Limits#defaults} takes
     * @throws RejectedDocumentException if the plan's root is not known before a layer is compressed anew
     */
    public static Optional<OriginRecord> of(ConversionPlan plan) {
        ConversionRequest request = plan.request();
        if (plan.graph().root().family() != Family.OCI || !request.toDocker() || request.keep()) {
            return Optional.empty();
        }
        Descriptor subject = plan.rootDescriptor();
        if (FormatTable.family(subject.mediaType()) != Family.DOCKER || plan.comesBack()) {
            return Optional.empty();
        }
        Keepsakes kept = Keepsakes.of(plan);
        Bytes manifest = RecordWriter.write(subject, kept.layers(), kept.annotations(plan));
        OriginRecord record = new OriginRecord(manifest, subject, kept.documents(), kept.blobs());
        boolean fits = manifest.length() <= plan.abilities().maxDocumentBytes()
                && read(manifest, Limits.defaults()).kind() == OriginReading.Kind.CLAIMED;
        return fits ? Optional.of(record) : Optional.empty();
    }

    /**
     * Reads the manifest of a record that somebody wrote; never throws on bad input.
     *
     * @param limits bounds for the manifest, and for all that it makes a reader read
     */
    public static OriginReading read(Bytes manifest, Limits limits) {
        try {
            return new OriginReading.Claimed(ClaimReader.read(manifest, limits));
        } catch (Doubt e) {
            return new OriginReading.Unreadable(e.reason());
        }
    }

    /** The manifest, to be put last. */
    public Bytes manifest() {
        return manifest;
    }

    /** The manifest's descriptor, which says what kind of artifact it is. */
    public Descriptor descriptor() {
        return new Descriptor(
                MediaTypes.OCI_MANIFEST,
                manifest.digest(DigestAlgorithm.SHA256),
                manifest.length(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.of(ARTIFACT_TYPE.text()),
                Optional.empty());
    }

    /** The image that the original became. */
    public Descriptor subject() {
        return subject;
    }

    /** What to put at the destination as blobs: the record's empty config, then the original documents, the root first. */
    public List<OriginDocument> documents() {
        return documents;
    }

    /** What to copy from the source to the destination, too: the blobs of attestations that were left out. */
    public List<Descriptor> blobs() {
        return blobs;
    }
}
