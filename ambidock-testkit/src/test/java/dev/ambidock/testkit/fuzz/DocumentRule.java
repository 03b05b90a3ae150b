// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fuzz;

import static dev.ambidock.testkit.fuzz.Refusals.require;

import dev.ambidock.document.CanonicalForm;
import dev.ambidock.document.Document;
import dev.ambidock.document.Documents;
import dev.ambidock.document.Reading;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Limits;
import java.util.Arrays;

/** Manifests, indexes, lists and configs: what is accepted, Go reads the same, and its canonical form is accepted again. */
final class DocumentRule {
    private DocumentRule() {}

    static boolean accepts(byte[] input) {
        byte[] before = input.clone();
        Reading reading = Documents.read(Bytes.wrap(input), Limits.defaults());
        require(Arrays.equals(before, input), "reading changed its input", "");
        if (reading.kind() == Reading.Kind.REJECTED) {
            return false;
        }
        Document document = reading.orThrow();
        GoComparison.of(reading, input);
        Bytes canonical = CanonicalForm.of(document);
        Document again = Documents.read(canonical, Limits.defaults()).orThrow();
        boolean same = again.kind() == document.kind()
                && again.edges().size() == document.edges().size();
        require(same, "the canonical form is another document", canonical.utf8());
        return true;
    }
}
