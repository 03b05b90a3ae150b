// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport;

import static dev.ambidock.transport.NameAnnotations.FULL_NAME;
import static dev.ambidock.transport.NameAnnotations.REF_NAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.json.GoJsonWriter;
import dev.ambidock.model.Descriptor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RootEntriesTest {
    private static final Descriptor ROOT = Sample.of(false, "x").root();

    @Test
    void aTaggedReferenceStandsInFullAndItsTagShort() {
        assertThat(names(Optional.empty(), "app:v1"))
                .containsExactly(Map.of(FULL_NAME, "docker.io/library/app:v1", REF_NAME, "v1"));
    }

    @Test
    void anyOtherNameIsAShortNameOnly() {
        assertThat(names(Optional.empty(), "app", "../x:Y Z"))
                .containsExactly(Map.of(REF_NAME, "app"), Map.of(REF_NAME, "../x:Y Z"));
    }

    @Test
    void aGivenNameStandsAsGiven() {
        assertThat(names(Optional.of("app:v1"), "app:v1"))
                .containsExactly(Map.of(FULL_NAME, "docker.io/library/app:v1", REF_NAME, "app:v1"));
        assertThat(names(Optional.of("stable"), "stable")).containsExactly(Map.of(REF_NAME, "stable"));
    }

    @Test
    void namesThatMeanTheSameGiveOneEntry() {
        assertThat(names(Optional.empty(), "docker.io/library/app:v1", "app:v1", "v1", "v2"))
                .containsExactly(Map.of(FULL_NAME, "docker.io/library/app:v1", REF_NAME, "v1"), Map.of(REF_NAME, "v2"));
        assertThat(names(Optional.of("app:v1"), "docker.io/library/app:v1", "app:v1"))
                .containsExactly(Map.of(FULL_NAME, "docker.io/library/app:v1", REF_NAME, "app:v1"));
    }

    @Test
    void aDigestInANameIsLeftOut() {
        assertThat(names(Optional.empty(), "app:v1@" + ROOT.digest()))
                .containsExactly(Map.of(FULL_NAME, "docker.io/library/app:v1", REF_NAME, "v1"));
    }

    @Test
    void namesOfTheSourceGoAndOtherAnnotationsStay() {
        Descriptor root = Sample.entry(
                ROOT, Optional.of("application/x"), Map.of("z", "1", REF_NAME, "old", "a", "2", FULL_NAME, "old:1"));
        GoJsonWriter out = new GoJsonWriter();
        List<Descriptor> entries = RootEntries.of(new NamedImage(List.of(), root), Optional.empty());
        assertThat(entries).hasSize(1);
        RootEntries.write(entries.get(0), out);
        assertThat(new String(out.toBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"mediaType\":\"" + ROOT.mediaType() + "\",\"digest\":\"" + ROOT.digest() + "\",\"size\":"
                        + ROOT.size()
                        + ",\"annotations\":{\"a\":\"2\",\"z\":\"1\"},\"artifactType\":\"application/x\"}");
    }

    private static List<Map<String, String>> names(Optional<String> given, String... names) {
        return RootEntries.of(new NamedImage(List.of(names), ROOT), given).stream()
                .map(Descriptor::annotations)
                .toList();
    }
}
