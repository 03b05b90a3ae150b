// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.model.Descriptor;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ImageChoiceTest {
    private static final Descriptor ONE = Sample.of(false, "1").root();
    private static final Descriptor TWO = Sample.of(false, "2").root();
    private static final Descriptor RECORD =
            Sample.entry(Sample.of(false, "3").root(), Optional.of("application/x"), Map.of());
    private static final List<NamedImage> BOTH =
            List.of(image(ONE, "docker.io/library/app:1"), image(TWO, "example.org/app:1"));

    @Test
    void theOnlyImageNeedsNoName() throws ContentException {
        assertThat(plain("", List.of(image(ONE, "x"), image(RECORD))).root()).isEqualTo(ONE);
    }

    @Test
    void namesThatMeanTheSameFit() throws ContentException {
        assertThat(plain(":app:1", BOTH).root()).isEqualTo(ONE);
        assertThat(plain(":docker.io/app:1", BOTH).root()).isEqualTo(ONE);
        assertThat(plain(":example.org/app:1", BOTH).root()).isEqualTo(TWO);
        assertThat(refusal(false, ":app", BOTH).kind()).isEqualTo(FailureKind.NOT_FOUND);
    }

    @Test
    void theExactNameGoesBeforeOneThatMeansTheSame() throws ContentException {
        assertThat(plain(":app:1", List.of(image(ONE, "docker.io/library/app:1"), image(TWO, "app:1")))
                        .root())
                .isEqualTo(TWO);
    }

    @Test
    void withoutATagDockerMeansLatest() throws ContentException {
        List<NamedImage> images = List.of(image(ONE, "app:1"), image(TWO, "app:latest"));
        assertThat(saved(":app", images).root()).isEqualTo(TWO);
        assertThat(saved(":docker.io/library/app", images).root()).isEqualTo(TWO);
        assertThat(refusal(false, ":app", images).kind()).isEqualTo(FailureKind.NOT_FOUND);
    }

    @Test
    void positionsChooseInDockerArchivesOnly() throws ContentException {
        assertThat(saved(":@0", BOTH).root()).isEqualTo(ONE);
        assertThat(saved(":@1", BOTH).root()).isEqualTo(TWO);
        assertThat(refusal(true, ":@2", BOTH).kind()).isEqualTo(FailureKind.NOT_FOUND);
        assertThat(refusal(false, ":@0", BOTH).kind()).isEqualTo(FailureKind.NOT_FOUND);
    }

    @Test
    void attachmentsAreChosenByDigestOnly() throws ContentException {
        List<NamedImage> roots = List.of(image(RECORD), image(ONE), image(TWO));
        assertThat(plain("@" + RECORD.digest(), roots).root()).isEqualTo(RECORD);
        assertThat(saved(":@0", roots).root()).isEqualTo(ONE);
        assertThat(refusal(false, "", roots).remedy())
                .doesNotContain(RECORD.digest().toString());
        assertThat(refusal(false, "", List.of(image(RECORD)))).hasMessageContaining("only what is attached");
    }

    @Test
    void entriesOfOneDigestAreOneImage() throws ContentException {
        List<NamedImage> entries = List.of(image(ONE, "app:1"), image(ONE, "app:2"), image(ONE));
        assertThat(plain("", entries).names()).containsExactly("app:1", "app:2");
        assertThat(plain(":app:2@" + ONE.digest(), entries).root()).isEqualTo(ONE);
    }

    @Test
    void ambiguityListsTheChoicesAndSaysWhatToType() {
        ContentException failure = refusal(true, "", BOTH);
        assertThat(failure.kind()).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(failure.remedy())
                .isEqualTo("add :NAME, :@POSITION or @DIGEST to s:place: docker.io/library/app:1 @" + ONE.digest()
                        + ", example.org/app:1 @" + TWO.digest());
        assertThat(refusal(false, ":app:2", BOTH).remedy()).startsWith("add :NAME or @DIGEST to s:place: ");
    }

    @Test
    void longListsAreCutAndPrintable() {
        List<NamedImage> many = new ArrayList<>();
        for (int i = 0; i < 13; i++) {
            many.add(image(Sample.of(false, "n" + i).root(), "a\u001B[2J" + i, "b", "c", "d"));
        }
        String remedy = refusal(false, "", many).remedy();
        assertThat(Pattern.compile("@sha256").matcher(remedy).results()).hasSize(10);
        assertThat(remedy).endsWith(" and 3 more").doesNotContain("\u001B").doesNotContain(" or d");
    }

    private static NamedImage plain(String rest, List<NamedImage> roots) throws ContentException {
        return ImageChoice.among("s:place" + rest, roots, LocatorText.parse("place" + rest));
    }

    private static NamedImage saved(String rest, List<NamedImage> roots) throws ContentException {
        return ImageChoice.amongSaved("s:place" + rest, roots, LocatorText.parse("place" + rest));
    }

    private static ContentException refusal(boolean docker, String rest, List<NamedImage> roots) {
        return catchThrowableOfType(ContentException.class, () -> {
            NamedImage chosen = docker ? saved(rest, roots) : plain(rest, roots);
            assertThat(chosen).isNull();
        });
    }

    private static NamedImage image(Descriptor root, String... names) {
        return new NamedImage(List.of(names), root);
    }
}
