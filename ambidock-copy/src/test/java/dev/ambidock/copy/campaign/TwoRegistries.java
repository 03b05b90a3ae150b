// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.copy.CopyReport;
import dev.ambidock.copy.CopyRequest;
import dev.ambidock.copy.RegistryPair;
import dev.ambidock.model.Bytes;
import dev.ambidock.model.Digest;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.registry.BigImage;
import dev.ambidock.testkit.registry.BlobData;
import dev.ambidock.testkit.registry.DaemonThreads;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.testkit.registry.RegistryOptions;
import dev.ambidock.transport.registry.Registries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** Two registries: an image goes from the one to the other. */
final class TwoRegistries implements AutoCloseable {
    static final String REPOSITORY = "some/app";
    static final String TAG = "v1";
    private static final Pattern NAMED = Pattern.compile("sha256:[0-9a-f]{64}");

    private final FakeRegistry source;
    private final FakeRegistry destination;

    private TwoRegistries(FakeRegistry source, FakeRegistry destination) {
        this.source = source;
        this.destination = destination;
    }

    static TwoRegistries start() throws IOException {
        return start(RegistryOptions.standard());
    }

    /** The options are the destination's. */
    static TwoRegistries start(RegistryOptions options) throws IOException {
        return new TwoRegistries(FakeRegistry.start(), FakeRegistry.start(options));
    }

    FakeRegistry source() {
        return source;
    }

    FakeRegistry destination() {
        return destination;
    }

    String from() {
        return source.host() + "/" + REPOSITORY + ":" + TAG;
    }

    String to() {
        return destination.host() + "/" + REPOSITORY + ":" + TAG;
    }

    void put(WholeImage image) {
        source.content().put(REPOSITORY, TAG, image);
    }

    /** An image of one layer of this length at the source. */
    BigImage putBig(long length) throws IOException {
        return BigImage.of(source, REPOSITORY, TAG, List.of(BlobData.generated(length, length)));
    }

    /** The same, of a layer that every tool takes for what it is said to be. */
    BigImage putPacked(int length) throws IOException {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(noise);
        }
        return BigImage.of(source, REPOSITORY, TAG, List.of(BlobData.of(packed.toByteArray())));
    }

    CopyReport copy(CopyRequest request, Registries.Settings settings) throws IOException {
        return new RegistryPair(DaemonThreads.executor()).copy(from(), to(), request, settings);
    }

    /** Copies the image to another repository of the destination; gives its root there. */
    Digest copyTo(String repository, CopyRequest request, Registries.Settings settings) throws IOException {
        String to = destination.host() + "/" + repository + ":" + TAG;
        return new RegistryPair(DaemonThreads.executor())
                .copy(from(), to, request, settings)
                .root()
                .digest();
    }

    /** The tag stands for this root, and everything that it names is there. */
    void assertArrived(Digest root) {
        assertThat(destination.content().tags(REPOSITORY)).containsEntry(TAG, root);
        assertWhole(destination, REPOSITORY, root);
    }

    void assertNothingTagged() {
        assertThat(destination.content().tags(REPOSITORY)).isEmpty();
    }

    /** Everything that a document names is in its repository. */
    static void assertWhole(FakeRegistry registry, String repository, Digest root) {
        Bytes document =
                registry.content().manifest(repository, root).orElseThrow().content();
        Matcher named = NAMED.matcher(document.utf8());
        while (named.find()) {
            Digest digest = Digest.parse(named.group());
            boolean blob = registry.content().blob(repository, digest).isPresent();
            boolean manifest = registry.content().manifest(repository, digest).isPresent();
            assertThat(blob || manifest).as("%s is there", digest).isTrue();
            if (manifest) {
                assertWhole(registry, repository, digest);
            }
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
        destination.close();
    }
}
