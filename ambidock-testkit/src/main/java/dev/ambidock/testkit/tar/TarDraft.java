// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.tar;

import dev.ambidock.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A tar under construction. Entries stand in the order of the calls; the same calls give the same bytes. Failures of the
 * stream beneath are {@link UncheckedIOException}s. Confined to one thread.
 */
public final class TarDraft {
    private final OutputStream out;
    private final Optional<ByteArrayOutputStream> memory;

    private TarDraft(OutputStream out, Optional<ByteArrayOutputStream> memory) {
        this.out = out;
        this.memory = memory;
    }

    /** A tar in memory. */
    public static TarDraft inMemory() {
        ByteArrayOutputStream memory = new ByteArrayOutputStream();
        return new TarDraft(memory, Optional.of(memory));
    }

    /** A tar that is written as it is made. The stream is neither flushed nor closed. */
    public static TarDraft to(OutputStream out) {
        return new TarDraft(out, Optional.empty());
    }

    /** Adds a file of UTF-8 text. */
    public TarDraft file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a file. */
    public TarDraft file(String name, Bytes content) {
        return file(name, content.toArray());
    }

    /** Adds a file. */
    public TarDraft file(String name, byte[] content) {
        return longName(name).entry(TarHeaderDraft.of('0', name).size(content.length), content);
    }

    /** Adds a folder; its name gets a slash at its end. */
    public TarDraft folder(String name) {
        return folder(name, 0755);
    }

    /** Adds a folder with permissions. */
    public TarDraft folder(String name, int mode) {
        return longName(name + "/").entry(TarHeaderDraft.of('5', name + "/").mode(mode), new byte[0]);
    }

    /** Adds a symbolic link. */
    public TarDraft symlink(String name, String target) {
        return longName(name).entry(TarHeaderDraft.of('2', name).target(target).mode(0777), new byte[0]);
    }

    /** Adds a hard link. */
    public TarDraft hardLink(String name, String target) {
        return longName(name).entry(TarHeaderDraft.of('1', name).target(target), new byte[0]);
    }

    /** Adds a header and content behind it, padded to whole blocks, whatever length the header says. */
    public TarDraft entry(TarHeaderDraft header, byte[] content) {
        int padding = -content.length & (TarHeaderDraft.BLOCK - 1);
        return raw(header.toBytes()).raw(content).raw(new byte[padding]);
    }

    /** Adds an extended header of POSIX that overrides fields of the entry that follows: a key, its value, a key ... */
    public TarDraft pax(String... keysAndValues) {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            records.writeBytes(record(keysAndValues[i], keysAndValues[i + 1]));
        }
        return entry(TarHeaderDraft.of('x', "PaxHeaders/entry").size(records.size()), records.toByteArray());
    }

    /** Adds a long name as GNU tar writes it, for the entry that follows. */
    public TarDraft gnuLongName(String name) {
        byte[] text = (name + "\0").getBytes(StandardCharsets.UTF_8);
        return entry(TarHeaderDraft.of('L', "././@LongLink").gnu().size(text.length), text);
    }

    /** Adds any bytes. */
    public TarDraft raw(byte[] bytes) {
        try {
            out.write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds the two empty blocks that end a tar. */
    public TarDraft end() {
        return raw(new byte[2 * TarHeaderDraft.BLOCK]);
    }

    /** What was written so far, without an end; only of a tar in memory. */
    public byte[] soFar() {
        return memory.orElseThrow(() -> new IllegalStateException("this tar is not in memory"))
                .toByteArray();
    }

    /** The whole tar with its end; only of a tar in memory, and only once. */
    public byte[] toBytes() {
        end();
        return soFar();
    }

    private TarDraft longName(String name) {
        return TarHeaderDraft.fits(name) ? this : pax("path", name);
    }

    /** Each record begins with its own length in decimal digits. */
    private static byte[] record(String key, String value) {
        byte[] rest = (" " + key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8);
        int length = rest.length + 1;
        while (Integer.toString(length).length() + rest.length != length) {
            length++;
        }
        byte[] digits = Integer.toString(length).getBytes(StandardCharsets.US_ASCII);
        byte[] record = new byte[length];
        System.arraycopy(digits, 0, record, 0, digits.length);
        System.arraycopy(rest, 0, record, digits.length, rest.length);
        return record;
    }
}
