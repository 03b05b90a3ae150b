// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.document.Document;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.Limits;
import dev.ambidock.origin.OriginClaim;
import dev.ambidock.origin.OriginProof;
import dev.ambidock.origin.OriginReading;
import dev.ambidock.origin.OriginRecord;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.Outcome;
import dev.ambidock.plan.Step;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A destination's documents after a conversion was carried out with its origin record: what a way back can start from. */
public final class Restoring {
    private final Descriptor root;
    private final Map<Digest, Bytes> store = new LinkedHashMap<>();
    private Limits limits = Limits.defaults();

    private Restoring(Descriptor root) {
        this.root = root;
    }

    public static Restoring from(ConversionPlan plan, OriginRecord record) {
        Restoring there = new Restoring(plan.rootDescriptor());
        for (Step step : plan.steps()) {
            if (step instanceof Step.PutDocument put && put.outcome() instanceof Outcome.Known known) {
                there.store.put(known.descriptor().digest(), known.bytes());
            } else if (step instanceof Step.CopyBlob copy) {
                plan.graph()
                        .document(copy.blob().digest())
                        .ifPresent(config -> there.store.put(config.digest(), config.bytes()));
            }
        }
        record.documents().forEach(d -> there.store.put(d.descriptor().digest(), d.bytes()));
        return there;
    }

    /** The same destination without something. */
    public Restoring without(Digest digest) {
        assertThat(store.remove(digest)).as("%s was there", digest).isNotNull();
        return this;
    }

    /** The same destination with other bytes under a digest, or with something more. */
    public Restoring with(Digest digest, Bytes content) {
        store.put(digest, content);
        return this;
    }

    public Restoring within(Limits bounds) {
        limits = bounds;
        return this;
    }

    public OriginProof prove(Bytes record) {
        return claim(record, limits).prove(root, this::lookup, limits);
    }

    public OriginProof.Proved proved(OriginRecord record) {
        OriginProof proof = prove(record.manifest());
        assertThat(proof).as("%s", proof).isInstanceOf(OriginProof.Proved.class);
        return (OriginProof.Proved) proof;
    }

    /** Why the record does not hold. */
    public String doubt(Bytes record) {
        return ((OriginProof.Unproved) prove(record)).reason();
    }

    public static OriginClaim claim(Bytes record, Limits limits) {
        OriginReading reading = OriginRecord.read(record, limits);
        assertThat(reading).as("%s", reading).isInstanceOf(OriginReading.Claimed.class);
        return ((OriginReading.Claimed) reading).claim();
    }

    private Optional<Bytes> lookup(Descriptor descriptor) {
        return Optional.ofNullable(store.get(descriptor.digest()));
    }

    /** What holds of every conversion: it comes back by itself, or its record brings back each document of the original. */
    static void check(ConversionPlan plan) {
        if (!(plan.root() instanceof Outcome.Known)) {
            return;
        }
        Optional<OriginRecord> record = OriginRecord.of(plan);
        if (record.isEmpty()) {
            return;
        }
        assertThat(OriginRecord.of(plan).orElseThrow().manifest())
                .as("the same record again")
                .isEqualTo(record.get().manifest());
        OriginProof.Proved proved = from(plan, record.get()).proved(record.get());
        assertThat(proved.original().root().digest())
                .isEqualTo(plan.graph().root().digest());
        assertThat(proved.original().documents().stream().map(Document::digest))
                .containsExactlyInAnyOrderElementsOf(
                        plan.graph().documents().stream().map(Document::digest).toList());
    }
}
