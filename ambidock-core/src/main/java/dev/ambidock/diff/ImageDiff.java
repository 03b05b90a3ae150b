// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.diff;

import dev.ambidock.graph.DescriptorGraph;
import java.util.List;

/**
 * Whether two documents are the same image.
 *
 * @param verdict the answer
 * @param documents the roots first, then pairs of children in the first root's order
 * @param onlyFirst descriptions of children without a partner in the second
 * @param onlySecond descriptions of children without a partner in the first
 */
public record ImageDiff(
        Verdict verdict, List<DocumentDiff> documents, List<String> onlyFirst, List<String> onlySecond) {

    /** The answer in one word. */
    public enum Verdict {
        IDENTICAL("identical: the same bytes, so the same digest"),
        SAME_IMAGE("the same image: equal config and layers, said in another format or spelling"),
        SAME_IMAGE_WITH_LOSSES("the same image: equal config and layers, but not everything around them was kept"),
        DIFFERENT("different images: config or layers differ"),
        UNDECIDED("not to be told from these documents alone: the children are needed (--children)");

        private final String sentence;

        Verdict(String sentence) {
            this.sentence = sentence;
        }

        /** The answer in one sentence. */
        public String sentence() {
            return sentence;
        }
    }

    /** Copies the lists. */
    public ImageDiff {
        documents = List.copyOf(documents);
        onlyFirst = List.copyOf(onlyFirst);
        onlySecond = List.copyOf(onlySecond);
    }

    /** Compares two graphs; children that are not at hand are compared by their descriptors alone. */
    public static ImageDiff between(DescriptorGraph first, DescriptorGraph second) {
        return new Comparison(first, second).run();
    }
}
