// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.registry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Speaks HTTP/1.1 on a loopback address, one thread for each connection, so that every byte can be interfered with. */
final class WireServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Handler handler;
    private final Loopback loopback;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /** Answers requests. */
    interface Handler {
        WireResponse handle(WireRequest request) throws IOException;
    }

    private WireServer(Loopback loopback, ServerSocket listener, Handler handler) {
        this.loopback = loopback;
        this.listener = listener;
        this.handler = handler;
    }

    /** Listens on a free port. */
    static WireServer start(Loopback loopback, ServerSocketMaker maker, Handler handler) throws IOException {
        WireServer server = new WireServer(loopback, maker.make(0, 200, loopback.address()), handler);
        server.daemon("wire-server", server::accept);
        return server;
    }

    /** Makes the socket to listen on, with TLS or without. */
    interface ServerSocketMaker {
        ServerSocket make(int port, int backlog, InetAddress address) throws IOException;
    }

    String host() {
        return loopback.authority(listener.getLocalPort());
    }

    /** How many connections are open. */
    int connections() {
        return sockets.size();
    }

    private void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                daemon("wire-connection", () -> serve(socket));
            } catch (IOException e) {
                // Closed, or a handshake that failed.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            WireConnection connection = new WireConnection(socket);
            while (connection.exchange(handler)) {
                // The next request on the same connection.
            }
        } catch (IOException e) {
            // The peer went away, which is its right.
        } finally {
            sockets.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
