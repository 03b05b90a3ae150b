// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.model.Bytes;
import dev.ambidock.testkit.contract.ForwardingContract;
import dev.ambidock.testkit.contract.ImageSourceContract;
import dev.ambidock.testkit.contract.Place;
import dev.ambidock.testkit.contract.SinkSessionContract;
import dev.ambidock.testkit.contract.WriteThenReadContract;
import dev.ambidock.testkit.fault.FaultScript;
import dev.ambidock.testkit.fault.FaultySink;
import dev.ambidock.testkit.fault.FaultySource;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.testkit.memory.MemoryStore;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.SinkSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** The store in memory keeps the contracts, and so do the wrappers that inject faults, as long as none is asked for. */
class MemoryContractTest {
    private final List<MemoryStore> stores = new ArrayList<>();

    private MemoryStore store() {
        MemoryStore store = MemoryStore.empty("test");
        stores.add(store);
        return store;
    }

    @AfterEach
    void nothingLeaks() {
        for (MemoryStore store : stores) {
            assertThat(store.leaks()).isEmpty();
        }
    }

    private Place place(boolean wrapped) {
        MemoryStore store = store();
        return new Place() {
            @Override
            public ImageSink sink() {
                return wrapped ? new FaultySink(store.sink(), FaultScript.none()) : store.sink();
            }

            @Override
            public ImageSource source(String choice) {
                return store.source(choice);
            }

            @Override
            public Map<String, Bytes> snapshot() {
                Map<String, Bytes> all = new TreeMap<>();
                store.contents().forEach((digest, content) -> all.put(digest.toString(), content));
                all.put("roots", Bytes.of(store.roots().toString()));
                return all;
            }
        };
    }

    @Nested
    class Source extends ImageSourceContract {
        @Override
        protected ImageSource open(List<WholeImage> images, String choice) {
            MemoryStore store = store();
            images.forEach(store::with);
            return store.source(choice);
        }
    }

    @Nested
    class WrappedSource extends ImageSourceContract {
        @Override
        protected ImageSource open(List<WholeImage> images, String choice) {
            MemoryStore store = store();
            images.forEach(store::with);
            return new FaultySource(store.source(choice), FaultScript.none());
        }
    }

    @Nested
    class Session extends SinkSessionContract {
        @Override
        protected Place newPlace() {
            return place(false);
        }
    }

    @Nested
    class WrappedSession extends SinkSessionContract {
        @Override
        protected Place newPlace() {
            return place(true);
        }
    }

    @Nested
    class WriteThenRead extends WriteThenReadContract {
        @Override
        protected Place newPlace() {
            return place(false);
        }
    }

    @Nested
    class Forwarding extends ForwardingContract {
        @Override
        protected List<Class<?>> wrappers() throws IOException {
            try (ImageSink sink = new FaultySink(store().sink(), FaultScript.none());
                    SinkSession session = sink.begin()) {
                return List.of(FaultySource.class, FaultySink.class, session.getClass());
            }
        }
    }
}
