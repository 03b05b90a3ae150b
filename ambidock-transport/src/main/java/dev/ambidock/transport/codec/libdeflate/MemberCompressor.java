// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec.libdeflate;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.Closeable;

/** Compresses blocks into gzip members. Holds native memory of about two blocks. Confined to one thread at a time. */
final class MemberCompressor implements Closeable {
    private final Pointer state;
    private final Function free;
    private final Function compress;
    private final Memory in;
    private final Memory out;

    MemberCompressor(Pointer state, Function free, Function compress, int blockBytes, long most) {
        this.state = state;
        this.free = free;
        this.compress = compress;
        this.in = new Memory(blockBytes);
        this.out = new Memory(most);
    }

    byte[] compress(byte[] block, int from, int length) {
        in.write(0, block, from, length);
        long written = compress.invokeLong(new Object[] {state, in, (long) length, out, out.size()});
        if (written <= 0) {
            throw new IllegalStateException("libdeflate did not compress " + length + " bytes");
        }
        return out.getByteArray(0, (int) written);
    }

    @Override
    public void close() {
        free.invokeVoid(new Object[] {state});
        in.close();
        out.close();
    }
}
