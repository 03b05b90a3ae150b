// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.daemon;

import dev.ambidock.transport.distribution.ErrorDocument;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import dev.ambidock.transport.io.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;

/** An archive that an engine sends. It has said that all is well before it began; how it went may stand in its place. */
final class SavedImage extends BulkInputStream {
    private final String object;
    private final DaemonAddress address;

    /** Looks at the beginning; takes ownership of the stream. */
    SavedImage(InputStream body, String reference, DaemonAddress address) throws IOException {
        super(new PushbackInputStream(body));
        this.object = "docker-daemon:" + reference;
        this.address = address;
        try {
            refuseWords();
        } catch (IOException e) {
            body.close();
            throw e;
        }
    }

    /** No archive begins with a brace. */
    private void refuseWords() throws IOException {
        byte[] first = new byte[1];
        int n = read(first, 0, 1);
        if (n < 1) {
            return;
        }
        ((PushbackInputStream) in).unread(first[0]);
        if (first[0] == '{') {
            String words = new String(readNBytes(ErrorDocument.MOST_BYTES), StandardCharsets.UTF_8);
            String said = EngineApi.error(words).map(error -> ": " + error).orElse("");
            throw ContentException.of(FailureKind.BROKEN, object, "the engine does not give it" + said);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return in.read(buffer, offset, length);
        } catch (ContentException e) {
            throw e.object().equals(address.base().getAuthority())
                    ? ContentException.of(e.kind(), object, address + ": " + e.problem())
                    : e;
        }
    }
}
