// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambidock.model.DigestAlgorithm;
import dev.ambidock.model.Limits;
import dev.ambidock.testkit.contract.ImageSourceContract;
import dev.ambidock.testkit.contract.Place;
import dev.ambidock.testkit.contract.SinkSessionContract;
import dev.ambidock.testkit.contract.WriteThenReadContract;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.RegistryOptions;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Registries keep the contracts: one that lists referrers, and one that does not. */
class RegistryContractTest {
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    private FakeRegistry registry(RegistryOptions options) throws IOException {
        FakeRegistry registry = FakeRegistry.start(options);
        opened.add(registry);
        return registry;
    }

    private Place place(RegistryOptions options) throws IOException {
        return new RegistryPlace(registry(options), Limits.defaults());
    }

    @Nested
    class Source extends ImageSourceContract {
        @Override
        protected ImageSource open(List<WholeImage> images, String choice) throws IOException {
            FakeRegistry registry = registry(RegistryOptions.standard());
            RegistryPlace place = new RegistryPlace(registry, Limits.defaults());
            for (WholeImage image : images) {
                registry.content().put(RegistryPlace.REPOSITORY, image);
                for (String name : image.names()) {
                    place.know(name);
                    registry.content()
                            .tag(
                                    RegistryPlace.REPOSITORY,
                                    RegistryPlace.tag(name),
                                    image.root().digest());
                }
            }
            return place.source(choice);
        }

        /** A registry's repository without a tag means the latest: {@code RegistryTest}. */
        @Override
        @Test
        protected void severalImagesAndNoChoiceAreAmbiguousAndTheRemedyListsThem() throws IOException {
            try (ImageSource source = open(List.of(sample(), other()), "")) {
                assertThat(source.images()).hasSize(2);
            }
        }

        /** Names are the registry's own there, and a digest is not looked up in a list: {@code RegistryTest}. */
        @Override
        @Test
        protected void anUnknownChoiceIsNotFoundAndTheRemedyListsWhatThereIs() throws IOException {
            try (ImageSource source = open(List.of(sample()), ":nothing/of-the-kind:v0")) {
                ContentException failure = catchThrowableOfType(ContentException.class, source::image);
                assertThat(failure.kind()).isEqualTo(FailureKind.NOT_FOUND);
                assertThat(failure.remedy())
                        .contains(RegistryPlace.tag(sample().names().get(0)));
            }
        }
    }

    @Nested
    class Session extends SinkSessionContract {
        @Override
        protected Place newPlace() throws IOException {
            return place(RegistryOptions.standard());
        }
    }

    @Nested
    class SessionWithoutReferrers extends SinkSessionContract {
        @Override
        protected Place newPlace() throws IOException {
            return place(RegistryOptions.standard().withoutReferrers().withRelativeLocations());
        }
    }

    @Nested
    class WriteThenRead extends WriteThenReadContract {
        @Override
        protected Place newPlace() throws IOException {
            return place(RegistryOptions.standard());
        }

        /** A tag stands for a sha256 digest: {@code RegistryTest}. */
        @Override
        protected List<WholeImage> samples() {
            return super.samples().stream()
                    .filter(i -> i.root().digest().algorithm() == DigestAlgorithm.SHA256)
                    .toList();
        }

        /** What has no tag is found by its digest only: {@code RegistryTest}. */
        @Override
        @Test
        protected void anImageNeedsNoName() throws IOException {
            Place place = newPlace();
            WholeImage image = samples().get(0).named();
            try (var sink = place.sink()) {
                WholeImage.writeAll(sink, List.of(image));
            }
            try (ImageSource source = place.source("@" + image.root().digest())) {
                assertThat(source.image().names()).isEmpty();
            }
        }
    }

    @Nested
    class WriteThenReadWithoutReferrers extends WriteThenRead {
        @Override
        protected Place newPlace() throws IOException {
            return place(RegistryOptions.standard().withoutReferrers());
        }
    }
}
