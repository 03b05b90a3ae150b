// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.DocumentConverter;
import dev.ambidock.document.Document;
import dev.ambidock.document.DocumentKind;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Family;
import dev.ambidock.model.Limits;
import dev.ambidock.model.Platform;
import dev.ambidock.model.Severity;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.plan.DocumentPlan;
import dev.ambidock.plan.Outcome;
import dev.ambidock.plan.Planning;
import dev.ambidock.table.MediaTypes;
import dev.ambidock.testkit.document.DocumentDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a graph holds and whatever is asked for, the planner answers, and its results hold together. */
class PlanFuzzTest {
    private static final int GRAPHS = 5_000;

    @Test
    void everyGraphUnderEveryPolicyGetsAnAnswer() {
        int ready = 0;
        for (long seed = 0; seed < GRAPHS; seed++) {
            WildGraph graph = new WildGraph(seed);
            ConversionRequest request = graph.request();
            String shown = "seed " + seed + ", " + request + ": " + graph.root().utf8();
            try {
                Planning planning = DocumentConverter.of(request, Limits.defaults())
                        .plan(graph.root().toArray(), graph::child);
                if (planning.kind() == Planning.Kind.READY) {
                    ready++;
                    check(shown, graph, planning.orThrow());
                } else {
                    assertThat(planning.findings()).as("%s", shown).anyMatch(f -> f.severity() == Severity.ERROR);
                }
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(shown, e);
            }
        }
        assertThat(ready).as("graphs with a plan").isGreaterThan(GRAPHS / 10);
    }

    @Test
    void everyGraphThatCanBeReadCanBeKept() {
        ConversionRequest keep = ConversionRequest.builder(Family.OCI)
                .keep(true)
                .sparse(ConversionRequest.SparsePolicy.KEEP)
                .build();
        int kept = 0;
        for (long seed = 0; seed < GRAPHS / 5; seed++) {
            WildGraph graph = new WildGraph(seed);
            String shown = "seed " + seed + ": " + graph.root().utf8();
            Planning planning = DocumentConverter.of(keep, Limits.defaults())
                    .plan(graph.root().toArray(), graph::child);
            if (planning.kind() == Planning.Kind.READY) {
                kept++;
                assertThat(planning.orThrow().isExact()).as("%s", shown).isTrue();
                assertThat(planning.orThrow().rootBytes()).as("%s", shown).isEqualTo(graph.root());
            } else {
                assertThat(planning.findings())
                        .as("%s", shown)
                        .anyMatch(f -> f.code().isMalformedInput());
            }
        }
        assertThat(kept).as("graphs with a plan").isGreaterThan(GRAPHS / 50);
    }

    private static void check(String shown, WildGraph graph, ConversionPlan plan) {
        Set<Digest> there = new HashSet<>(graph.children().keySet());
        Map<Digest, Document> results = new HashMap<>();
        for (DocumentPlan document : plan.documents()) {
            if (document.outcome() instanceof Outcome.Known known) {
                Descriptor now = known.descriptor();
                assertThat(known.bytes().digest(now.digest().algorithm()))
                        .as("%s", shown)
                        .isEqualTo(now.digest());
                there.add(now.digest());
                Document read = Documents.read(
                                known.bytes(),
                                Optional.of(now.mediaType()),
                                now.digest().algorithm(),
                                Limits.defaults())
                        .orThrow();
                if (document.source().kind() != DocumentKind.ARTIFACT_MANIFEST) {
                    assertThat(read.kind())
                            .as("%s", shown)
                            .isEqualTo(document.source().kind());
                }
                results.put(now.digest(), read);
            }
        }
        if (!(plan.root() instanceof Outcome.Known root)) {
            return;
        }
        Set<Digest> absent = new HashSet<>();
        plan.graph()
                .documents()
                .forEach(d -> d.edges().stream()
                        .map(e -> e.descriptor().digest())
                        .filter(d2 -> !there.contains(d2))
                        .forEach(absent::add));
        Document result = results.get(root.descriptor().digest());
        for (Edge edge : result.edges()) {
            Descriptor child = edge.descriptor();
            boolean embedded = child.data().isPresent();
            assertThat(there.contains(child.digest()) || absent.contains(child.digest()) || embedded)
                    .as("%s names %s", shown, child)
                    .isTrue();
            if (results.containsKey(child.digest())) {
                Document named = results.get(child.digest());
                assertThat(child.size()).as("%s", shown).isEqualTo(named.bytes().length());
                assertThat(child.mediaType()).as("%s", shown).isEqualTo(named.mediaType());
            }
        }
    }

    /** Each manifest is about the next one, and the index names the last first. */
    @ParameterizedTest
    @EnumSource(names = {"OCI", "DOCKER"})
    void longChainOfSubjectsDoesNotUseUpTheStack(Family target) {
        Map<Digest, Bytes> children = new HashMap<>();
        List<Descriptor> chain = new ArrayList<>();
        Descriptor config = DocumentDraft.describe(MediaTypes.DOCKER_CONFIG, Bytes.of("{}"));
        for (int i = 0; i < 3_000; i++) {
            DocumentDraft draft = DocumentDraft.manifest(target == Family.OCI ? Family.DOCKER : Family.OCI, config);
            if (i > 0) {
                draft.member("subject", DocumentDraft.descriptor(chain.get(i - 1)));
            }
            Descriptor made = draft.descriptor();
            children.put(made.digest(), draft.bytes());
            chain.add(made);
        }
        DocumentDraft index = DocumentDraft.index(Family.OCI);
        for (int i = chain.size() - 1; i >= 0; i--) {
            index.add(chain.get(i));
        }
        assertAnswer(index, children, target);
    }

    /** Each nested index has an attestation about the next one, and the root names the last first. */
    @ParameterizedTest
    @EnumSource(names = {"OCI", "DOCKER"})
    void longChainOfReferencesDoesNotUseUpTheStack(Family target) {
        Map<Digest, Bytes> children = new HashMap<>();
        List<Descriptor> chain = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            DocumentDraft draft = DocumentDraft.index(Family.DOCKER);
            if (i > 0) {
                Descriptor before = chain.get(i - 1);
                draft.add(new Descriptor(
                        MediaTypes.OCI_TAR,
                        DigestAlgorithm.SHA256.of(new byte[] {1}),
                        1,
                        List.of(),
                        Map.of("vnd.docker.reference.digest", before.digest().toString()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
                draft.add(new Descriptor(
                        MediaTypes.OCI_EMPTY,
                        DigestAlgorithm.SHA256.of(new byte[] {2}),
                        1,
                        List.of(),
                        Map.of("vnd.docker.reference.digest", before.digest().toString()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
            }
            Descriptor made = draft.descriptor();
            children.put(made.digest(), draft.bytes());
            chain.add(made);
        }
        DocumentDraft index = DocumentDraft.index(Family.OCI);
        for (int i = chain.size() - 1; i >= 0; i--) {
            index.add(chain.get(i));
        }
        assertAnswer(index, children, target);
    }

    private static void assertAnswer(DocumentDraft index, Map<Digest, Bytes> children, Family target) {
        ConversionRequest request = ConversionRequest.builder(target)
                .assumedPlatform(Platform.parse("linux/amd64"))
                .artifacts(ConversionRequest.ArtifactPolicy.KEEP)
                .build();
        Planning planning = DocumentConverter.of(request, Limits.defaults())
                .plan(index.bytes().toArray(), d -> Optional.ofNullable(children.get(d.digest())));
        assertThat(planning.kind()).isNotNull();
    }
}
