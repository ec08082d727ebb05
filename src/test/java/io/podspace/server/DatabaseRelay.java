package io.podspace.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between the server and its database, so that a test can take the database away and give it back. */
final class DatabaseRelay {
    private static volatile DatabaseRelay running;

    private final String host;
    private final int port;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private DatabaseRelay(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("database-relay").start(this::accept);
    }

    /**
     * @param url {@code jdbc:mariadb://HOST:PORT/NAME}
     * @return the same database, through the relay
     */
    static String before(String url) throws IOException {
        String authority = url.substring(url.indexOf("//") + 2, url.lastIndexOf('/'));
        running = new DatabaseRelay(
                authority.substring(0, authority.indexOf(':')),
                Integer.parseInt(authority.substring(authority.indexOf(':') + 1)));
        return url.replace(authority, "127.0.0.1:" + running.server.getLocalPort());
    }

    /** All connections end, and new ones too, until {@link #mend}. */
    static void cut() throws IOException {
        running.cut = true;
        for (Socket socket : running.open) {
            socket.close();
        }
        running.open.clear();
    }

    static void mend() {
        running.cut = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                if (cut) {
                    client.close();
                } else {
                    Socket upstream = new Socket(host, port);
                    open.add(client);
                    open.add(upstream);
                    Thread.ofVirtual().start(() -> copy(client, upstream));
                    Thread.ofVirtual().start(() -> copy(upstream, client));
                }
            }
        } catch (IOException e) {
            return; // the run of tests is over
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            return; // one side ended
        }
    }
}
