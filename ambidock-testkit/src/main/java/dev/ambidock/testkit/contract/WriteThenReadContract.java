// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.SinkSession;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every pair of an {@link ImageSink} and an {@link ImageSource} promises: what was committed is what is read. */
public abstract class WriteThenReadContract {

    /** A new, empty place. */
    protected abstract Place newPlace() throws IOException;

    /** Images that the place says it can hold, with names; at least two. */
    protected List<WholeImage> samples() {
        return SampleImages.all();
    }

    /** Whether the place keeps names. */
    protected boolean keepsNames() {
        return true;
    }

    /** Whether the place can hold several images; else a second root in a session is UNSUPPORTED. */
    protected boolean holdsSeveral() {
        return true;
    }

    /** Whether a session adds to what is there; else it replaces it. */
    protected boolean adds() {
        return true;
    }

    /** Whether the place keeps what refers to an image; else such a root is UNSUPPORTED. */
    protected boolean keepsReferrers() {
        return true;
    }

    @Test
    protected void everySortOfImageIsReadAsItWasWritten() throws IOException {
        for (WholeImage image : samples()) {
            Place place = newPlace();
            commit(place, List.of(image));
            try (ImageSource source = place.source("")) {
                assertIs(source.image(), image);
                Reads.assertHolds(source, image);
            }
        }
    }

    @Test
    protected void sameInputGivesSameBytes() throws IOException {
        for (WholeImage image : samples()) {
            Place one = newPlace();
            commit(one, List.of(image));
            Place other = newPlace();
            commit(other, List.of(image));
            Map<String, Bytes> written = one.snapshot();
            assertThat(other.snapshot()).as("%s", image).isEqualTo(written);
            commit(one, List.of(image));
            assertThat(one.snapshot()).as("%s once more", image).isEqualTo(written);
        }
    }

    @Test
    protected void severalImagesShareOneSession() throws IOException {
        List<WholeImage> images = samples();
        Place place = newPlace();
        if (!holdsSeveral()) {
            try (ImageSink sink = place.sink();
                    SinkSession session = sink.begin()) {
                images.get(0).writeTo(session);
                images.get(1).writePartsTo(session);
                Reads.assertFails(
                        FailureKind.UNSUPPORTED,
                        () -> session.root(images.get(1).namedImage()));
            }
            return;
        }
        commit(place, images);
        for (WholeImage image : images) {
            try (ImageSource source = place.source("@" + image.root().digest())) {
                assertIs(source.image(), image);
                Reads.assertHolds(source, image);
                assertThat(source.images().stream().map(i -> i.root().digest()).distinct())
                        .containsExactlyInAnyOrderElementsOf(images.stream()
                                .map(i -> i.root().digest())
                                .distinct()
                                .toList());
            }
        }
    }

    @Test
    protected void everyNameLeadsToItsImage() throws IOException {
        WholeImage image = samples()
                .get(0)
                .named("example.org/sample/first:v1", "example.org/sample/second:v2", "example.org:5000/third:v3");
        Place place = newPlace();
        commit(place, List.of(image));
        for (String name : keepsNames() ? image.names() : List.<String>of()) {
            try (ImageSource source = place.source(":" + name)) {
                assertThat(source.image().root().sameContent(image.root())).isTrue();
                assertThat(source.image().names()).contains(name);
            }
        }
        try (ImageSource source = place.source("")) {
            assertIs(source.image(), image);
        }
    }

    @Test
    protected void anImageNeedsNoName() throws IOException {
        WholeImage image = samples().get(0).named();
        Place place = newPlace();
        commit(place, List.of(image));
        try (ImageSource source = place.source("")) {
            assertThat(source.image().names()).isEmpty();
            Reads.assertHolds(source, image);
        }
    }

    @Test
    protected void aNameMovesToTheNewImage() throws IOException {
        String name = "example.org/sample/moving:v1";
        WholeImage old = samples().get(0).named(name);
        WholeImage young = samples().get(1).named(name);
        Place place = newPlace();
        commit(place, List.of(old));
        commit(place, List.of(young));
        try (ImageSource source = place.source(keepsNames() ? ":" + name : "")) {
            assertIs(source.image(), young);
            Reads.assertHolds(source, young);
        }
    }

    @Test
    protected void aLaterSessionAddsOrReplaces() throws IOException {
        WholeImage old = samples().get(0);
        WholeImage young = samples().get(1);
        Place place = newPlace();
        commit(place, List.of(old));
        Descriptor onlyOld = old.blobs().stream()
                .map(WholeImage.Part::descriptor)
                .filter(d -> young.content(d).isEmpty())
                .findFirst()
                .orElseThrow();
        commit(place, List.of(young));
        Digest kept = adds() ? old.root().digest() : young.root().digest();
        try (ImageSource source = place.source("@" + kept)) {
            assertIs(source.image(), adds() ? old : young);
            Reads.assertHolds(source, adds() ? old : young);
            assertThat(source.exists(onlyOld)).isEqualTo(adds());
        }
    }

    @Test
    protected void referrersAreKeptOrRefused() throws IOException {
        WholeImage image = samples().get(0);
        WholeImage referrer = SampleImages.referrer(image, "note");
        Place place = newPlace();
        if (keepsReferrers()) {
            commit(place, List.of(image, referrer));
            try (ImageSource source = place.source("")) {
                assertIs(source.image(), image);
                assertThat(source.referrers(image.root().digest()))
                        .extracting(Descriptor::digest)
                        .containsExactly(referrer.root().digest());
                Reads.assertHolds(source, referrer);
            }
        } else {
            try (ImageSink sink = place.sink();
                    SinkSession session = sink.begin()) {
                image.writeTo(session);
                Reads.assertFails(FailureKind.UNSUPPORTED, () -> referrer.writeTo(session));
            }
        }
    }

    private void assertIs(NamedImage found, WholeImage image) {
        assertThat(found.root().sameContent(image.root())).as("%s", found).isTrue();
        assertThat(found.root().mediaType()).isEqualTo(image.root().mediaType());
        if (keepsNames()) {
            assertThat(found.names()).containsAll(image.names());
        } else {
            assertThat(found.names()).isEmpty();
        }
    }

    private static void commit(Place place, List<WholeImage> images) throws IOException {
        try (ImageSink sink = place.sink()) {
            WholeImage.writeAll(sink, images);
        }
    }
}
