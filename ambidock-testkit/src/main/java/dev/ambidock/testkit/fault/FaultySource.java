// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.fault;

import dev.ambidock.model.Descriptor;
import dev.ambidock.model.Digest;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.NamedImage;
import dev.ambidock.transport.io.VerifyingInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A source that does what a script says, and else what the source beneath does. Closing it closes that one. */
public final class FaultySource implements ImageSource {
    private final ImageSource source;
    private final FaultStage stage;

    public FaultySource(ImageSource source, FaultScript script) {
        this.source = source;
        this.stage = new FaultStage(script);
    }

    /** How many faults struck so far. */
    public int struck() {
        return stage.struck();
    }

    @Override
    public String locator() {
        return source.locator();
    }

    @Override
    public List<NamedImage> images() throws IOException {
        stage.call(FaultPoint.IMAGES, Optional.empty());
        return source.images();
    }

    @Override
    public NamedImage image() throws IOException {
        stage.call(FaultPoint.IMAGES, Optional.empty());
        return source.image();
    }

    @Override
    public List<Descriptor> referrers(Digest subject) throws IOException {
        stage.call(FaultPoint.REFERRERS, Optional.of(subject));
        return source.referrers(subject);
    }

    @Override
    public void expectReferrers(Digest subject) {
        source.expectReferrers(subject);
    }

    @Override
    public List<NamedImage> tiedByName(Digest subject) throws IOException {
        stage.call(FaultPoint.REFERRERS, Optional.of(subject));
        return source.tiedByName(subject);
    }

    @Override
    public InputStream open(Descriptor descriptor) throws IOException {
        Optional<Fault> fault = stage.call(FaultPoint.OPEN, Optional.of(descriptor.digest()));
        InputStream in = source.open(descriptor);
        return fault.isEmpty() ? in : new VerifyingInputStream(stage.spoil(in, fault), descriptor);
    }

    @Override
    public InputStream openAt(Descriptor descriptor, long offset, long length) throws IOException {
        stage.call(FaultPoint.OPEN, Optional.of(descriptor.digest()));
        return source.openAt(descriptor, offset, length);
    }

    @Override
    public boolean isRemote() {
        return source.isRemote();
    }

    @Override
    public boolean exists(Descriptor descriptor) throws IOException {
        stage.call(FaultPoint.HAS, Optional.of(descriptor.digest()));
        return source.exists(descriptor);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
