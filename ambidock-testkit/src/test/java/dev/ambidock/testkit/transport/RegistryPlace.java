// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.transport;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.model.ImageName;
import dev.ambidock.model.Limits;
import dev.ambidock.testkit.contract.Place;
import dev.ambidock.testkit.registry.DaemonThreads;
import dev.ambidock.testkit.registry.FakeRegistry;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.registry.Registries;
import dev.ambidock.transport.registry.RegistrySink;
import dev.ambidock.transport.registry.RegistrySource;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A repository of a fake registry. Images there have the registry's names, which are told here as the suites know them. */
final class RegistryPlace implements Place {
    static final String REPOSITORY = "contract/test";

    private final FakeRegistry registry;
    private final Limits limits;
    private final Map<String, String> names = new LinkedHashMap<>();

    RegistryPlace(FakeRegistry registry, Limits limits) {
        this.registry = registry;
        this.limits = limits;
    }

    static String tag(String name) {
        return name.replaceAll("[/:]", "_");
    }

    /** The tag of a name that the registry told. */
    private static String told(String name) {
        return name.substring(name.lastIndexOf(':') + 1);
    }

    void know(String name) {
        names.put(tag(name), name);
    }

    @Override
    public ImageSink sink() {
        Registries registries = new Registries(Registries.Settings.standard(DaemonThreads.executor()));
        ImageName name = ImageName.parse(registry.host() + "/" + REPOSITORY);
        RegistrySink sink = new RegistrySink(name, registries.repository(name), limits, registries);
        return new KnowingSink(sink, this::know);
    }

    @Override
    public ImageSource source(String choice) throws IOException {
        Registries registries = new Registries(Registries.Settings.standard(DaemonThreads.executor()));
        ImageName bare = ImageName.parse(registry.host() + "/" + REPOSITORY);
        ImageName name = choice.startsWith("@")
                ? ImageName.parse(bare + choice)
                : bare.withTag(choice.isEmpty() ? only() : tag(choice.substring(1)));
        RegistrySource chosen = new RegistrySource(name, registries.repository(name), limits, registries);
        return new Renamed(chosen, new RegistrySource(bare, registries.repository(bare), limits, () -> {}));
    }

    private String only() {
        return registry.content().tags(REPOSITORY).keySet().stream()
                .filter(tag -> !tag.startsWith("sha256-"))
                .findFirst()
                .orElse("latest");
    }

    @Override
    public Map<String, Bytes> snapshot() {
        Map<String, Bytes> all = new TreeMap<>();
        registry.content().manifests(REPOSITORY).forEach((digest, m) -> all.put(digest.toString(), m.content()));
        all.put("tags", Bytes.of(registry.content().tags(REPOSITORY).toString()));
        return all;
    }

    /** The chosen image, among all of the repository. */
    private final class Renamed implements ImageSource {
        private final RegistrySource chosen;
        private final RegistrySource all;

        Renamed(RegistrySource chosen, RegistrySource all) {
            this.chosen = chosen;
            this.all = all;
        }

        private NamedImage renamed(NamedImage image) {
            return new NamedImage(
                    image.names().stream()
                            .map(RegistryPlace::told)
                            .map(tag -> Optional.ofNullable(names.get(tag)).orElse(tag))
                            .toList(),
                    image.root());
        }

        @Override
        public String locator() {
            return chosen.locator();
        }

        @Override
        public List<NamedImage> images() throws IOException {
            return all.images().stream()
                    .filter(i -> i.names().stream().noneMatch(n -> told(n).startsWith("sha256-")))
                    .map(this::renamed)
                    .toList();
        }

        @Override
        public NamedImage image() throws IOException {
            NamedImage image = chosen.image();
            List<NamedImage> tagged = images().stream()
                    .filter(i -> i.root().digest().equals(image.root().digest()))
                    .toList();
            return tagged.isEmpty() ? renamed(image) : tagged.get(0);
        }

        @Override
        public InputStream open(Descriptor descriptor) throws IOException {
            return chosen.open(descriptor);
        }

        @Override
        public boolean exists(Descriptor descriptor) throws IOException {
            return chosen.exists(descriptor);
        }

        @Override
        public List<Descriptor> referrers(Digest subject) throws IOException {
            return chosen.referrers(subject);
        }

        @Override
        public void close() throws IOException {
            chosen.close();
        }
    }
}
