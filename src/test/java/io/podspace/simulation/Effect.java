package io.podspace.simulation;

/**
 * One call that changed an engine, or would have.
 *
 * @param host row id of the host
 * @param object name of the container or network, or the image reference
 */
public record Effect(long host, Operation operation, String object) {

    /** The calls of the driver that change something. */
    public enum Operation {
        ENSURE_NETWORK,
        REMOVE_NETWORK,
        PULL,
        CREATE,
        START,
        STOP,
        SIGNAL,
        REMOVE,
        CONNECT,
        DISCONNECT,
        UPLOAD,
        EXEC
    }
}
