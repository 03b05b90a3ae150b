// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fault;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Descriptor;
import dev.ambidock.model.MediaType;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.SinkSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A session that fails where the script says. A fault in the middle of a blob lets the session beneath clean up. */
final class FaultySession implements SinkSession {
    private final SinkSession session;
    private final FaultStage stage;

    FaultySession(SinkSession session, FaultStage stage) {
        this.session = session;
        this.stage = stage;
    }

    @Override
    public void reading(ImageSource source) {
        session.reading(source);
    }

    @Override
    public boolean has(Descriptor descriptor) throws IOException {
        stage.call(FaultPoint.HAS, Optional.of(descriptor.digest()));
        return session.has(descriptor);
    }

    @Override
    public void write(Descriptor descriptor, InputStream body) throws IOException {
        Optional<Fault> fault = stage.call(FaultPoint.WRITE, Optional.of(descriptor.digest()));
        session.write(descriptor, stage.spoil(body, fault));
    }

    @Override
    public Descriptor write(MediaType type, BlobProducer producer) throws IOException {
        Optional<Fault> fault = stage.call(FaultPoint.WRITE, Optional.empty());
        return session.write(
                type, out -> producer.writeTo(fault.isEmpty() ? out : new FaultyOutput(out, fault.get(), stage)));
    }

    @Override
    public void put(Descriptor descriptor, Bytes document) throws IOException {
        stage.call(FaultPoint.PUT, Optional.of(descriptor.digest()));
        session.put(descriptor, document);
    }

    @Override
    public void root(NamedImage image) throws IOException {
        stage.call(FaultPoint.ROOT, Optional.of(image.root().digest()));
        session.root(image);
    }

    @Override
    public void commit() throws IOException {
        stage.call(FaultPoint.COMMIT, Optional.empty());
        session.commit();
    }

    @Override
    public void close() throws IOException {
        session.close();
    }
}
