// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A host that keeps every byte that it hears, at every address of this machine: for what no secret may reach. */
public final class RecordingHost implements AutoCloseable {
    private static final int PATIENCE = 5_000;
    private static final int MOST = 4 << 20;
    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *([0-9]{1,9})");

    private final ServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Function<String, String> answer = request -> "HTTP/1.1 404 Told\r\nContent-Length: 0\r\n\r\n";

    private RecordingHost(ServerSocket server) {
        this.server = server;
    }

    /** Listens on a free port. */
    public static RecordingHost start() throws IOException {
        RecordingHost host = new RecordingHost(new ServerSocket());
        host.server.bind(new InetSocketAddress(0));
        DaemonThreads.executor().execute(host::accept);
        return host;
    }

    /** Its port, the same at every address. */
    public int port() {
        return server.getLocalPort();
    }

    /** Answers every request, head and body, with this text from now on; the connection ends there. */
    public void answers(Function<String, String> text) {
        answer = text;
    }

    /** How often somebody connected, whatever they said then. */
    public int connections() {
        return connections.get();
    }

    /** All that was heard, one text for each connection, each byte a letter. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                DaemonThreads.executor().execute(() -> serve(socket));
            } catch (IOException e) {
                // Closed.
                return;
            }
        }
    }

    private void serve(Socket socket) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (socket) {
            socket.setSoTimeout(PATIENCE);
            hear(socket.getInputStream(), all);
            String request = all.toString(StandardCharsets.ISO_8859_1);
            heard.add(request);
            socket.getOutputStream().write(answer.apply(request).getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
        } catch (IOException e) {
            heard.add(all.toString(StandardCharsets.ISO_8859_1));
        } finally {
            open.remove(socket);
        }
    }

    /** One request, or what is none. */
    private static void hear(InputStream in, ByteArrayOutputStream all) throws IOException {
        byte[] buffer = new byte[8192];
        while (all.size() < MOST && !isWhole(all.toString(StandardCharsets.ISO_8859_1))) {
            try {
                int n = in.read(buffer);
                if (n < 0) {
                    return;
                }
                all.write(buffer, 0, n);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
    }

    private static boolean isWhole(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            // A handshake, to which nobody answers.
            return text.startsWith("\u0016");
        }
        String head = text.substring(0, end).toLowerCase(Locale.ROOT);
        if (head.contains("transfer-encoding: chunked")) {
            return text.endsWith("0\r\n\r\n");
        }
        Matcher length = LENGTH.matcher(head);
        return !length.find() || text.length() >= end + 4 + Integer.parseInt(length.group(1));
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
