// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.transport;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.MediaType;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.SinkSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Hears of the names that roots get. */
record KnowingSink(ImageSink sink, Consumer<String> names) implements ImageSink {

    @Override
    public String locator() {
        return sink.locator();
    }

    @Override
    public SinkAbilities abilities() {
        return sink.abilities();
    }

    @Override
    public SinkSession begin() throws IOException {
        SinkSession session = sink.begin();
        return new SinkSession() {
            @Override
            public boolean has(Descriptor descriptor) throws IOException {
                return session.has(descriptor);
            }

            @Override
            public void write(Descriptor descriptor, InputStream body) throws IOException {
                session.write(descriptor, body);
            }

            @Override
            public Descriptor write(MediaType type, BlobProducer producer) throws IOException {
                return session.write(type, producer);
            }

            @Override
            public void put(Descriptor descriptor, Bytes document) throws IOException {
                session.put(descriptor, document);
            }

            @Override
            public void root(NamedImage image) throws IOException {
                image.names().forEach(names);
                session.root(new NamedImage(
                        image.names().stream().map(RegistryPlace::tag).toList(), image.root()));
            }

            @Override
            public void commit() throws IOException {
                session.commit();
            }

            @Override
            public void close() throws IOException {
                session.close();
            }
        };
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }
}
