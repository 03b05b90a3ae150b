// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** One connection of a client. */
final class WireConnection {
    private static final int LONGEST_HEAD = 1 << 20;
    private static final int BUFFER = 64 << 10;
    private static final int TLS_HANDSHAKE = 0x16;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    WireConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    /** One request and its answer; whether the connection can be used again. */
    boolean exchange(WireServer.Handler handler) throws IOException {
        String head = head();
        if (head.isEmpty()) {
            return false;
        }
        String[] lines = head.split("\r\n", -1);
        String[] start = lines[0].split(" ", 3);
        Map<String, String> headers = headers(lines);
        InputStream body = WireBody.of(headers, in);
        String target = start[1];
        int mark = target.indexOf('?');
        WireRequest request = new WireRequest(
                start[0],
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? "" : target.substring(mark + 1),
                headers,
                body);
        if (headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue")) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        try {
            WireResponse response = handler.handle(request);
            body.transferTo(OutputStream.nullOutputStream());
            send(response, start[0].equals("HEAD"));
            return response.length() >= 0;
        } catch (Cut cut) {
            cut.perform(socket, out);
            return false;
        }
    }

    private String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4 && head.size() < LONGEST_HEAD) {
            int b = in.read();
            if (b == TLS_HANDSHAKE && head.size() == 0) {
                out.write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                return "";
            }
            if (b < 0) {
                return "";
            }
            head.write(b);
            ends = b == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static Map<String, String> headers(String[] lines) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private void send(WireResponse response, boolean headOnly) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + response.status() + " Told\r\n");
        response.headers().forEach(h -> head.append(h).append("\r\n"));
        boolean told = response.headers().stream()
                .anyMatch(h -> h.toLowerCase(Locale.ROOT).startsWith("content-length:"));
        if (response.length() < 0) {
            head.append("Connection: close\r\n");
        } else if (!told && response.status() != 204) {
            head.append("Content-Length: ").append(response.length()).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (!headOnly) {
            response.content().writeTo(out);
        }
        out.flush();
    }

    /** The connection ends here, in some way. */
    static final class Cut extends IOException {
        private static final long serialVersionUID = 1L;
        private final Way way;

        /** How a connection ends. */
        enum Way {
            /** As if the process had died. */
            RESET,
            /** In good order, too early. */
            FIN,
            /** Not at all: nothing comes any more. */
            STALL,
            /** Not at all: nothing is read any more. */
            DEAF,
            /** Not at all: a head is begun that comes byte by byte, for ever. */
            DRIP
        }

        Cut(Way way) {
            super("cut on purpose");
            this.way = way;
        }

        private static void rest() throws InterruptedIOException {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }

        private void perform(Socket socket, OutputStream out) throws IOException {
            out.flush();
            switch (way) {
                case RESET -> {
                    socket.setSoLinger(true, 0);
                    socket.close();
                }
                case FIN -> socket.shutdownOutput();
                case STALL -> {
                    // Until the client gives up.
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                }
                case DRIP -> {
                    out.write("HTTP/1.1 200 Told\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
                    while (!socket.isClosed()) {
                        out.write('x');
                        out.flush();
                        rest();
                    }
                }
                case DEAF -> {
                    while (!socket.isClosed()) {
                        rest();
                    }
                }
            }
        }
    }
}
