// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays the corpus of the fuzzing runs, without the fuzzer and its agent. */
class FuzzCorpusTest {
    private static final String PLANS = "plans";
    private static final Map<String, Rule> RULES = Map.of(
            "documents", DocumentRule::accepts,
            "names", NameRules::any,
            "headers", HeaderRules::any,
            "credentials", CredentialRule::accepts,
            "saved", SavedImagesRule::accepts,
            "layers", LayerRule::accepts);

    @TempDir
    Path folder;

    @Test
    void everythingIsReadOrRefused() {
        RULES.forEach(FuzzCorpusTest::replay);
        replay("archives", new ArchiveRule(folder));
    }

    /** Nobody looks at a target whose inputs are all refused. */
    private static void replay(String target, Rule rule) {
        int accepted = 0;
        for (Path file : files(target)) {
            try {
                accepted += rule.feed(FuzzCorpus.read(file)) ? 1 : 0;
            } catch (Exception | StackOverflowError | AssertionError e) {
                throw new AssertionError(file.toString(), e);
            }
        }
        assertThat(accepted).as(target).isPositive();
    }

    @Test
    void plansAreMadeOrRefused() {
        for (Path file : files(PLANS)) {
            try {
                PlannerFuzz.check(FuzzCorpus.read(file));
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(file.toString(), e);
            }
        }
    }

    @Test
    void everyFileIsRead() {
        List<Path> read = new ArrayList<>();
        Stream.of(RULES.keySet(), Set.of("archives", PLANS))
                .flatMap(Set::stream)
                .map(FuzzCorpusTest::files)
                .forEach(read::addAll);
        assertThat(FuzzCorpus.files(FuzzCorpus.folder())).isNotEmpty().containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void corpusStaysSmall() {
        List<Path> files = FuzzCorpus.files(FuzzCorpus.folder());
        assertThat(files).hasSizeLessThan(200);
        assertThat(files.stream().mapToLong(f -> FuzzCorpus.read(f).length).sum())
                .isLessThan(300_000);
    }

    private static List<Path> files(String target) {
        return FuzzCorpus.files(FuzzCorpus.folder().resolve(target));
    }
}
