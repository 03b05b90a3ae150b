// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Replays the corpus of the fuzzing runs, without the fuzzer and its agent. */
class FuzzCorpusTest {
    /** What is done with an input of a target. */
    private interface Check {
        void of(byte[] input) throws IOException;
    }

    private static Map<String, Check> targets() {
        Map<String, Check> targets = new TreeMap<>();
        targets.put("documents", DocumentsFuzz::check);
        targets.put("plans", PlannerFuzz::check);
        targets.put("names", NamesFuzz::check);
        targets.put("headers", HeadersFuzz::check);
        targets.put("credentials", CredentialsFuzz::check);
        targets.put("layers", LayerFuzz::check);
        targets.put("archives", ArchiveFuzz::check);
        targets.put("saved", SavedManifestFuzz::check);
        return targets;
    }

    static Set<String> names() {
        return targets().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyInputIsReadOrRefused(String target) {
        assertThat(files(target)).isNotEmpty();
        Check check = Objects.requireNonNull(targets().get(target));
        for (Path file : files(target)) {
            try {
                check.of(FuzzCorpus.read(file));
            } catch (IOException | RuntimeException | StackOverflowError e) {
                throw new AssertionError(file.toString(), e);
            }
        }
    }

    @Test
    void everyFileIsRead() {
        List<Path> read = new ArrayList<>();
        names().stream().map(FuzzCorpusTest::files).forEach(read::addAll);
        assertThat(FuzzCorpus.files(FuzzCorpus.folder())).containsExactlyInAnyOrderElementsOf(read);
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
