// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How {@link JsonSplice#separator} finds the neighbour of a child. */
class JsonSpliceSeparatorTest {

    @Test
    void looksBehindFirst() throws MalformedJsonException {
        assertThat(separators("[ 1 ,  2,\n3]")).containsExactly(" ,  ", " ,  ", ",\n");
    }

    @Test
    void looksPastDescendantsOfTheNeighbour() throws MalformedJsonException {
        assertThat(separators("[{\"a\":[[1],{\"b\":2}]} , [[]],\t{}]")).containsExactly(" , ", " , ", ",\t");
    }

    @Test
    void onlyChildTakesTheSpaceBeforeIt() throws MalformedJsonException {
        assertThat(separators("[\n  7\n]")).containsExactly(",\n  ");
    }

    @Test
    void countsFromTheNameOfAMember() throws MalformedJsonException {
        assertThat(separators("{\"a\" : {\"x\":1}, \"b\":2}")).containsExactly(", ", ", ");
    }

    private static List<String> separators(String json) throws MalformedJsonException {
        JsonTree tree = JsonTree.parse(json.getBytes(StandardCharsets.UTF_8), new JsonLimits(1_000, 8, 100, 100));
        JsonSplice splice = new JsonSplice(tree);
        return tree.root().children().stream().map(splice::separator).toList();
    }
}
