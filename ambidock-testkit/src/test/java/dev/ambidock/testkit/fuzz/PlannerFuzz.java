// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ambidock.DocumentConverter;
import dev.ambidock.document.Documents;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.model.Platform;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.plan.ConversionRequest.AnnotationPolicy;
import dev.ambidock.plan.ConversionRequest.ArtifactManifestPolicy;
import dev.ambidock.plan.ConversionRequest.ArtifactPolicy;
import dev.ambidock.plan.ConversionRequest.AttestationPolicy;
import dev.ambidock.plan.ConversionRequest.ConfigPolicy;
import dev.ambidock.plan.ConversionRequest.ForeignPolicy;
import dev.ambidock.plan.ConversionRequest.SparsePolicy;
import dev.ambidock.plan.ConversionRequest.Style;
import dev.ambidock.plan.ConversionRequest.ZstdPolicy;
import dev.ambidock.plan.ConversionRequestBuilder;
import dev.ambidock.plan.Outcome;
import dev.ambidock.plan.Planning;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Planning answers for any bytes under any policy, and its result is a document of the target. */
class PlannerFuzz {
    private static final int POLICY_BYTES = 2;

    static Stream<byte[]> seeds() {
        return FuzzCorpus.inputs("plans");
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5m")
    void plan(byte[] input) {
        if (input.length > POLICY_BYTES) {
            check(input);
        }
    }

    /** Two bytes of policies, then the document, which is at hand as its own child, too. */
    static void check(byte[] input) {
        int policies = (input[0] & 0xFF) << 8 | input[1] & 0xFF;
        byte[] document = Arrays.copyOfRange(input, POLICY_BYTES, input.length);
        ConversionRequest request = request(policies);
        Bytes own = Bytes.of(document);
        Planning planning = DocumentConverter.of(request, Limits.defaults()).plan(document, d -> itself(d, own));
        if (planning.kind() == Planning.Kind.READY) {
            ConversionPlan plan = planning.orThrow();
            if (plan.root() instanceof Outcome.Known known) {
                Documents.read(
                                known.bytes(),
                                Optional.of(known.descriptor().mediaType()),
                                known.descriptor().digest().algorithm(),
                                Limits.defaults())
                        .orThrow();
            }
        }
    }

    private static Optional<Bytes> itself(Descriptor descriptor, Bytes own) {
        boolean same = own.digest(descriptor.digest().algorithm()).equals(descriptor.digest());
        return same ? Optional.of(own) : Optional.empty();
    }

    private static ConversionRequest request(int bits) {
        ConversionRequestBuilder request = ConversionRequest.builder(bit(bits, 0) ? Family.OCI : Family.DOCKER)
                .style(bit(bits, 1) ? Style.CANONICAL : Style.PRESERVE)
                .config(bit(bits, 2) ? ConfigPolicy.STRICT : ConfigPolicy.KEEP)
                .annotations(bit(bits, 3) ? AnnotationPolicy.KEEP : AnnotationPolicy.DROP)
                .zstd(bit(bits, 4) ? ZstdPolicy.KEEP : ZstdPolicy.TRANSCODE)
                .foreign(bit(bits, 5) ? ForeignPolicy.RETYPE : ForeignPolicy.KEEP)
                .artifactManifests(bit(bits, 6) ? ArtifactManifestPolicy.CONVERT : ArtifactManifestPolicy.KEEP)
                .force(bit(bits, 7))
                .strict(bit(bits, 8))
                .artifacts(ArtifactPolicy.values()[bits >> 9 & 3])
                .sparse(SparsePolicy.values()[(bits >> 11 & 3) % 3]);
        int attestations = bits >> 13 & 3;
        if (attestations < 3) {
            request.attestations(AttestationPolicy.values()[attestations]);
        }
        if (bit(bits, 15)) {
            request.assumedPlatform(Platform.parse("linux/amd64"));
        }
        return request.build();
    }

    private static boolean bit(int bits, int number) {
        return (bits >> number & 1) == 1;
    }
}
