// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ambidock.document.CanonicalForm;
import dev.ambidock.document.Document;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Reading;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Limits;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Reading takes any bytes; what it accepts, Go reads the same, and the canonical form is accepted again. */
class DocumentsFuzz {
    static Stream<byte[]> seeds() {
        return FuzzCorpus.inputs("documents");
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5m")
    void read(byte[] input) throws GoJson.NoJson {
        if (input.length > 0) {
            check(input);
        }
    }

    static void check(byte[] input) throws GoJson.NoJson {
        byte[] before = input.clone();
        Reading reading = Documents.read(Bytes.wrap(input), Limits.defaults());
        if (!Arrays.equals(before, input)) {
            throw new AssertionError("reading changed its input");
        }
        if (reading.kind() == Reading.Kind.REJECTED) {
            return;
        }
        Document document = reading.orThrow();
        GoReadingDifferentialTest.compare("fuzz", document, input);
        Bytes canonical = CanonicalForm.of(document);
        Document again = Documents.read(canonical, Limits.defaults()).orThrow();
        if (again.kind() != document.kind()
                || again.edges().size() != document.edges().size()) {
            throw new AssertionError("the canonical form is another document: " + canonical.utf8());
        }
    }
}
