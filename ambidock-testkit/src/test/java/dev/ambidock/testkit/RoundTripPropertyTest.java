// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ambidock.DocumentConverter;
import dev.ambidock.document.Document;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Edge;
import dev.ambidock.json.JsonValue;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Family;
import dev.ambidock.model.FindingCode;
import dev.ambidock.model.Limits;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.Platform;
import dev.ambidock.model.Severity;
import dev.ambidock.plan.ConversionPlan;
import dev.ambidock.plan.ConversionRequest;
import dev.ambidock.plan.DocumentPlan;
import dev.ambidock.plan.Outcome;
import dev.ambidock.table.FormatTable;
import dev.ambidock.testkit.document.RandomDocuments;
import dev.ambidock.testkit.document.RandomImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** There and back is the identity, whatever the spelling. A failure names the seed that makes its image again. */
class RoundTripPropertyTest {
    private static final int CASES = 1_600;

    @ParameterizedTest
    @EnumSource(names = {"OCI", "DOCKER"})
    void manifestThereAndBackIsTheSame(Family family) {
        for (long seed = 0; seed < CASES; seed++) {
            thereAndBack(RandomDocuments.manifest(seed, family), family);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OCI", "DOCKER"})
    void indexThereAndBackIsTheSame(Family family) {
        for (long seed = 0; seed < CASES; seed++) {
            thereAndBack(RandomDocuments.index(seed, family), family);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OCI", "DOCKER"})
    void escapeInTheChangedPartIsNoted(Family family) {
        for (long seed = 0; seed < 300; seed++) {
            RandomImage image = RandomDocuments.respelledManifest(seed, family);
            ConversionPlan there = plan(image, image.root(), other(family), Map.of());
            assertThat(codes(there)).as("%s", image).contains(FindingCode.SPELLING_CHANGED);
            ConversionPlan back = plan(image, there.rootBytes(), family, results(there));
            assertThat(back.rootBytes()).as("%s", image).isNotEqualTo(image.root());
            assertThat(there.comesBack()).as("%s", image).isFalse();
            assertThat(back.rootBytes().length())
                    .as("%s", image)
                    .isEqualTo(image.root().length() - 5);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OCI", "DOCKER"})
    void ownFamilyStaysToTheByte(Family family) {
        for (long seed = 0; seed < 300; seed++) {
            RandomImage image = RandomDocuments.index(seed, family);
            ConversionPlan same = plan(image, image.root(), family, Map.of());
            assertThat(same.isExact()).as("%s", image).isTrue();
            assertThat(same.rootBytes()).as("%s", image).isEqualTo(image.root());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OCI", "DOCKER"})
    void planTellsThatItLeadsBack(Family family) {
        for (long seed = 0; seed < 100; seed++) {
            for (RandomImage image :
                    List.of(RandomDocuments.manifest(seed, family), RandomDocuments.index(seed, family))) {
                ConversionPlan there = plan(image, image.root(), other(family), Map.of());
                assertThat(there.comesBack()).as("%s", image).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OCI", "DOCKER"})
    void keepingIsTheIdentity(Family family) {
        for (long seed = 0; seed < 300; seed++) {
            RandomImage image = RandomDocuments.index(seed, family);
            ConversionPlan kept = plan(image, image.root(), ConversionRequest.keeping(family), Map.of());
            assertThat(kept.isExact()).as("%s", image).isTrue();
            assertThat(codes(kept)).as("%s", image).allMatch(c -> c == FindingCode.EMPTY_INDEX);
            assertThat(kept.rootBytes()).as("%s", image).isEqualTo(image.root());
            assertThat(kept.mapping().keySet()).as("%s", image).containsAll(manifests(image));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OCI", "DOCKER"})
    void filteredImagesAreThoseOfTheWholeIndex(Family family) {
        for (long seed = 0; seed < 300; seed++) {
            RandomImage image = RandomDocuments.index(seed, family);
            ConversionPlan whole = plan(image, image.root(), other(family), Map.of());
            for (Platform wanted : platforms(image)) {
                ConversionRequest request = ConversionRequest.builder(other(family))
                        .platforms(List.of(wanted))
                        .build();
                ConversionPlan some = plan(image, image.root(), request, Map.of());
                Document result =
                        Documents.read(some.rootBytes(), Limits.defaults()).orThrow();
                assertThat(result.edges())
                        .as("%s", image)
                        .isNotEmpty()
                        .allMatch(e -> wanted.accepts(e.descriptor().platform().orElseThrow()));
                Map<Digest, Descriptor> rest = new HashMap<>(some.mapping());
                rest.remove(image.root().digest(DigestAlgorithm.SHA256));
                assertThat(whole.mapping()).as("%s", image).containsAllEntriesOf(rest);
            }
        }
    }

    private static Set<Platform> platforms(RandomImage image) {
        return Documents.read(image.root(), Limits.defaults()).orThrow().edges().stream()
                .flatMap(e -> e.descriptor().platform().stream())
                .filter(Platform::isNamed)
                .collect(Collectors.toSet());
    }

    private static Set<Digest> manifests(RandomImage image) {
        return Documents.read(image.root(), Limits.defaults()).orThrow().edges().stream()
                .map(e -> e.descriptor().digest())
                .filter(image.children()::containsKey)
                .collect(Collectors.toSet());
    }

    private static void thereAndBack(RandomImage image, Family family) {
        ConversionPlan there = plan(image, image.root(), other(family), Map.of());
        checkPlan(image, there, other(family));
        ConversionPlan again = plan(image, image.root(), other(family), Map.of());
        assertThat(again.rootBytes()).as("%s", image).isEqualTo(there.rootBytes());
        assertThat(again.steps()).as("%s", image).isEqualTo(there.steps());
        ConversionPlan back = plan(image, there.rootBytes(), family, results(there));
        checkPlan(image, back, family);
        assertThat(back.rootBytes()).as("%s", image).isEqualTo(image.root());
        for (DocumentPlan document : back.documents()) {
            Bytes bytes = known(image, document).bytes();
            Digest digest = known(image, document).descriptor().digest();
            assertThat(
                            digest.equals(back.rootDescriptor().digest())
                                    ? image.root()
                                    : image.children().get(digest))
                    .as("%s", image)
                    .isEqualTo(bytes);
        }
    }

    private static void checkPlan(RandomImage image, ConversionPlan plan, Family target) {
        assertThat(plan.findings())
                .as("%s", image)
                .noneMatch(f -> f.severity() == Severity.LOSS || f.severity() == Severity.ERROR)
                .noneMatch(f -> f.code() == FindingCode.SPELLING_CHANGED);
        Map<Digest, Descriptor> mapping = plan.mapping();
        for (DocumentPlan document : plan.documents()) {
            Outcome.Known known = known(image, document);
            Descriptor now = known.descriptor();
            assertThat(now.digest())
                    .as("%s", image)
                    .isEqualTo(known.bytes().digest(now.digest().algorithm()));
            assertThat(now.size()).as("%s", image).isEqualTo(known.bytes().length());
            assertThat(mapping).as("%s", image).containsEntry(document.source().digest(), now);
            checkResult(image, document, known.bytes(), target);
        }
    }

    private static void checkResult(RandomImage image, DocumentPlan plan, Bytes bytes, Family target) {
        Document result = Documents.read(bytes, Limits.defaults()).orThrow();
        assertThat(result.kind()).as("%s", image).isEqualTo(plan.source().kind());
        assertThat(result.family()).as("%s", image).isEqualTo(target);
        for (Edge edge : result.edges()) {
            MediaType type = edge.descriptor().mediaType();
            assertThat(FormatTable.family(type))
                    .as("%s at %s", image, edge.pointer())
                    .isEqualTo(target);
        }
        Set<String> changed = plan.changes().stream().map(c -> c.pointer()).collect(Collectors.toSet());
        checkUntouched(image, plan.source().root(), result.root(), "", changed);
    }

    /** Every member and value that is not among the changes keeps its place and its spelling. */
    private static void checkUntouched(
            RandomImage image, JsonValue before, JsonValue after, String pointer, Set<String> changed) {
        List<JsonValue> was = before.children();
        List<JsonValue> now = after.children();
        boolean same = after.kind() == before.kind()
                && after.name().equals(before.name())
                && now.size() == was.size()
                && (!was.isEmpty() || changed.contains(pointer) || after.raw().equals(before.raw()));
        if (!same) {
            fail("%s at %s: %s became %s", image, pointer, before.raw(), after.raw());
        }
        for (int i = 0; i < was.size(); i++) {
            String step = was.get(i).name().orElse(Integer.toString(i));
            checkUntouched(image, was.get(i), now.get(i), pointer + "/" + step, changed);
        }
    }

    private static ConversionPlan plan(RandomImage image, Bytes root, Family target, Map<Digest, Bytes> more) {
        return plan(image, root, ConversionRequest.to(target), more);
    }

    private static ConversionPlan plan(
            RandomImage image, Bytes root, ConversionRequest request, Map<Digest, Bytes> more) {
        try {
            return DocumentConverter.of(request, Limits.defaults())
                    .plan(
                            root.toArray(),
                            descriptor -> image.child(descriptor)
                                    .or(() -> Optional.ofNullable(more.get(descriptor.digest()))))
                    .orThrow();
        } catch (RuntimeException e) {
            throw new AssertionError(image.toString(), e);
        }
    }

    private static Map<Digest, Bytes> results(ConversionPlan plan) {
        Map<Digest, Bytes> results = new HashMap<>();
        for (DocumentPlan document : plan.documents()) {
            if (document.outcome() instanceof Outcome.Known known) {
                results.put(known.descriptor().digest(), known.bytes());
            }
        }
        return results;
    }

    private static Outcome.Known known(RandomImage image, DocumentPlan document) {
        assertThat(document.outcome()).as("%s", image).isInstanceOf(Outcome.Known.class);
        return (Outcome.Known) document.outcome();
    }

    private static List<FindingCode> codes(ConversionPlan plan) {
        return plan.findings().stream().map(f -> f.code()).toList();
    }

    private static Family other(Family family) {
        return family == Family.OCI ? Family.DOCKER : Family.OCI;
    }
}
