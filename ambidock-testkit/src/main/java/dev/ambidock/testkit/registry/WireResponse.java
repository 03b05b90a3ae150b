// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import dev.ambidock.transport.distribution.ErrorCode;
import dev.ambidock.transport.distribution.ErrorDocument;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An answer to be sent.
 *
 * @param headers lines without their ends
 * @param length of the body; -1 for a body that ends with the connection
 */
public record WireResponse(int status, List<String> headers, long length, Content content) {

    /** Writes a body. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Copies the headers. */
    public WireResponse {
        headers = List.copyOf(headers);
    }

    /** An answer without a body. */
    public static WireResponse of(int status, String... headers) {
        return new WireResponse(status, List.of(headers), 0, out -> {});
    }

    /** An answer with a text. */
    public static WireResponse text(int status, String type, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return bytes(status, body, "Content-Type: " + type);
    }

    /** An answer with a body. */
    public static WireResponse bytes(int status, byte[] body, String... headers) {
        return new WireResponse(status, List.of(headers), body.length, out -> out.write(body));
    }

    /** A refusal as the spec has it. */
    public static WireResponse refusal(ErrorCode code) {
        ErrorDocument document = new ErrorDocument(code.name(), "the fake registry says so");
        return bytes(code.status(), document.write().toArray(), "Content-Type: application/json");
    }

    /** The same with one more header. */
    public WireResponse with(String header) {
        List<String> all = new ArrayList<>(headers);
        all.add(header);
        return new WireResponse(status, all, length, content);
    }

    /** The same without headers of a name. */
    public WireResponse without(String name) {
        List<String> kept = headers.stream()
                .filter(h -> !h.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .toList();
        return new WireResponse(status, kept, length, content);
    }

    /** The same with another body of the same length. */
    public WireResponse mapped(UnaryOperator<OutputStream> filter) {
        return new WireResponse(status, headers, length, out -> content.writeTo(filter.apply(out)));
    }
}
