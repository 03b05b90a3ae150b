// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.DocumentConverter;
import dev.ambidock.document.Documents;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.plan.ConversionRequest.SparsePolicy;
import dev.ambidock.table.MediaTypes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/** A nested index beyond the default limits, read under wider ones, is flattened like any other. */
class LargeNestedIndexTest {
    private static final int ENTRIES = 60_000;
    private static final Limits WIDE = new Limits(64 << 20, 64, 2_000_000, 50_000, 20_000, 500_000, 32);

    @Test
    void flattensUnderTheLimitsOfTheCaller() {
        StringJoiner entries = new StringJoiner(",");
        for (int i = 0; i < ENTRIES; i++) {
            entries.add(entry(MediaTypes.OCI_MANIFEST.text(), String.format("sha256:%064x", i), 7));
        }
        byte[] inner = index(entries.toString());
        Digest digest = DigestAlgorithm.SHA256.of(inner);
        byte[] outer = index(entry(MediaTypes.OCI_INDEX.text(), digest.toString(), inner.length));
        ConversionRequest request = ConversionRequest.builder(Family.DOCKER)
                .sparse(SparsePolicy.KEEP)
                .build();

        ConversionPlan plan = DocumentConverter.of(request, WIDE)
                .plan(outer, wanted -> wanted.digest().equals(digest) ? Optional.of(Bytes.of(inner)) : Optional.empty())
                .orThrow();

        assertThat(Documents.read(plan.rootBytes(), WIDE).orThrow().edges()).hasSize(ENTRIES);
    }

    private static byte[] index(String entries) {
        String json =
                "{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_INDEX + "\",\"manifests\":[" + entries + "]}";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static String entry(String type, String digest, long size) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest + "\",\"size\":" + size
                + ",\"platform\":{\"architecture\":\"amd64\",\"os\":\"linux\"}}";
    }
}
