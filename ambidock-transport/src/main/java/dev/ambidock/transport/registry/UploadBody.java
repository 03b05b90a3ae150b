// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.registry;

import dev.ambidock.transport.io.BulkInputStream;
import dev.ambidock.transport.io.Rereadable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** A blob on its way up: knows how far it was read, and reads again what did not arrive. */
final class UploadBody extends BulkInputStream {
    private final InputStream whole;
    private long at;

    UploadBody(InputStream in) {
        super(in);
        this.whole = in;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        at += Math.max(0, n);
        return n;
    }

    /** How many bytes were read, from the beginning. */
    long at() {
        return at;
    }

    /**
     * Goes back to an offset.
     *
     * @return whether that can be done
     */
    boolean rewind(long offset) throws IOException {
        if (offset == at) {
            return true;
        }
        if (offset > at || !(whole instanceof Rereadable again)) {
            return false;
        }
        // What comes behind is read where the first reading stopped, so that it is still verified as a whole.
        long gap = at - offset;
        in = new SequenceInputStream(new Limited(again.reread(offset, gap), gap), in);
        at = offset;
        return true;
    }

    /** The first bytes of a stream; closes it at their end. */
    private static final class Limited extends BulkInputStream {
        private long left;

        Limited(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int n = in.read(buffer, offset, (int) Math.min(length, left));
            if (n < 0) {
                throw new IOException("the content became shorter");
            }
            left -= n;
            return n;
        }
    }
}
