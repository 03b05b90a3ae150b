// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Compression;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Family;
import dev.ambidock.model.ImageName;
import dev.ambidock.model.Limits;
import dev.ambidock.testkit.image.ImageDraft;
import dev.ambidock.testkit.image.LayerDraft;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.FakeTokens;
import dev.ambidock.testkit.tar.TarDraft;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.credential.CredentialLookup;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.http.HttpTransfer;
import dev.ambidock.transport.http.Timeouts;
import dev.ambidock.transport.layout.LayoutLocator;
import dev.ambidock.transport.layout.LayoutSink;
import dev.ambidock.transport.layout.LayoutSource;
import dev.ambidock.transport.registry.Registries;
import dev.ambidock.transport.registry.RegistrySink;
import dev.ambidock.transport.registry.RegistrySource;
import dev.ambidock.transport.registry.Tags;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;

/**
 * Two registries that want tokens, a layout, and one client, one engine and one pool of threads for everybody who works with
 * them. Thread-safe.
 */
final class SharedPlaces implements Closeable {
    private static final int IMAGES = 8;
    private static final int REPOSITORIES = 200;
    private static final int LARGEST = 60_000;
    private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(20), 1024);
    private static final Closeable NOTHING = () -> {};

    private final FakeTokens tokens;
    private final FakeRegistry registry;
    private final FakeRegistry other;
    private final Registries client;
    private final Path layout;
    private final Copier copier;
    private final CopyEnvironment environment;
    private final List<WholeImage> images = new ArrayList<>();
    private final List<Descriptor> converted = new ArrayList<>();

    /** Fills the places. */
    SharedPlaces(Path layout, ExecutorService threads, Random random) throws IOException {
        this.layout = layout;
        this.tokens = FakeTokens.start(FakeTokens.Options.standard());
        this.registry = FakeRegistry.start();
        this.other = FakeRegistry.start();
        registry.guardedBy(tokens.guard());
        other.guardedBy(tokens.guard());
        this.client = new Registries(settings(threads));
        this.environment = new CopyEnvironment(Limits.defaults(), threads, 3, CopyListener.SILENT);
        this.copier = new Copier(environment);
        LayerDraft shared = layer(random);
        for (int i = 0; i < IMAGES; i++) {
            ImageDraft draft =
                    ImageDraft.of(i % 2 == 0 ? Family.OCI : Family.DOCKER).layer(shared);
            for (int j = 0; j < 3; j++) {
                draft.layer(layer(random));
            }
            images.add(draft.build());
            registry.content().put("app", "t" + i, images.get(i));
            pull(i);
            converted.add(convert(i, 0));
        }
        WholeImage bad = images.get(0);
        registry.content().put("bad", "v1", bad.damaged(layer(bad, 2).digest(), Bytes.of("damaged")));
    }

    private static Registries.Settings settings(ExecutorService threads) {
        Registries.Settings usual = RegistryPair.settings(CredentialLookup.none());
        HttpTransfer.Settings http = usual.http();
        return new Registries.Settings(
                new HttpTransfer.Settings(
                        http.tls(), http.proxies(), TIMEOUTS, http.userAgent(), http.socket(), http.pause(), threads),
                usual.hosts(),
                usual.credentials(),
                usual.retries(),
                usual.perSecond(),
                usual.parallel());
    }

    private static LayerDraft layer(Random random) {
        byte[] noise = new byte[1 + random.nextInt(LARGEST)];
        random.nextBytes(noise);
        return LayerDraft.of(TarDraft.inMemory().file("noise", noise).toBytes()).compressed(Compression.GZIP);
    }

    private static Descriptor layer(WholeImage image, int number) {
        return image.blobs().get(1 + number).descriptor();
    }

    /** Moves all layers of an image between the registries: each transfer needs a connection to either. */
    void move(int number) throws IOException {
        int image = number % IMAGES;
        String tag = "t" + image;
        String to = "moved/r" + number;
        copy(source("app:" + tag), sink(to + ":" + tag), tag, CopyRequest.keep());
        assertThat(other.content().tags(to))
                .containsEntry(tag, images.get(image).root().digest());
    }

    /** One thing of all that is done here; what it gives is checked. */
    void anything(Random random) throws IOException {
        int image = random.nextInt(IMAGES);
        int repository = random.nextInt(REPOSITORIES);
        switch (random.nextInt(10)) {
            case 0 -> pull(image);
            case 1, 2 -> push(image, repository);
            case 3, 4 -> assertThat(convert(image, repository)).isEqualTo(converted.get(image));
            case 5, 6 -> resolve(image);
            case 7 -> assertThat(new Tags(client.repository(name("app"))).all()).hasSize(IMAGES);
            case 8 -> readAPart(image);
            default -> fail(random.nextBoolean());
        }
        // The list of requests is copied for each.
        registry.wire().clear();
        other.wire().clear();
    }

    private ImageName name(String rest) {
        return ImageName.parse(registry.host() + "/" + rest);
    }

    private ImageSource source(String rest) {
        ImageName name = name(rest);
        return new RegistrySource(name, client.repository(name), Limits.defaults(), NOTHING);
    }

    private ImageSink sink(String rest) {
        ImageName name = ImageName.parse(other.host() + "/" + rest);
        return new RegistrySink(name, client.repository(name), Limits.defaults(), NOTHING);
    }

    private LayoutLocator located(String name) {
        return LayoutLocator.parse(layout + name);
    }

    private Descriptor copy(ImageSource from, ImageSink to, String tag, CopyRequest request) throws IOException {
        try (from;
                to) {
            PlannedCopy plan = copier.plan(from, from.image(), List.of(tag), to, request);
            return copier.copy(List.of(plan), from, to).get(0).root();
        }
    }

    private void pull(int image) throws IOException {
        String tag = "t" + image;
        ImageSink sink = new LayoutSink(located(":" + tag), Limits.defaults());
        assertThat(copy(source("app:" + tag), sink, tag, CopyRequest.keep()).digest())
                .isEqualTo(images.get(image).root().digest());
    }

    private void push(int image, int repository) throws IOException {
        String tag = "t" + image;
        String to = "pushed/r" + repository;
        LayoutSource source = LayoutSource.open(located(":" + tag), Limits.defaults());
        copy(source, sink(to + ":" + tag), tag, CopyRequest.keep());
        assertThat(other.content().tags(to))
                .containsEntry(tag, images.get(image).root().digest());
    }

    private Descriptor convert(int image, int repository) throws IOException {
        String tag = "t" + image;
        CopyRequest request = CopyRequest.to(image % 2 == 0 ? Family.DOCKER : Family.OCI);
        String to = "converted/r" + repository;
        Descriptor root = copy(source("app:" + tag), sink(to + ":" + tag), tag, request);
        assertThat(other.content().tags(to)).containsEntry(tag, root.digest());
        return root;
    }

    private void resolve(int image) throws IOException {
        for (ImageSource source :
                List.of(source("app:t" + image), LayoutSource.open(located(":t" + image), Limits.defaults()))) {
            assertThat(source.image().root().digest())
                    .isEqualTo(images.get(image).root().digest());
            source.close();
        }
    }

    private void readAPart(int image) throws IOException {
        try (ImageSource source = source("app:t" + image);
                InputStream in = source.open(layer(images.get(image), 1))) {
            assertThat(in.read()).isNotNegative();
        }
    }

    private void fail(boolean damaged) {
        FailureKind kind = damaged ? FailureKind.MISMATCH : FailureKind.NOT_FOUND;
        assertThatThrownBy(() ->
                        copy(source(damaged ? "bad:v1" : "app:none"), sink("refused:v1"), "v1", CopyRequest.keep()))
                .isInstanceOfSatisfying(
                        ContentException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    /**
     * How many of the client's open connections are not to be had for a new request: whoever used them did not give them
     * back. To be asked while nothing is done.
     */
    int withheld() throws IOException, InterruptedException {
        return withheld(registry, "app:t0") + withheld(other, "moved/r0:t0");
    }

    private int withheld(FakeRegistry at, String image) throws IOException, InterruptedException {
        // Servers notice the end of a connection a moment later.
        int before = -1;
        while (before != at.connections()) {
            before = at.connections();
            Thread.sleep(100);
        }
        ImageName name = ImageName.parse(at.host() + "/" + image);
        List<InputStream> open = new ArrayList<>();
        try (ImageSource source = new RegistrySource(name, client.repository(name), Limits.defaults(), NOTHING)) {
            for (int i = 0; i < before; i++) {
                open.add(source.open(layer(images.get(0), 1)));
            }
            return at.connections() - before;
        } finally {
            for (InputStream one : open) {
                one.close();
            }
        }
    }

    /** Checks every byte of the layout. */
    void check() throws IOException {
        try (LayoutSource source = LayoutSource.open(located(""), Limits.defaults())) {
            assertThat(source.images()).hasSize(IMAGES);
            ImageCheck check = new ImageCheck(environment);
            for (var image : source.images()) {
                assertThat(check.check(source, image).isSound()).isTrue();
            }
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        registry.close();
        other.close();
        tokens.close();
    }
}
