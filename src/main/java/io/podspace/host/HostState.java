package io.podspace.host;

/** What the operator, or a long silence, has made of a host. That it is silent right now is not here but observed. */
public enum HostState {
    /** Takes new pods. */
    READY,
    /** Keeps its pods, takes no new ones. */
    CORDONED,
    /** Takes no new pods, and those that it has are being moved away. */
    DRAINING,
    /** Given up: its pods were replaced elsewhere. */
    LOST
}
