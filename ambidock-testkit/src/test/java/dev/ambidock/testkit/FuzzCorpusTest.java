// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Replays the corpus of the fuzzing runs, without the fuzzer and its agent. */
class FuzzCorpusTest {
    private static final String DOCUMENTS = "documents";
    private static final String PLANS = "plans";

    @Test
    void documentsAreReadOrRefused() {
        for (Path file : files(DOCUMENTS)) {
            try {
                DocumentsFuzz.check(FuzzCorpus.read(file));
            } catch (Exception | StackOverflowError e) {
                throw new AssertionError(file.toString(), e);
            }
        }
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
        Stream.of(DOCUMENTS, PLANS).map(FuzzCorpusTest::files).forEach(read::addAll);
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
