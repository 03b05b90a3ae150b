// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.memory;

import dev.ambidock.model.Bytes;
import dev.ambidock.model.Digest;
import dev.ambidock.model.SinkAbilities;
import dev.ambidock.testkit.image.WholeImage;
import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.LocatorText;
import dev.ambidock.transport.NamedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Images in memory. Keeps books: what was opened, in which order what was written, which streams and sessions are still
 * open. Thread-safe.
 */
public final class MemoryStore {
    private final String name;
    private final SinkAbilities abilities;
    private final boolean sparse;
    private final Map<Digest, Bytes> contents = new LinkedHashMap<>();
    private final List<NamedImage> roots = new ArrayList<>();
    private final List<Digest> opened = new ArrayList<>();
    private final List<Digest> written = new ArrayList<>();
    private final Map<Long, String> open = new TreeMap<>();
    private long handles;

    private MemoryStore(String name, SinkAbilities abilities, boolean sparse) {
        this.name = name;
        this.abilities = abilities;
        this.sparse = sparse;
    }

    /**
     * An empty place that takes everything except documents before their children.
     *
     * @param name what its locators begin with, behind {@code memory:}; without colons
     */
    public static MemoryStore empty(String name) {
        return new MemoryStore(name, SinkAbilities.any(), false);
    }

    /** An empty place that says it can hold this much. */
    public static MemoryStore empty(String name, SinkAbilities abilities) {
        return new MemoryStore(name, abilities, false);
    }

    /** The same kind of place, empty, that takes indexes whose children are missing, as layouts do and registries do not. */
    public MemoryStore takingSparseIndexes() {
        return new MemoryStore(name, abilities, true);
    }

    /** Puts an image in without any check, so that damaged ones can be had as well. */
    public synchronized MemoryStore with(WholeImage image) {
        contents.putAll(image.contents());
        roots.add(image.namedImage());
        return this;
    }

    /** A port to read all of it. */
    public MemorySource source() {
        return source("");
    }

    /** A port to read one image, chosen by {@code :NAME} or {@code @DIGEST}. */
    public MemorySource source(String choice) {
        return new MemorySource(this, LocatorText.parse(name + choice));
    }

    /** A port to write. */
    public ImageSink sink() {
        return new MemorySink(this);
    }

    /** All committed content, in the order in which it became visible. */
    public synchronized Map<Digest, Bytes> contents() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(contents));
    }

    /** All roots. */
    public synchronized List<NamedImage> roots() {
        return List.copyOf(roots);
    }

    /** What was opened for reading, each time it was, in order. */
    public synchronized List<Digest> opened() {
        return List.copyOf(opened);
    }

    /** What was written, documents too, in the order in which it was complete. */
    public synchronized List<Digest> written() {
        return List.copyOf(written);
    }

    /** Streams and sessions that were opened and not closed, each in words; to be empty at the end of a test. */
    public synchronized List<String> leaks() {
        return List.copyOf(open.values());
    }

    String name() {
        return name;
    }

    SinkAbilities abilities() {
        return abilities;
    }

    boolean isSparse() {
        return sparse;
    }

    synchronized Optional<Bytes> find(Digest digest) {
        return Optional.ofNullable(contents.get(digest));
    }

    synchronized void noteOpened(Digest digest) {
        opened.add(digest);
    }

    synchronized void noteWritten(Digest digest) {
        written.add(digest);
    }

    /** Notes that something was opened; the number given back closes it. */
    synchronized long enter(String what) {
        open.put(++handles, what);
        return handles;
    }

    synchronized void leave(long handle) {
        open.remove(handle);
    }

    /** Everything at once: nobody sees a half of it. */
    synchronized void publish(Map<Digest, Bytes> more, List<NamedImage> named) {
        contents.putAll(more);
        for (NamedImage image : named) {
            List<NamedImage> left = new ArrayList<>();
            for (NamedImage old : roots) {
                Replacement.of(old, image).ifPresent(left::add);
            }
            roots.clear();
            roots.addAll(left);
            roots.add(image);
        }
    }
}
