// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A proxy on a loopback address: passes requests of plain HTTP on, and makes tunnels for the rest. It knows where invented
 * hosts are, so that no name need be looked up. Closing it ends its connections.
 */
public final class FakeProxy implements AutoCloseable {
    private static final int MOST_HEAD = 64 << 10;
    private static final String LOGIN_WANTED = String.join(
            "\r\n",
            "HTTP/1.1 407 Proxy Authentication Required",
            "Proxy-Authenticate: Basic realm=\"p\"",
            "Content-Length: 0",
            "Connection: close",
            "",
            "");

    private final Loopback loopback;
    private final ServerSocket server;
    private final Map<String, String> places = new ConcurrentHashMap<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Optional<String> answer = Optional.empty();
    private volatile Optional<String> wanted = Optional.empty();
    private volatile long cutAfter = Long.MAX_VALUE;

    private FakeProxy(Loopback loopback, ServerSocket server) {
        this.loopback = loopback;
        this.server = server;
    }

    /** A proxy that lets everybody through. */
    public static FakeProxy start() throws IOException {
        return start(Loopback.IPV4);
    }

    /** The same at this address. */
    public static FakeProxy start(Loopback loopback) throws IOException {
        FakeProxy proxy = new FakeProxy(loopback, new ServerSocket(0, 50, loopback.address()));
        DaemonThreads.executor().execute(proxy::serve);
        return proxy;
    }

    /** Its address and port. */
    public String host() {
        return loopback.authority(server.getLocalPort());
    }

    /** Says where an invented host and port are. */
    public void knows(String authority, String place) {
        places.put(authority, place);
    }

    /** Answers everything with this text from now on, such as a status line and headers. */
    public void says(String text) {
        answer = Optional.of(text);
    }

    /** Lets only those in whose {@code Proxy-Authorization} is this. */
    public void wants(String authorization) {
        wanted = Optional.of(authorization);
    }

    /** Cuts the next connection after so many bytes from the far side. */
    public void cutsOnceAfter(long bytes) {
        cutAfter = bytes;
    }

    /** The heads of all requests to the proxy itself: what goes through a tunnel is not among them. */
    public List<String> heads() {
        return List.copyOf(heads);
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                DaemonThreads.executor().execute(() -> serve(client));
            } catch (IOException e) {
                // Closed.
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            if (head.isEmpty()) {
                return;
            }
            heads.add(head);
            OutputStream out = client.getOutputStream();
            if (answer.isPresent()) {
                out.write(answer.get().getBytes(StandardCharsets.ISO_8859_1));
            } else if (wanted.isPresent() && !head.contains("\r\nProxy-Authorization: " + wanted.get() + "\r\n")) {
                out.write(LOGIN_WANTED.getBytes(StandardCharsets.ISO_8859_1));
            } else {
                pass(client, head);
            }
            client.shutdownOutput();
        } catch (IOException e) {
            // Whoever was there is gone.
            return;
        } finally {
            open.remove(client);
        }
    }

    private void pass(Socket client, String head) throws IOException {
        String[] line = head.substring(0, head.indexOf("\r\n")).split(" ", 3);
        boolean tunnel = line[0].equals("CONNECT");
        String authority = tunnel ? line[1] : URI.create(line[1]).getAuthority();
        URI place = URI.create("tcp://" + places.getOrDefault(authority, authority));
        try (Socket far = new Socket(place.getHost(), place.getPort())) {
            open.add(far);
            if (tunnel) {
                client.getOutputStream().write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            } else {
                far.getOutputStream().write(forwarded(head, line[1]).getBytes(StandardCharsets.ISO_8859_1));
            }
            DaemonThreads.executor().execute(() -> copyQuietly(client, far));
            if (!tunnel) {
                closing(far.getInputStream(), client.getOutputStream());
            }
            copy(far, client, cut());
            open.remove(far);
        }
    }

    private long cut() {
        long bytes = cutAfter;
        cutAfter = Long.MAX_VALUE;
        return bytes;
    }

    /** In the form that servers expect, and without what is the proxy's alone. */
    private static String forwarded(String head, String target) {
        URI uri = URI.create(target);
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return head.replace(" " + target + " ", " " + uri.getRawPath() + query + " ")
                .replaceAll("\r\n(?i:proxy-authorization|proxy-connection|connection):[^\r]*", "")
                .replaceFirst("\r\n", "\r\nConnection: close\r\n");
    }

    /** One request a connection: the next one may be for somebody else. */
    private static void closing(InputStream in, OutputStream out) throws IOException {
        int b = in.read();
        while (b >= 0 && b != '\n') {
            out.write(b);
            b = in.read();
        }
        out.write("\nConnection: close\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void copyQuietly(Socket from, Socket to) {
        try {
            copy(from, to, Long.MAX_VALUE);
            to.shutdownOutput();
        } catch (IOException e) {
            // The other direction ended.
            return;
        }
    }

    private static void copy(Socket from, Socket to, long most) throws IOException {
        byte[] buffer = new byte[8192];
        long left = most;
        InputStream in = from.getInputStream();
        while (left > 0) {
            int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n < 0) {
                return;
            }
            to.getOutputStream().write(buffer, 0, n);
            left -= n;
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < MOST_HEAD && head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                return "";
            }
            head.append((char) b);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
