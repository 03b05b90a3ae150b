// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import dev.ambidock.transport.distribution.ContentRange;
import dev.ambidock.transport.distribution.Headers;
import dev.ambidock.transport.error.ContentException;
import dev.ambidock.transport.error.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;

/**
 * Downloads of content of a known size, whole or in part, which go on where they broke. Nothing is verified.
 *
 * @ambidock.rule RFC 9110, section 14
 */
public final class RangedGet {
    private static final int PARTIAL = 206;

    private final Sender sender;
    private final URI place;
    private final String what;
    private final long size;

    /** Sends a request; fails if the answer is no success. */
    public interface Sender {
        Answer send(Call call) throws IOException;
    }

    /**
     * Asks for nothing yet.
     *
     * @param what names the content in failures
     * @param size of the whole content; negative if nobody knows, so that it is asked for from the beginning to the end only
     */
    public RangedGet(Sender sender, URI place, String what, long size) {
        this.sender = sender;
        this.place = place;
        this.what = what;
        this.size = size;
    }

    /** All of it; the caller closes the stream. */
    public InputStream whole() throws IOException {
        return new ResumingInput(offset -> at(offset, size), what, size);
    }

    /** A part of it; all of the rest if the server sends no parts. The caller closes the stream. */
    public InputStream part(long offset, long length) throws IOException {
        return new ResumingInput(later -> at(offset + later, offset + length), what, length);
    }

    /** The bytes from an offset to before another. */
    private ResumingInput.Part at(long offset, long end) throws IOException {
        Call call = Call.of("GET", place);
        boolean whole = offset == 0 && end == size;
        String range = end == size ? ContentRange.from(offset) : ContentRange.between(offset, end - 1);
        Answer answer = sender.send(whole ? call : call.with(Headers.RANGE, range));
        try {
            long ahead = whole ? 0 : ahead(answer, offset);
            return new ResumingInput.Part(answer.body(), ahead, answer.length() >= 0);
        } catch (IOException e) {
            answer.close();
            throw e;
        }
    }

    /** A server may send all of it all the same. */
    private long ahead(Answer answer, long offset) throws IOException {
        if (answer.status() != PARTIAL) {
            return offset;
        }
        Optional<ContentRange> range = answer.header(Headers.CONTENT_RANGE).flatMap(ContentRange::parse);
        if (range.isEmpty() || range.get().first() != offset) {
            throw ContentException.of(
                    FailureKind.MALFORMED, what, "the server sent another part than it was asked for");
        }
        return 0;
    }
}
