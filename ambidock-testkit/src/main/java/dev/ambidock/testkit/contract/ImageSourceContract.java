// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.testkit.image.SampleImages;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link ImageSource} promises. */
public abstract class ImageSourceContract {

    /**
     * Makes a place that holds these images and opens it. The parts are to be laid down as they are: their bytes may be
     * other than their descriptors say.
     *
     * @param choice {@code :NAME}, {@code @DIGEST} or nothing, as behind a locator
     */
    protected abstract ImageSource open(List<WholeImage> images, String choice) throws IOException;

    /** An image that the place can hold, with a layer. */
    protected WholeImage sample() {
        return SampleImages.docker("example.org/sample/docker:v1");
    }

    /** Another one, with another name. */
    protected WholeImage other() {
        return SampleImages.oci("example.org/sample/oci:v2");
    }

    /** Whether the place keeps names; else no image of it has one, and it is never asked by name. */
    protected boolean keepsNames() {
        return true;
    }

    /** Whether the place can hold several images. */
    protected boolean holdsSeveral() {
        return true;
    }

    /** Whether the place can tell what refers to an image. */
    protected boolean knowsReferrers() {
        return true;
    }

    @Test
    protected void givesTheWholeImage() throws IOException {
        WholeImage image = sample();
        try (ImageSource source = open(List.of(image), "")) {
            NamedImage found = source.image();
            assertThat(found.root().sameContent(image.root())).isTrue();
            assertThat(found.root().mediaType()).isEqualTo(image.root().mediaType());
            assertThat(source.images())
                    .extracting(i -> i.root().digest())
                    .contains(image.root().digest());
            Reads.assertHolds(source, image);
            assertThat(source.locator()).isNotBlank();
        }
    }

    @Test
    protected void givesContentAgainAndToSeveralThreads() throws Exception {
        WholeImage image = sample();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (ImageSource source = open(List.of(image), "")) {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                readers.add(threads.submit(() -> {
                    Reads.assertHolds(source, image);
                    return null;
                }));
            }
            for (Future<?> reader : readers) {
                reader.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    protected void giveContentInAnyPieces() throws IOException {
        WholeImage image = sample();
        WholeImage.Part layer = layer(image);
        try (ImageSource source = open(List.of(image), "");
                InputStream in = source.open(layer.descriptor())) {
            byte[] content = layer.content().toArray();
            assertThat(in.read()).isEqualTo(content[0] & 0xFF);
            byte[] buffer = new byte[8];
            assertThat(in.read(buffer, 3, 0)).isZero();
            assertThat(in.readNBytes(buffer, 1, 3)).isEqualTo(3);
            assertThat(buffer).startsWith(0, content[1], content[2], content[3]);
            in.skipNBytes(content.length - 5);
            assertThat(in.read()).isEqualTo(content[content.length - 1] & 0xFF);
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.read(buffer, 0, 8)).isEqualTo(-1);
        }
    }

    @Test
    protected void closingEarlyIsAllowed() throws IOException {
        WholeImage image = sample();
        try (ImageSource source = open(List.of(image), "")) {
            try (InputStream in = source.open(layer(image).descriptor())) {
                assertThat(in.read()).isNotNegative();
            }
            Reads.assertHolds(source, image);
        }
    }

    @Test
    protected void aWrongByteIsAFailure() throws IOException {
        WholeImage image = sample();
        Bytes content = layer(image).content();
        assertNeverPassedOn(image, Reads.flipped(content, content.length() / 2));
    }

    @Test
    protected void aShortBlobIsAFailure() throws IOException {
        WholeImage image = sample();
        assertNeverPassedOn(image, Reads.shortened(layer(image).content()));
    }

    @Test
    protected void aLongBlobIsAFailure() throws IOException {
        WholeImage image = sample();
        assertNeverPassedOn(image, Reads.lengthened(layer(image).content()));
    }

    /** The failure may come when the content is opened or when its end is reached, but the end is never reported. */
    private void assertNeverPassedOn(WholeImage image, Bytes wrong) throws IOException {
        Descriptor layer = layer(image).descriptor();
        try (ImageSource source = open(List.of(image.damaged(layer.digest(), wrong)), "")) {
            Reads.assertFails(FailureKind.MISMATCH, () -> Reads.read(source, layer));
        }
    }

    @Test
    protected void aWrongSizeInTheQuestionIsAFailure() throws IOException {
        WholeImage image = sample();
        try (ImageSource source = open(List.of(image), "")) {
            Descriptor layer = layer(image).descriptor();
            for (long size : new long[] {0, layer.size() - 1, layer.size() + 1, Long.MAX_VALUE}) {
                Descriptor wrong = Descriptor.of(layer.mediaType(), layer.digest(), size);
                Reads.assertFails(FailureKind.MISMATCH, () -> Reads.read(source, wrong));
            }
        }
    }

    @Test
    protected void whatIsNotThereIsNotFound() throws IOException {
        try (ImageSource source = open(List.of(sample()), "")) {
            for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
                Descriptor missing = Descriptor.of(
                        sample().root().mediaType(), Bytes.of("nowhere").digest(algorithm), 7);
                assertThat(source.exists(missing)).isFalse();
                Reads.assertFails(FailureKind.NOT_FOUND, () -> Reads.read(source, missing));
            }
        }
    }

    @Test
    protected void everyNameAndTheDigestFindTheImage() throws IOException {
        List<WholeImage> images = holdsSeveral() ? List.of(sample(), other()) : List.of(sample());
        for (WholeImage image : images) {
            try (ImageSource source = open(images, "@" + image.root().digest())) {
                assertThat(source.image().root().sameContent(image.root())).isTrue();
            }
            for (String name : keepsNames() ? image.names() : List.<String>of()) {
                try (ImageSource source = open(images, ":" + name)) {
                    NamedImage found = source.image();
                    assertThat(found.root().sameContent(image.root())).isTrue();
                    assertThat(found.names()).contains(name);
                }
            }
        }
    }

    @Test
    protected void anUnknownChoiceIsNotFoundAndTheRemedyListsWhatThereIs() throws IOException {
        WholeImage image = sample();
        Descriptor layer = layer(image).descriptor();
        List<String> choices = new ArrayList<>(List.of("@" + layer.digest()));
        if (keepsNames()) {
            choices.add(":nothing/of-the-kind:v0");
        }
        for (String choice : choices) {
            try (ImageSource source = open(List.of(image), choice)) {
                Reads.assertFails(FailureKind.NOT_FOUND, source::image);
                ContentException failure = catchThrowableOfType(ContentException.class, source::image);
                assertThat(failure.remedy())
                        .contains(
                                keepsNames()
                                        ? image.names().get(0)
                                        : image.root().digest().hex());
            }
        }
    }

    @Test
    protected void severalImagesAndNoChoiceAreAmbiguousAndTheRemedyListsThem() throws IOException {
        if (holdsSeveral()) {
            try (ImageSource source = open(List.of(sample(), other()), "")) {
                Reads.assertFails(FailureKind.AMBIGUOUS, source::image);
                ContentException failure = catchThrowableOfType(ContentException.class, source::image);
                assertThat(failure.remedy())
                        .contains(
                                keepsNames()
                                        ? sample().names().get(0)
                                        : sample().root().digest().hex())
                        .contains(
                                keepsNames()
                                        ? other().names().get(0)
                                        : other().root().digest().hex());
            }
        }
    }

    @Test
    protected void referrersAreFoundAndAreNoImages() throws IOException {
        WholeImage image = sample();
        if (!knowsReferrers()) {
            try (ImageSource source = open(List.of(image), "")) {
                assertThat(source.referrers(image.root().digest())).isEmpty();
            }
            return;
        }
        WholeImage first = SampleImages.referrer(image, "first");
        WholeImage second = SampleImages.referrer(image, "second");
        try (ImageSource source = open(List.of(image, first, second), "")) {
            assertThat(source.image().root().sameContent(image.root())).isTrue();
            List<Descriptor> referrers = source.referrers(image.root().digest());
            assertThat(referrers)
                    .extracting(Descriptor::digest)
                    .containsExactly(first.root().digest(), second.root().digest());
            assertThat(referrers)
                    .allMatch(r -> r.artifactType().equals(first.root().artifactType()));
            assertThat(source.referrers(first.root().digest())).isEmpty();
            Reads.assertHolds(source, first);
        }
    }

    private static WholeImage.Part layer(WholeImage image) {
        // The config comes first.
        return image.blobs().get(1);
    }
}
