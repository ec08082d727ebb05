package io.podspace.haproxy;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that a test publishes: below those that kernel and engine give out by themselves, which would take one in between. */
final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static final int TRIES = 100;

    private static final Set<Integer> given = new HashSet<>();

    private FreePorts() {}

    /** One that nobody listens on, and that no test of this process was given before. */
    static synchronized int next() throws IOException {
        IOException last = null;
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (given.add(port)) {
                try (ServerSocket free = new ServerSocket(port)) {
                    return free.getLocalPort();
                } catch (IOException e) {
                    last = e;
                }
            }
        }
        throw new IOException("no port is free", last);
    }
}
