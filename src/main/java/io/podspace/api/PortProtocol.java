package io.podspace.api;

/** How a client speaks of connections to ports over one WebSocket. */
interface PortProtocol {
    /** The session is there. */
    void begin();

    /**
     * A message came. Waits while the pod does not read.
     *
     * @return whether the session goes on
     */
    boolean received(byte[] message) throws InterruptedException;

    /** The session is over: ends all connections. */
    void close();
}
