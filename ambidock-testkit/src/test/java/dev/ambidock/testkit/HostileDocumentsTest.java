// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ambidock.DocumentConverter;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Reading;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Family;
import dev.ambidock.model.Finding;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Limits;
import dev.ambidock.model.Severity;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.plan.ConversionRequestBuilder;
import dev.ambidock.plan.Planning;
import dev.ambidock.testkit.campaign.SmallJvm;
import dev.ambidock.testkit.hostile.HostileDocument;
import dev.ambidock.testkit.hostile.HostileDocuments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every hostile document gets the answer that the catalogue says, in words fit for a terminal, and costs little. */
class HostileDocumentsTest {
    /** Catches a hang; how fast it is the benchmarks tell. */
    private static final Duration HANG = Duration.ofSeconds(10);

    private static final int MOST_MESSAGE = 1_000;
    private static final int LARGE = 300_000;
    private static final String HEAP = "-Xmx40m";

    static List<HostileDocument> all() {
        return HostileDocuments.all();
    }

    @Test
    void catalogueIsLargeAndItsNamesAreDistinct() {
        assertThat(all()).hasSizeGreaterThan(400);
        assertThat(all().stream().map(HostileDocument::name)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("all")
    void getsTheExpectedAnswer(HostileDocument hostile) {
        byte[] bytes = hostile.bytes();
        Reading reading = assertTimeoutPreemptively(HANG, () -> Documents.read(Bytes.wrap(bytes), Limits.defaults()));
        if (hostile.refusal().isEmpty()) {
            assertThat(reading.findings().stream().map(Finding::severity)).doesNotContain(Severity.ERROR);
            assertThat(reading.kind()).isEqualTo(Reading.Kind.PARSED);
        } else {
            assertThat(reading.kind()).as("%s", reading.findings()).isEqualTo(Reading.Kind.REJECTED);
            FindingCode why = hostile.refusal().get();
            assertThat(reading.findings()).anyMatch(f -> f.code() == why && f.severity() == Severity.ERROR);
            assertThat(reading.findings()).allMatch(f -> f.text().matches("(?s).*, at byte \\d+\\b.*"));
        }
        checkWords(reading.findings());
        for (Family target : new Family[] {Family.OCI, Family.DOCKER}) {
            plan(hostile, bytes, ConversionRequest.to(target));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void surviveEveryPolicy(HostileDocument hostile) {
        byte[] bytes = hostile.bytes();
        for (Family target : new Family[] {Family.OCI, Family.DOCKER}) {
            plan(hostile, bytes, boldest(target).build());
            if (bytes.length < LARGE) {
                plan(hostile, bytes, boldest(target).strict(true).build());
            }
        }
    }

    /** Refuses as little as can be, so that the planner sees as much as can be. */
    private static ConversionRequestBuilder boldest(Family target) {
        return ConversionRequest.builder(target)
                .style(ConversionRequest.Style.CANONICAL)
                .annotations(ConversionRequest.AnnotationPolicy.KEEP)
                .zstd(ConversionRequest.ZstdPolicy.KEEP)
                .attestations(ConversionRequest.AttestationPolicy.KEEP)
                .artifacts(ConversionRequest.ArtifactPolicy.RETYPE)
                .artifactManifests(ConversionRequest.ArtifactManifestPolicy.CONVERT)
                .sparse(ConversionRequest.SparsePolicy.KEEP)
                .force(true);
    }

    private static void plan(HostileDocument hostile, byte[] bytes, ConversionRequest request) {
        DocumentConverter converter = DocumentConverter.of(request, Limits.defaults());
        Planning planning = assertTimeoutPreemptively(HANG, () -> converter.plan(bytes));
        if (hostile.refusal().isPresent()) {
            assertThat(planning.kind()).isEqualTo(Planning.Kind.REFUSED);
            assertThat(planning.findings()).anyMatch(f -> f.severity() == Severity.ERROR);
        }
        checkWords(planning.findings());
    }

    private static void checkWords(List<Finding> findings) {
        for (Finding finding : findings) {
            String text = finding.text();
            boolean clean = text.codePoints().allMatch(HostileDocumentsTest::isPrintable);
            if (!clean || text.length() >= MOST_MESSAGE) {
                assertThat(text).as("%s", finding.code()).hasSizeLessThan(MOST_MESSAGE);
                assertThat(clean).as("%s: %s", finding.code(), text).isTrue();
            }
        }
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** The heap of the child must hold the input, of up to 20 MiB, and everything that reading and planning take. */
    @Test
    void allFitInASmallHeap(@TempDir Path folder) throws IOException, InterruptedException {
        String said = SmallJvm.in(folder, HEAP).run(Duration.ofMinutes(5), HostileHeapProbe.class);
        assertThat(said).contains("all " + all().size() + " done");
    }
}
